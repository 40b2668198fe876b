"""Who is asking."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from app.accounts.models import UserId
from app.accounts.sessions import find_person, token_of
from app.core.context import current_user_id
from app.core.errors import NotSignedIn
from app.core.routing import Provided, RequestContext


@dataclass(frozen=True)
class Person:
    """The signed-in person's identity, as the session's query found it."""

    id: UserId
    email: str
    name: str
    created_at: datetime


def signed_in_person(context: RequestContext) -> Person:
    """Raises NotSignedIn: the request carries no valid session."""
    token = token_of(context.request)
    found = find_person(context.session, token) if token else None
    if found is None:
        raise NotSignedIn
    current_user_id.set(found[0])
    return Person(*found)


#: A handler with such a parameter serves signed-in people only.
CurrentUser = Annotated[Person, Provided(signed_in_person, errors=(NotSignedIn,))]
