from datetime import timedelta

import pytest
from sqlmodel import Session

from app.accounts.leaving.erasing import erase_people
from app.accounts.leaving.service import leave
from app.accounts.models import User
from app.core.database import unit_of_work
from app.core.jobs import enqueue
from app.core.models import utc_now
from app.core.project import project
from tests.factories.accounts import UserFactory
from tests.mailbox import Mailbox, text_of

pytestmark = pytest.mark.usefixtures("worker_process")


def test_whoever_leaves_is_told_when_they_are_erased_and_then_that_they_are(
    committed_database: Session, mailbox: Mailbox
) -> None:
    user = UserFactory.create(committed_database, name="<b>Ada</b>", time_zone="Asia/Tokyo")
    address, user_id = user.email, user.id
    with unit_of_work() as session:
        leave(session, user_id)

    telling = mailbox.wait_for(address)

    assert telling["Subject"] == f"Your account at {project().name} will be erased"
    assert "(Asia/Tokyo)" in text_of(telling)
    assert "/sign-in" in text_of(telling)
    with unit_of_work() as session:
        session.get_one(User, user_id).leaves_at = utc_now() - timedelta(seconds=1)
        enqueue(session, erase_people)
    last = mailbox.wait_for(address, subject=f"Your account at {project().name} is erased")
    for message in (telling, last):
        assert "<b>" not in text_of(message, "html")
    committed_database.rollback()
    assert committed_database.get(User, user_id, populate_existing=True) is None
