"""Mail: one template for the subject, the HTML and the text, sent by a job.

    welcome = Mail(EMAILS / "welcome.html", example={"name": "Ada Example"})

    @job(queue="mail", retry_for=(MailUnavailable,))
    def send_welcome_mail(session: Session, user_id: UserId) -> None:
        ...
        send(welcome, to=(user.name, user.email), name=user.name)

A feature lists its mails in `mails`; developers see them, with their examples, at /api/development/mails.
"""

from app.core.mail.mail import Mail
from app.core.mail.sending import send
from app.core.mail.smtp import MailRefused, MailUnavailable

__all__ = ["Mail", "MailRefused", "MailUnavailable", "send"]
