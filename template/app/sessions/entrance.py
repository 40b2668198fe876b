"""The one way in. Whoever has given a first proof comes here, whatever the proof was."""

from fastapi import Request, Response
from sqlmodel import Session

from app.accounts.models import User, UserId
from app.accounts.schemas import UserPublic
from app.core.errors import NotSignedIn
from app.sessions.dependencies import sign_in_browser
from app.sessions.schemas import SecondFactorAsked
from app.sessions.two_factor.pending import begin_pending, has_second_factor

#: The answer of each route with which people sign in. A page tells them apart by `next_step`.
Entered = UserPublic | SecondFactorAsked


def let_in(
    session: Session,
    user_id: UserId,
    request: Request,
    response: Response,
    *,
    proves_both: bool = False,
) -> Entered:
    """Sign somebody in who has proved who they are; the browser's earlier session ends.

    If they have a second factor, nothing begins yet: the browser gets a secret in a cookie, with which it may send a code.
    `proves_both` says that the proof was two in one, as with a passkey that has verified its owner.

    Raises:
        NotSignedIn: there is no such person any more.
    """
    # Who must not come in is turned away here, before anything else is looked at.
    user = session.get(User, user_id)
    if user is None:
        raise NotSignedIn
    if not proves_both and has_second_factor(session, user.id):
        begin_pending(session, user.id, request, response)
        return SecondFactorAsked()
    sign_in_browser(session, user.id, request, response)
    return UserPublic.model_validate(user)
