"""What others say of a person, made fit for us."""

from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from app.accounts.schemas import Email, PersonName

LONGEST_NAME = 100

email_adapter: TypeAdapter[str] = TypeAdapter(Email)
name_adapter: TypeAdapter[str] = TypeAdapter(
    Annotated[PersonName, BeforeValidator(lambda text: " ".join(str(text).split())[:LONGEST_NAME])]
)


def address_in(told: Any) -> str | None:
    """The address as ours are written, if it can be one."""
    try:
        return email_adapter.validate_python(told)
    except ValidationError:
        return None


def name_in(told: Any) -> str:
    """The name in a line, or nothing if it can be none."""
    try:
        return name_adapter.validate_python(told) if isinstance(told, str) else ""
    except ValidationError:
        return ""
