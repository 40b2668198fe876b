"""What programs may know of the person for whom they act."""

from typing import Annotated

from app.api_keys.dependencies import AllowedKey, ProgramsRouter
from app.api_keys.schemas import KeyHolder, Scope
from app.api_keys.service import Caller

READ = Scope(name="account:read", description="See your name and e-mail address.")

account_api = ProgramsRouter(prefix="/me", tags=["account"])


@account_api.get("")
def show_me(caller: Annotated[Caller, AllowedKey(READ)]) -> KeyHolder:
    """Whose key this is, and what it may do."""
    return KeyHolder.model_validate(caller)
