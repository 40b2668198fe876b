"""What the mails hold that people are sent to prove an address."""

from sqlmodel import Session, col, select

from app.sessions.challenges.service import prepare
from app.sessions.models import EmailChallenge


def mail_to(database: Session, email: str) -> tuple[str, str]:
    """The code and the link's token that the job puts into the next mail to an address."""
    newest = select(EmailChallenge).order_by(col(EmailChallenge.created_at).desc())
    challenge = database.exec(newest.where(EmailChallenge.email == email).limit(1)).one()
    prepared = prepare(database, challenge.id)
    database.commit()
    assert prepared is not None
    return prepared[1:]
