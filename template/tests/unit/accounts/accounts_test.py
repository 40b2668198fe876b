"""The rules of accounts, without a database."""

import pytest

from app.accounts.errors import EmailTaken
from app.accounts.jobs import send_welcome_mail
from app.accounts.models import UserId
from app.accounts.schemas import UserUpdate
from app.accounts.service import create_user, update_user
from app.core.errors import NotSignedIn
from tests.unit.accounts.memory import MemoryUsers

ADA = "ada@mail.example"


def test_a_newcomer_is_welcomed() -> None:
    users = MemoryUsers()

    ada = create_user(users, email=ADA, name="Ada")

    assert users.get(ada.id) is ada
    assert users.enqueued == [(send_welcome_mail, ada.id)]


def test_whose_address_is_taken_is_neither_kept_nor_welcomed() -> None:
    users = MemoryUsers()
    ada = create_user(users, email=ADA, name="Ada")

    with pytest.raises(EmailTaken):
        create_user(users, email=ADA, name="Somebody else")

    assert list(users.kept) == [ada.id]
    assert len(users.enqueued) == 1


def test_people_change_their_name() -> None:
    users = MemoryUsers()
    ada = create_user(users, email=ADA, name="Ada")

    changed = update_user(users, ada.id, UserUpdate(name="  Ada Byron "))

    assert (changed.id, changed.name, changed.email) == (ada.id, "Ada Byron", ADA)


def test_who_is_gone_changes_nothing() -> None:
    with pytest.raises(NotSignedIn):
        update_user(MemoryUsers(), UserId.new(), UserUpdate(name="Ada"))
