"""The one way in. Whoever has given a first proof comes here, whatever the proof was."""

from fastapi import Request, Response
from sqlmodel import Session

from app.accounts.models import UserId
from app.accounts.schemas import UserPublic
from app.sessions.dependencies import person_who_may_enter, sign_in_browser
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
        AccountSuspended: they may not come in.
    """
    user = person_who_may_enter(session, user_id)
    if not proves_both and has_second_factor(session, user.id):
        begin_pending(session, user.id, request, response)
        return SecondFactorAsked(next_step="second_factor")
    return let_in_after_both_proofs(session, user_id, request, response)


def let_in_after_both_proofs(
    session: Session, user_id: UserId, request: Request, response: Response
) -> UserPublic:
    """Sign somebody in who has given the second proof as well.

    Raises:
        NotSignedIn: there is no such person any more.
        AccountSuspended: they may not come in.
    """
    return UserPublic.model_validate(sign_in_browser(session, user_id, request, response))
