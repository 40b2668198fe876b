"""Where somebody is led who has signed in: a path of this site. The page looks at it too, in `web/app/lib/return-path.ts`."""

import re
from typing import Annotated
from urllib.parse import unquote

from pydantic import AfterValidator, Field

# Browsers read "\" as "/" and drop control characters, and take what follows "//" for another site.
READ_OTHERWISE = re.compile(r"[\\\x00-\x1f\x7f-\x9f]")


def check_return_path(path: str) -> str:
    """Raises ValueError: it leads to another site, or does so once it is decoded on the way."""
    if path and (READ_OTHERWISE.search(path) or leads_elsewhere(path)):
        raise ValueError("This is not a path of this site.")
    return path


def leads_elsewhere(path: str) -> bool:
    # Behind "?" and "#" everything is only text.
    led_to = re.split(r"[?#]", path, maxsplit=1)[0]
    if not led_to.startswith("/") or "//" in led_to or READ_OTHERWISE.search(led_to):
        return True
    decoded = unquote(led_to)
    return decoded != led_to and leads_elsewhere(decoded)


#: Empty where it does not matter.
ReturnPath = Annotated[str, Field(max_length=500), AfterValidator(check_return_path)]
