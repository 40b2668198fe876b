"""The names under which the product may be asked for, and the proxies whose word about the client counts."""

import functools
import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from app.core.command_error import CommandError
from app.core.errors import AppError
from app.core.settings import settings

#: Names of the machine itself, for working on the product.
LOCAL = ("localhost", "*.localhost", "127.0.0.1", "[::1]")


class UnknownHost(AppError):
    """The request was meant for another site. Links made from such a name would lead there."""

    status = 421
    code = "unknown_host"
    message = "There is no such site here."


def allowed_hosts() -> tuple[str, ...]:
    """The host of the public address, those that ALLOWED_HOSTS adds, and in development the machine's own."""
    public = urlsplit(settings().public_url).netloc
    local = () if settings().environment == "production" else LOCAL
    return tuple({without_port(public), *settings().allowed_hosts, *local})


@functools.lru_cache(maxsize=1024)
def is_allowed(host: bytes, allowed: tuple[str, ...]) -> bool:
    """Whether a Host header names one of the hosts; `*.example.org` stands for every name below, `*` for all."""
    name = without_port(host.decode("latin-1"))
    return any(
        pattern in {"*", name} or (pattern.startswith("*.") and name.endswith(pattern[1:]))
        for pattern in allowed
    )


def without_port(host: str) -> str:
    name, colon, port = host.lower().rpartition(":")
    return (name if colon and (port.isdigit() or not port) else host.lower()).removesuffix(".")


def proxy_addresses(names: Iterable[str]) -> list[str]:
    """The addresses and networks that proxies are known by; names are looked up once.

    Raises:
        CommandError: a name is not known.
    """
    found: list[str] = []
    for name in names:
        try:
            found.append(
                str(ipaddress.ip_network(name, strict=False))
                if "/" in name
                else str(ipaddress.ip_address(name))
            )
        except ValueError:
            found += look_up(name)
    return found


def look_up(name: str) -> list[str]:
    try:
        answers = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise CommandError(
            f"TRUSTED_PROXIES names {name!r}, which cannot be found: {error}"
        ) from None
    return sorted({str(address[0]) for *_, address in answers})
