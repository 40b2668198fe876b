"""Takes secrets and personal data out of what leaves the process sideways: logs and error reports."""

import functools
import re
from typing import Any

HIDDEN = "[hidden]"
SHORT = 120
#: What bears one of these in its name is a secret, whatever it holds.
SECRET_WORDS = (
    "password",
    "passwd",
    "secret",
    "token",
    "cookie",
    "authorization",
    "api_key",
    "apikey",
)

SECRET_NAME = re.compile("|".join(SECRET_WORDS).replace("_", "[_-]?"), re.IGNORECASE)
#: The forms in which a secret turns up in the middle of a text, each with what remains of it.
FORMS = (
    # name=value, "name": "value", Name: value
    (
        re.compile(
            rf"""([\w-]*(?:{SECRET_NAME.pattern})[\w-]*["']?\s*[=:]\s*)"""
            r"""("[^"\n]*"|'[^'\n]*'|(?:Bearer |Basic )?[^\s,;&)}\]]+)""",
            re.IGNORECASE,
        ),
        rf"\1{HIDDEN}",
    ),
    # The password in an address, such as that of a database.
    (re.compile(r"(://[^\s/:@]*:)[^\s/@]+@"), rf"\1{HIDDEN}@"),
    # A key with its kind in front, as many services make them: shop_live_…
    (re.compile(r"\b[a-z][a-z0-9-]*_(?:live|test|dev)_[0-9A-Za-z]{16,}"), HIDDEN),
    (re.compile(r"\b(Bearer|Basic) [\w.~+/=-]{8,}", re.IGNORECASE), rf"\1 {HIDDEN}"),
    # Where PostgreSQL and Pydantic quote what they refuse.
    (re.compile(r"(Key \([^)\n]*\)=)\([^\n]*?\)(?= (?:already|is|conflicts))"), rf"\1({HIDDEN})"),
    (re.compile(r"(Failing row contains )\([^\n]*\)"), rf"\1({HIDDEN})"),
    (re.compile(r"(input_value=)[^\n]*?(?=, input_type=)"), rf"\1{HIDDEN}"),
    (re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
)
#: No form matches a text that has none of these, and nearly every line of a log has none.
SUSPICIOUS = re.compile(
    rf"[@(=]|Bearer|Basic|_(?:live|test|dev)_|{SECRET_NAME.pattern}", re.IGNORECASE
)


def scrub_text(text: str) -> str:
    """The text without secrets in the forms that they usually take."""
    return scrub_short(text) if len(text) <= SHORT else scrub_long(text)


def scrub_long(text: str) -> str:
    if SUSPICIOUS.search(text) is None:
        return text
    for form, remains in FORMS:
        text = form.sub(remains, text)
    return text


# Short texts come again and again: the line of each request, the names of what it says.
scrub_short = functools.lru_cache(maxsize=4096)(scrub_long)


@functools.lru_cache(maxsize=1024)
def is_secret(name: str) -> bool:
    return SECRET_NAME.search(name) is not None


def scrub(value: Any, name: str = "") -> Any:
    """The value without what its name, a name inside it or its form gives away as a secret.

    What is no text, number, list or mapping becomes its text.
    """
    if value is None:
        return None
    if name and is_secret(name):
        return HIDDEN
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(key): scrub(held, str(key)) for key, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [scrub(held) for held in value]
    return scrub_text(str(value))
