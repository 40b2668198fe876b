"""What is kept here of somebody's account at Clerk. What Clerk itself holds, its own page of the account shows."""

from typing import Any

from sqlmodel import Session, select

from app.clerk.models import ClerkLink


def personal_data(session: Session, user_id: str) -> dict[str, Any]:
    links = session.exec(select(ClerkLink).where(ClerkLink.user_id == user_id))
    return {
        "accounts": [
            link.model_dump(mode="json", include={"clerk_id", "name", "changed_at", "ended_at"})
            for link in links
        ]
    }
