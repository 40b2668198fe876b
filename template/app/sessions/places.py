"""Where a browser is, as far as that is known without asking anybody."""

import ipaddress

from fastapi import Request

from app.core.settings import settings_of
from app.sessions.settings import SessionSettings


def country_of(request: Request) -> str:
    """The country that a proxy in front has found out, as in `DE`; empty if none says so.

    Two letters and nothing else: some say `XX` or `T1` of those whom they cannot place.
    """
    name = settings_of(SessionSettings).country_header
    said = request.headers.get(name, "").upper() if name else ""
    is_country = len(said) == 2 and said.isascii() and said.isalpha() and said != "XX"
    return said if is_country else ""


def is_in_own_network(address: str) -> bool:
    """Whether an address is one of those that every network uses inside, and so says nothing of a place."""
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False
