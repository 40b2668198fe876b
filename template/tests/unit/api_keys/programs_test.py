from typing import Annotated, Any

import pytest

from app.accounts.dependencies import CurrentUser
from app.api_keys.dependencies import AllowedKey, ProgramsRouter
from app.api_keys.programs import description
from app.api_keys.schemas import Scope
from app.api_keys.service import Caller
from app.core.routing import SessionDependency

READ = Scope(name="shelves:read", description="See your shelves.")
WRITE = Scope(name="shelves:write", description="Fill your shelves.")

Reader = Annotated[Caller, AllowedKey(READ)]
Writer = Annotated[Caller, AllowedKey(WRITE)]


def without_key(session: SessionDependency) -> None: ...


def for_people(user: CurrentUser) -> None: ...


def for_both(caller: Reader, user: CurrentUser) -> None: ...


def with_two_scopes(caller: Reader, writer: Writer) -> None: ...


@pytest.mark.parametrize("endpoint", [without_key, for_people, for_both, with_two_scopes])
def test_a_route_for_programs_that_does_not_ask_for_one_scope_alone_cannot_be_made(
    endpoint: Any,
) -> None:
    with pytest.raises(TypeError, match=endpoint.__name__):
        ProgramsRouter().get("/shelves")(endpoint)


def test_the_description_says_how_programs_show_their_key_and_what_each_needs() -> None:
    document = description()

    scheme = document["components"]["securitySchemes"]["api_key"]
    assert scheme.items() >= {"type": "http", "scheme": "bearer"}.items()
    operations = [each for path in document["paths"].values() for each in path.values()]
    asked = {scope for each in operations for scope in each["security"][0]["api_key"]}
    assert "account:read" in asked
    for scope in asked:
        assert f"- `{scope}`: " in scheme["description"]
    for each in operations:
        assert each["responses"].keys() >= {"401", "403", "429", "default"}
    assert len({each["operationId"] for each in operations}) == len(operations)
