import pytest

from app.core.settings import settings
from app.sessions.passkeys import ceremonies
from app.sessions.passkeys.ceremonies import relying_party
from app.sessions.passkeys.names import suggested_name

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.mark.parametrize(
    ("public_url", "host", "origin"),
    [
        ("https://product.example", "product.example", "https://product.example"),
        ("https://Product.example:443/", "product.example", "https://product.example"),
        ("https://product.example:8443", "product.example", "https://product.example:8443"),
        ("http://localhost:80", "localhost", "http://localhost"),
        ("http://localhost:20710", "localhost", "http://localhost:20710"),
    ],
)
def test_passkeys_belong_to_the_public_address_as_browsers_write_it(
    public_url: str, host: str, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = settings().model_copy(update={"public_url": public_url})
    monkeypatch.setattr(ceremonies, "settings", lambda: changed)

    assert (relying_party().host, relying_party().origin) == (host, origin)


def test_a_passkey_is_first_called_by_who_keeps_it() -> None:
    assert suggested_name("bada5566-a7aa-401f-bd96-45619a55120d", FIREFOX) == "1Password"
    assert suggested_name("00000000-0000-0000-0000-000000000000", FIREFOX) == "Firefox on Linux"
    assert suggested_name("made up", "") == "An unknown device"
