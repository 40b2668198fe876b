"""The rules of accounts elsewhere.

Somebody is known again by issuer and subject. An address only leads to an account where it is proved on both sides, and ours
all are: nobody has an account here with an address that they have not proved.
"""

from datetime import timedelta

from sqlmodel import Session, col, delete, select

from app.accounts.models import User, UserId
from app.accounts.repository import SqlUsers
from app.accounts.service import create_user
from app.core.audit import record
from app.core.errors import NotFound
from app.core.jobs import enqueue
from app.core.models import utc_now
from app.sessions.challenges.service import redeem
from app.sessions.events import SessionEvent
from app.sessions.models import Purpose
from app.sessions.passkeys.errors import LastWayIn
from app.sessions.social.errors import AnotherIsConnected, AttemptOver, IdentityTaken
from app.sessions.social.jobs import send_connected_mail
from app.sessions.social.models import (
    SocialAttempt,
    SocialIdentity,
    SocialIdentityId,
    WaitingIdentity,
)
from app.sessions.social.providers import Identity, configured_providers
from app.sessions.social.schemas import SocialAccount, SocialIdentityPublic
from app.sessions.tokens import new_token, token_hash
from app.sessions.ways_in import count_ways_in

#: How long somebody may take to prove an address: as long as the challenge, and a little to write to.
WAITING_LIFETIME = timedelta(minutes=40)


def person_of(session: Session, identity: Identity) -> tuple[UserId | None, bool]:
    """Who somebody is here, and whether they are new. None if they have no account, and no proof of an address.

    Raises:
        AnotherIsConnected: the address is of somebody who has connected another account there.
    """
    known = find(session, identity)
    if known is not None:
        return known.user_id, False
    if identity.email is None or not identity.email_is_proved:
        return None, False
    owner = session.exec(select(User).where(User.email == identity.email)).one_or_none()
    if owner is not None:
        connect(session, owner.id, identity)
        return owner.id, False
    name = identity.name or identity.email.partition("@")[0]
    return make_account(session, identity.email, name, identity).id, True


def connect(session: Session, user_id: UserId, identity: Identity) -> None:
    """Let an account elsewhere open one here from now on; its owner is told by mail.

    Raises:
        IdentityTaken: it opens somebody else's.
        AnotherIsConnected: the person has connected another one of the same provider.
    """
    known = find(session, identity)
    if known is not None and known.user_id == user_id:
        return
    if known is not None:
        raise IdentityTaken
    own = select(SocialIdentity.id).where(
        SocialIdentity.user_id == user_id, SocialIdentity.issuer == identity.issuer
    )
    if session.exec(own).one_or_none() is not None:
        raise AnotherIsConnected
    store(session, user_id, identity)
    record(session, SessionEvent.ACCOUNT_CONNECTED, user_id, provider=label_of(identity.issuer))
    enqueue(session, send_connected_mail, user_id, label_of(identity.issuer), shown_as(identity))


def make_account(session: Session, email: str, name: str, identity: Identity) -> User:
    """Raises EmailTaken: it got an account in the meantime."""
    user = create_user(SqlUsers(session), email=email, name=name)
    store(session, user.id, identity)
    record(session, SessionEvent.SIGNED_UP, user.id, provider=label_of(identity.issuer))
    return user


def store(session: Session, user_id: UserId, identity: Identity) -> None:
    session.add(
        SocialIdentity(
            user_id=user_id,
            issuer=identity.issuer,
            subject=identity.subject,
            shown_as=shown_as(identity),
        )
    )
    session.flush()


def find(session: Session, identity: Identity) -> SocialIdentity | None:
    return session.exec(
        select(SocialIdentity).where(
            SocialIdentity.issuer == identity.issuer, SocialIdentity.subject == identity.subject
        )
    ).one_or_none()


def shown_as(identity: Identity) -> str:
    return identity.email or identity.name


def label_of(issuer: str) -> str:
    """What people call a provider, also one that is not offered any more."""
    known = {provider.issuer: provider.label for provider in configured_providers()}
    return known.get(issuer, issuer)


def let_wait(session: Session, identity: Identity) -> str:
    """Remember who somebody is elsewhere until they have proved an address. Returns what their browser has to keep."""
    secret = new_token()
    session.add(
        WaitingIdentity(
            browser_hash=token_hash(secret),
            issuer=identity.issuer,
            subject=identity.subject,
            shown_as=shown_as(identity),
            expires_at=utc_now() + WAITING_LIFETIME,
        )
    )
    return secret


def finish_account(session: Session, browser: str, data: SocialAccount) -> User:
    """Make an account for somebody who has proved an address by mail. They sign in elsewhere, and have no password.

    Raises:
        AttemptOver: the browser did not come from a provider, or too long ago.
        LinkWrong: the address was not proved, or too long ago.
        EmailTaken: it got an account in the meantime.
    """
    waiting = session.exec(
        delete(WaitingIdentity)
        .where(
            col(WaitingIdentity.browser_hash) == token_hash(browser),
            col(WaitingIdentity.expires_at) > utc_now(),
        )
        .returning(
            col(WaitingIdentity.issuer),
            col(WaitingIdentity.subject),
            col(WaitingIdentity.shown_as),
        )
    ).one_or_none()
    if waiting is None:
        raise AttemptOver
    issuer, subject, shown = waiting
    email = redeem(session, Purpose.SIGN_UP, data.secret)
    identity = Identity(issuer=issuer, subject=subject, name=shown)
    if find(session, identity) is not None:
        raise IdentityTaken
    return make_account(session, email, data.name, identity)


def identities_of(session: Session, user_id: UserId) -> list[SocialIdentityPublic]:
    """The accounts that a person has connected, the oldest first."""
    known = {provider.issuer: provider for provider in configured_providers()}
    found = session.exec(
        select(SocialIdentity)
        .where(SocialIdentity.user_id == user_id)
        .order_by(col(SocialIdentity.id))
    )
    return [
        SocialIdentityPublic(
            id=each.id,
            provider=known[each.issuer].name if each.issuer in known else None,
            label=label_of(each.issuer),
            shown_as=each.shown_as,
            created_at=each.created_at,
        )
        for each in found
    ]


def disconnect(session: Session, user_id: UserId, identity_id: SocialIdentityId) -> None:
    """Let an account elsewhere open nothing here any more.

    Raises:
        NotFound: it is somebody else's, or not connected.
        LastWayIn: its owner could not come in any more.
    """
    # First, because it lets nobody else take a way in away at the same moment.
    ways_in = count_ways_in(session, user_id)
    found = session.get(SocialIdentity, identity_id)
    if found is None or found.user_id != user_id:
        raise NotFound
    if ways_in <= 1:
        raise LastWayIn
    session.delete(found)
    session.flush()
    record(session, SessionEvent.ACCOUNT_DISCONNECTED, user_id, provider=label_of(found.issuer))


def forget_late_attempts(session: Session) -> None:
    """Forget all attempts that nobody can finish any more."""
    for model in (SocialAttempt, WaitingIdentity):
        session.exec(delete(model).where(col(model.expires_at) <= utc_now()))
