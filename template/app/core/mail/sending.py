"""Sending a mail, and writing down what became of it."""

import logging
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any
from uuid import uuid5

from sqlmodel import select

from app.core.context import current_job
from app.core.database import unit_of_work
from app.core.ids import Id
from app.core.jobs.models import QueuedJobId
from app.core.mail.bounces import record_bounce
from app.core.mail.mail import Letter, Mail, on_one_line
from app.core.mail.models import BouncedAddress, DeliveryState, MailDelivery, MailDeliveryId
from app.core.mail.smtp import AddressRefused, MailRefused, MailUnavailable, transmit
from app.core.models import utc_now
from app.core.settings import settings

logger = logging.getLogger(__name__)


def send(mail: Mail, *, to: tuple[str, str], **values: Any) -> DeliveryState:
    """Hand a mail to the mail server, for a person's name and address; what became of it.

    Belongs into a job, which declares `retry_for=(MailUnavailable,)`. Nothing goes to an address that has bounced, and what a
    job has sent already, word for word, is not sent again when the job is tried again.

    Raises:
        MailUnavailable: the mail server does not answer, or asks to come back later.
        MailRefused: it refuses us, or what is in the mail.
        TypeError: the mail takes other values.
    """
    name, address = to
    letter = mail.write(values)
    delivery_id = delivery_id_of(mail, address, letter)
    with unit_of_work() as session:
        known = session.get(MailDelivery, delivery_id)
        if known is not None and known.state == DeliveryState.SENT:
            return DeliveryState.SENT
        bounced = session.exec(
            select(BouncedAddress.address).where(BouncedAddress.address == address.lower())
        ).one_or_none()
    if bounced is not None:
        return record(delivery_id, mail, address, DeliveryState.WITHHELD, "It bounced before.")
    message = compose(letter, (name, address), delivery_id)
    try:
        transmit(message)
    except AddressRefused as error:
        return record(delivery_id, mail, address, DeliveryState.BOUNCED, str(error))
    except (MailUnavailable, MailRefused) as error:
        record(delivery_id, mail, address, DeliveryState.FAILED, str(error))
        raise
    return record(delivery_id, mail, address, DeliveryState.SENT)


def delivery_id_of(mail: Mail, address: str, letter: Letter) -> MailDeliveryId:
    """The same whenever a job is tried again, and another one for each letter that it sends to an address."""
    job = current_job.get()
    if job is None:
        return MailDeliveryId.new()
    return MailDeliveryId.from_uuid(
        uuid5(QueuedJobId(job.id).uuid, f"{mail.name} {address} {letter.subject} {letter.text}")
    )


def compose(letter: Letter, to: tuple[str, str], delivery_id: Id) -> EmailMessage:
    """The message: text and HTML, with all its headers."""
    sender_name, sender = parseaddr(settings().mail_from)
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = Address(sender_name, addr_spec=sender)
    message["To"] = Address(on_one_line(to[0]), addr_spec=to[1])
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(utc_now())
    # The same for each attempt: a mail that comes twice can be told from two mails.
    message["Message-ID"] = f"<{delivery_id}@{sender.rpartition('@')[2]}>"
    # Keeps out-of-office answers from coming back.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def record(
    delivery_id: MailDeliveryId, mail: Mail, address: str, state: DeliveryState, reason: str = ""
) -> DeliveryState:
    """Write down what became of a mail, even if the job's own changes are taken back."""
    with unit_of_work() as session:
        delivery = session.get(MailDelivery, delivery_id)
        if delivery is None:
            delivery = MailDelivery(id=delivery_id, mail=mail.name, address=address, state=state)
            session.add(delivery)
        else:
            delivery.attempts += 1
        delivery.state, delivery.reason = state, reason
        if state is DeliveryState.BOUNCED:
            record_bounce(session, address, reason)
    logger.info("mail %s", state, extra={"mail": mail.name, "delivery_id": delivery_id})
    return state
