"""The tables of sessions, and of what people prove with who they are."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from app.accounts.models import UserId
from app.core.choices import choice
from app.core.ids import Id
from app.core.models import Timestamp, utc_now


class SessionId(Id, prefix="session"):
    """The id of a session. It opens nothing: that does the token alone."""


class UserSession(SQLModel, table=True):
    """A browser that is signed in."""

    __tablename__ = "user_sessions"
    __table_args__ = (
        Index(None, "own_session_id", postgresql_where=text("own_session_id IS NOT NULL")),
    )

    id: SessionId = Field(
        default_factory=SessionId.new, primary_key=True, sa_type=SessionId.column_type
    )
    token_hash: bytes = Field(unique=True, sa_type=LargeBinary, repr=False)
    """Of what the browser sends, by HMAC with a pepper: whoever reads this table cannot use it."""
    pepper_id: str | None = None
    """The pepper that it takes to make the hash. Empty for a plain SHA-256, from before there was any; the next visit ends that."""
    user_id: UserId = Field(
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    seen_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    """When a request last came, within a few minutes. A session that is not used for long ends."""
    confirmed_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    """When the person last proved who they are."""
    expires_at: datetime = Field(sa_type=Timestamp, index=True)
    """When the person has to sign in again, however often they come."""
    user_agent: str = ""
    """What the browser says of itself."""
    address: str = ""
    """Where it was last seen."""
    country: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The country of that, as in `DE`, if a proxy in front says so."""
    impersonator_id: UserId | None = Field(default=None, sa_type=UserId.column_type)
    """Who is signed in as somebody else; null for everybody who is there as themselves."""
    own_session_id: SessionId | None = Field(
        default=None,
        sa_type=SessionId.column_type,
        sa_column_args=[ForeignKey("user_sessions.id", ondelete="CASCADE")],
    )
    """The session that they come back to. No token opens it meanwhile, and with it this one ends."""


class Password(SQLModel, table=True):
    """The password of a person who has one."""

    __tablename__ = "passwords"

    user_id: UserId = Field(
        primary_key=True,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
    )
    hash: str = Field(repr=False)
    changed_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)


class ChallengeId(Id, prefix="challenge"):
    """The id of a challenge. It proves nothing: that do the code and the link in the mail."""


class Purpose(StrEnum):
    """What somebody wants to do who has to prove that an address is theirs."""

    SIGN_UP = "sign_up"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - not a password
    CHANGE_EMAIL = "change_email"
    CONFIRM = "confirm"


class EmailChallenge(SQLModel, table=True):
    """Somebody says that an address is theirs. A mail to it holds what proves that, once."""

    __tablename__ = "email_challenges"

    id: ChallengeId = Field(
        default_factory=ChallengeId.new, primary_key=True, sa_type=ChallengeId.column_type
    )
    purpose: Purpose = Field(sa_type=choice(Purpose))
    email: str
    """In lower case."""
    user_id: UserId | None = Field(
        default=None,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    """Whose address it is already."""
    asker_id: UserId | None = Field(
        default=None,
        sa_type=UserId.column_type,
        sa_column_args=[ForeignKey("users.id", ondelete="CASCADE")],
        index=True,
    )
    """Who wants to have it from now on, if they have an account."""
    secret_hash: bytes = Field(unique=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of what the browser keeps that asked: a code is worth something there alone."""
    code_hash: str | None = Field(default=None, repr=False)
    """Of the code in the mail, with the pepper's id before it. None before the mail is sent, and once the code or the link was used."""
    token_hash: bytes | None = Field(default=None, unique=True, sa_type=LargeBinary, repr=False)
    """The SHA-256 of what the link in the mail holds."""
    proved: bool = False
    """Whether the address has turned out to be theirs."""
    created_at: datetime = Field(default_factory=utc_now, sa_type=Timestamp)
    expires_at: datetime = Field(sa_type=Timestamp, index=True)
