"""How the people of development sign in."""

from sqlmodel import Session

from app.accounts.seed import admin_user, demo_user
from app.sessions.models import Password
from app.sessions.passwords.hashing import hash_password

PASSWORD = "correct horse battery staple"  # noqa: S105 - printed by the seed, refused in production


def seed(session: Session) -> None:
    for user in (demo_user(session), admin_user(session)):
        if user is None:
            continue
        if session.get(Password, user.id) is None:
            session.add(Password(user_id=user.id, hash=hash_password(PASSWORD)))
            session.flush()
        print(f"sessions: sign in as {user.email} with the password: {PASSWORD}")
