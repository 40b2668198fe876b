"""The people of development: one whom its data belongs to, and one who looks after everybody."""

from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.permissions import Role
from app.core.project import project


def demo_email() -> str:
    return f"demo@{project().domain}"


def admin_email() -> str:
    return f"admin@{project().domain}"


def demo_user(session: Session) -> User | None:
    """The demo person, if they were seeded."""
    return person(session, demo_email())


def admin_user(session: Session) -> User | None:
    """The administrator, if they were seeded."""
    return person(session, admin_email())


def person(session: Session, email: str) -> User | None:
    return session.exec(select(User).where(User.email == email)).one_or_none()


def seed(session: Session) -> None:
    for user in (
        User(email=demo_email(), name="Demo"),
        User(email=admin_email(), name="Admin", role=Role.ADMIN),
    ):
        if person(session, user.email) is None:
            session.add(user)
    session.flush()
