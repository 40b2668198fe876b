"""What the requests and answers of all features have in common."""

import unicodedata

from pydantic import AfterValidator, BaseModel, ConfigDict


class Schema(BaseModel):
    """The base of what travels over the border. Reads mapped objects and rows as well as JSON."""

    model_config = ConfigDict(from_attributes=True)


def refuse_control_characters(text: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise ValueError("Line breaks and control characters are not allowed here.")
    return text


def refuse_null_characters(text: str) -> str:
    # PostgreSQL cannot store them.
    if "\0" in text:
        raise ValueError("Null characters are not allowed here.")
    return text


#: Mark text that goes into one line: a name, a title. Nothing in it can break out of a mail's header.
SINGLE_LINE = AfterValidator(refuse_control_characters)
#: Mark text of several lines.
MULTIPLE_LINES = AfterValidator(refuse_null_characters)
