"""Addresses that take no mail, and mails that did not arrive."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from app.core.mail.models import BouncedAddress, DeliveryState, MailDelivery


def record_bounce(session: Session, address: str, reason: str) -> None:
    """Send nothing to an address any more. The first reason stays."""
    session.exec(
        insert(BouncedAddress)
        .values(address=address.lower(), reason=reason)
        .on_conflict_do_nothing()
    )


def clear_bounce(session: Session, address: str) -> bool:
    """Send to an address again; whether it had bounced."""
    cleared = delete(BouncedAddress).where(col(BouncedAddress.address) == address.lower())
    return session.exec(cleared).rowcount == 1


def bounced_addresses(session: Session, limit: int) -> Sequence[BouncedAddress]:
    """The addresses that have bounced, the last one first."""
    newest = select(BouncedAddress).order_by(col(BouncedAddress.bounced_at).desc())
    return session.exec(newest.limit(limit)).all()


def deliveries(session: Session, limit: int, *, failed_only: bool) -> Sequence[MailDelivery]:
    """What became of the last mails."""
    newest = select(MailDelivery).order_by(col(MailDelivery.created_at).desc()).limit(limit)
    if failed_only:
        newest = newest.where(col(MailDelivery.state) != DeliveryState.SENT)
    return session.exec(newest).all()
