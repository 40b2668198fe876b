"""Keys with which programs act for people."""

from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.api_keys.models import ApiKey
from app.api_keys.tokens import hint_of, new_token, token_hash
from tests.factories.base import TableFactory


class ApiKeyFactory(TableFactory[ApiKey]):
    """A key that may do nothing, whose token nobody knows. Say whose it is with `user_id`."""

    @classmethod
    def name(cls) -> str:
        return cls.__faker__.sentence(nb_words=2)

    @classmethod
    def token_hash(cls) -> bytes:
        return token_hash(new_token())

    @classmethod
    def hint(cls) -> str:
        return hint_of(new_token())

    @classmethod
    def scopes(cls) -> list[str]:
        return []


def token_with(database: Session, user: User, *scopes: str, **values: Any) -> str:
    """The token of a stored key of somebody that may do what the scopes say."""
    token = new_token()
    known = {"token_hash": token_hash(token), "hint": hint_of(token)}
    ApiKeyFactory.create(database, user_id=user.id, scopes=list(scopes), **(known | values))
    return token
