from sqlmodel import Session

from app.accounts.models import User
from app.features import features
from tests.factories.accounts import UserFactory
from tools.play import namespace


def test_models_and_a_session_are_at_hand(database: Session) -> None:
    user = UserFactory.create(database)
    names = namespace(database, features)

    found = eval(
        "session.exec(select(User).where(col(User.id) == wanted)).one()", names, {"wanted": user.id}
    )

    assert isinstance(found, User)
    assert found.email == user.email
