"""What sessions hold about somebody. Nothing of it opens anything."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, SQLModel, select

from app.sessions.change_email.models import EmailChange
from app.sessions.models import Password, UserSession
from app.sessions.passkeys.models import Passkey
from app.sessions.social.models import SocialIdentity
from app.sessions.two_factor.models import Authenticator

TOLD: dict[str, tuple[type[SQLModel], Collection[str]]] = {
    "sessions": (
        UserSession,
        ("created_at", "seen_at", "expires_at", "user_agent", "address", "country"),
    ),
    "passwords": (Password, ("changed_at",)),
    "passkeys": (Passkey, ("name", "created_at", "used_at")),
    "authenticators": (Authenticator, ("confirmed_at",)),
    "accounts_elsewhere": (SocialIdentity, ("issuer", "subject", "shown_as", "created_at")),
    "email_changes": (EmailChange, ("old_email", "new_email", "created_at")),
}


def personal_data(session: Session, user_id: str) -> dict[str, Any]:
    def rows(model: type[SQLModel], names: Collection[str]) -> list[dict[str, Any]]:
        own = session.exec(select(model).where(getattr(model, "user_id") == user_id))  # noqa: B009
        return [row.model_dump(mode="json", include=set(names)) for row in own]

    return {name: rows(*told) for name, told in TOLD.items()}
