"""The mails about second factors."""

from pathlib import Path

from sqlmodel import Session, func, select

from app.accounts.models import User, UserId
from app.core.jobs import job
from app.core.mail import Mail, MailUnavailable, send
from app.sessions.two_factor.models import RecoveryCode

EMAILS = Path(__file__).parent / "emails"

two_factor_on = Mail(EMAILS / "two_factor_on.html", example={"name": "Ada Example"})
two_factor_off = Mail(EMAILS / "two_factor_off.html", example={"name": "Ada Example"})
two_factor_reset = Mail(EMAILS / "two_factor_reset.html", example={"name": "Ada Example"})
recovery_code_used = Mail(
    EMAILS / "recovery_code_used.html", example={"name": "Ada Example", "left": 9}
)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_two_factor_on_mail(session: Session, user_id: UserId) -> None:
    """Tell the owner of an account that signing in takes a code from now on."""
    user = session.get(User, user_id)
    if user is not None:
        send(two_factor_on, to=(user.name, user.email), name=user.name)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_two_factor_off_mail(session: Session, user_id: UserId) -> None:
    """Tell the owner of an account that signing in takes no code any more."""
    user = session.get(User, user_id)
    if user is not None:
        send(two_factor_off, to=(user.name, user.email), name=user.name)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_two_factor_reset_mail(session: Session, user_id: UserId) -> None:
    """Tell the owner of an account that an administrator has turned their second factor off."""
    user = session.get(User, user_id)
    if user is not None:
        send(two_factor_reset, to=(user.name, user.email), name=user.name)


@job(queue="mail", retry_for=(MailUnavailable,))
def send_recovery_code_used_mail(session: Session, user_id: UserId) -> None:
    """Tell the owner of an account that somebody came in without the app, and how many codes are left."""
    user = session.get(User, user_id)
    if user is None:
        return
    left = session.exec(
        select(func.count()).select_from(RecoveryCode).where(RecoveryCode.user_id == user_id)
    ).one()
    send(recovery_code_used, to=(user.name, user.email), name=user.name, left=left)
