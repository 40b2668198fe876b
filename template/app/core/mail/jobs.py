"""The jobs of mail."""

from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from app.core.jobs import job
from app.core.mail.models import MailDelivery
from app.core.models import utc_now

KEPT_FOR = timedelta(days=90)


@job(queue="low", once=True)
def delete_old_deliveries(session: Session) -> None:
    """Forget whom mails went to long ago. What bounced stays, in a table of its own."""
    session.exec(delete(MailDelivery).where(col(MailDelivery.created_at) < utc_now() - KEPT_FOR))
