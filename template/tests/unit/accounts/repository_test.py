"""What holds wherever people are kept."""

import pytest
from sqlmodel import Session

from app.accounts.errors import EmailTaken
from app.accounts.models import User, UserId
from app.accounts.repository import SqlUsers, Users
from tests.unit.accounts.memory import MemoryUsers

ADA = "ada@mail.example"


@pytest.fixture(params=["database", "memory"])
def users(request: pytest.FixtureRequest) -> Users:
    if request.param == "memory":
        return MemoryUsers()
    database: Session = request.getfixturevalue("database")
    return SqlUsers(database)


def test_who_was_added_is_found_by_their_id(users: Users) -> None:
    ada, grace = User(email=ADA, name="Ada"), User(email="grace@mail.example", name="Grace")
    users.add(ada)
    users.add(grace)

    assert users.get(ada.id) is ada
    assert users.get(grace.id) is grace
    assert users.get(UserId.new()) is None


def test_what_was_saved_is_found(users: Users) -> None:
    ada = User(email=ADA, name="Ada")
    users.add(ada)

    ada.name, ada.email = "Ada Byron", "byron@mail.example"
    users.save(ada)

    found = users.get(ada.id)
    assert found is not None
    assert (found.name, found.email) == ("Ada Byron", "byron@mail.example")


def test_an_address_is_one_persons(users: Users) -> None:
    users.add(User(email=ADA, name="Ada"))

    with pytest.raises(EmailTaken):
        users.add(User(email=ADA, name="Somebody else"))


def test_an_address_is_not_taken_over(users: Users) -> None:
    users.add(User(email=ADA, name="Ada"))
    grace = User(email="grace@mail.example", name="Grace")
    users.add(grace)
    users.save(grace)

    grace.email = ADA

    with pytest.raises(EmailTaken):
        users.save(grace)


def test_what_was_given_up_is_free_again(users: Users) -> None:
    ada = User(email=ADA, name="Ada")
    users.add(ada)
    ada.email = "byron@mail.example"
    users.save(ada)

    another = User(email=ADA, name="Another Ada")
    users.add(another)

    assert users.get(another.id) is another
