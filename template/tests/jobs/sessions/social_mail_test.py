import pytest
from sqlmodel import Session

from app.core.jobs import enqueue
from app.sessions.social.jobs import send_connected_mail
from tests.factories.accounts import UserFactory
from tests.mailbox import Mailbox, text_of

pytestmark = pytest.mark.usefixtures("worker_process")


def test_the_owner_is_told_which_account_opens_theirs_from_now_on(
    committed_database: Session, mailbox: Mailbox
) -> None:
    user = UserFactory.create(committed_database, name="<b>Ada</b>")
    enqueue(committed_database, send_connected_mail, user.id, "Google", "<i>ada</i>@mail.example")
    committed_database.commit()

    message = mailbox.wait_for(user.email, subject="Google opens your account now")

    assert "with Google, as <i>ada</i>@mail.example" in text_of(message)
    assert "/settings/security" in text_of(message)
    for raw in ("<b>", "<i>"):
        assert raw not in text_of(message, "html")
