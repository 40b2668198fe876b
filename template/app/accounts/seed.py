"""The person whom development data belongs to."""

from sqlmodel import Session, select

from app.accounts.models import User
from app.core.project import project


def demo_email() -> str:
    return f"demo@{project().domain}"


def demo_user(session: Session) -> User | None:
    """The demo person, if they were seeded."""
    return session.exec(select(User).where(User.email == demo_email())).one_or_none()


def seed(session: Session) -> None:
    if demo_user(session) is None:
        session.add(User(email=demo_email(), name="Demo"))
        session.flush()
