"""Steps that several tests take."""

from fastapi.testclient import TestClient
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.sessions import cookie_name, start_session


def sign_in(client: TestClient, database: Session, user: User) -> TestClient:
    """Make a client somebody's browser, without the work of a password."""
    token = start_session(database, user.id)
    database.commit()
    client.cookies.set(cookie_name(), token)
    return client
