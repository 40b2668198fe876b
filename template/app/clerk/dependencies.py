"""Whose token a request brings."""

from app.accounts.dependencies import Authentication, Person
from app.clerk import backend_api
from app.clerk.impersonation import become, go_back
from app.clerk.service import Unknown, end_sessions_of, find_person, forget, keep
from app.clerk.tokens import Claims, read_token, token_of
from app.core.database import unit_of_work
from app.core.errors import NotSignedIn
from app.core.routing import RequestContext


def authenticate(context: RequestContext) -> Person | None:
    """The person whose session at Clerk the request's token is of. Whoever is seen for the first time becomes a person here.

    Raises:
        ClerkUnavailable: Clerk has to be asked, and cannot be.
        EmailMissing: they have no address that is proved to be theirs.
        EmailTaken: somebody else has it.
    """
    token = token_of(context.request)
    claims = read_token(token) if token else None
    if claims is None:
        return None
    found = find_person(context.session, claims)
    if isinstance(found, Unknown):
        # While Clerk is asked, and while the newcomer is stored by a session of its own, this one holds no connection.
        context.session.close()
        welcome(claims)
        found = find_person(context.session, claims)
    return found if isinstance(found, Person) else None


def welcome(claims: Claims) -> None:
    """Make a person of somebody whom Clerk knows. It forgets them for good if Clerk does not know them any more."""
    told = backend_api.find_person(claims.clerk_id)
    with unit_of_work() as session:
        if told is None:
            forget(session, claims.clerk_id)
        elif keep(session, told) is None:
            raise NotSignedIn


by_clerk = Authentication(
    authenticate=authenticate, end_sessions_of=end_sessions_of, become=become, go_back=go_back
)
