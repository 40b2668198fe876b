import pytest

from app.core.command_error import CommandError
from app.core.hosts import proxy_addresses


def test_proxies_are_known_by_address_network_or_name() -> None:
    found = proxy_addresses(["10.1.2.3", "10.0.0.0/8", "fd00::/8", "localhost"])

    assert {"10.1.2.3", "10.0.0.0/8", "fd00::/8"} < set(found)
    assert {"127.0.0.1", "::1"} & set(found)


def test_a_proxy_that_nobody_knows_is_told() -> None:
    with pytest.raises(CommandError, match="no-such-proxy"):
        proxy_addresses(["no-such-proxy.invalid"])
