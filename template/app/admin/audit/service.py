"""Finding things in the audit trail."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.accounts.models import User, UserId
from app.admin.audit.schemas import AuditEntry, AuditFilters, AuditListQuery, AuditPage
from app.core.audit.models import AuditEvent
from app.core.database import unit_of_work
from app.core.filters import at_least, below, equal_to
from app.core.lists import Listing
from app.core.models import utc_now

PERIODS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
#: How many rows of an export are read at a time.
CHUNK = 1000

TRAIL = Listing(
    item=AuditEntry,
    id=col(AuditEvent.id),
    orders={"created_at": col(AuditEvent.created_at)},
    search=[
        col(AuditEvent.user_id),
        col(AuditEvent.actor_id),
        col(AuditEvent.acting_as_id),
        col(AuditEvent.address),
        col(AuditEvent.request_id),
    ],
    filters={
        "event": equal_to(col(AuditEvent.name)),
        "user_id": equal_to(col(AuditEvent.user_id)),
        "actor_id": equal_to(col(AuditEvent.actor_id)),
        "created_from": at_least(col(AuditEvent.created_at)),
        "created_before": below(col(AuditEvent.created_at)),
        "period": lambda period: col(AuditEvent.created_at) >= utc_now() - PERIODS[period],
    },
)


def page_of_trail(session: Session, query: AuditListQuery) -> AuditPage:
    query.search = searched(session, query.search)
    page = TRAIL.page(session, select(AuditEvent), query)
    return AuditPage(**dict(page), people=people_in(session, page.items))


def whole_trail(filters: AuditFilters) -> Iterator[AuditEvent]:
    """What the filters let through, the latest first.

    Read piece by piece, so that somebody who fetches it slowly keeps no connection from others.
    """
    with unit_of_work(read_only=True) as session:
        text = searched(session, filters.search)
    rows = filtered(filters, text).order_by(col(AuditEvent.id).desc()).limit(CHUNK)
    last = None
    while True:
        piece = rows if last is None else rows.where(col(AuditEvent.id) < last)
        with unit_of_work(read_only=True) as session:
            found = session.exec(piece).all()
            session.expunge_all()
        yield from found
        if len(found) < CHUNK:
            return
        last = found[-1].id


def filtered(filters: AuditFilters, text: str) -> SelectOfScalar[AuditEvent]:
    rows = TRAIL.matching(select(AuditEvent), text)
    for name, narrow in TRAIL.filters.items():
        value = getattr(filters, name)
        if value is not None:
            rows = rows.where(narrow(value))
    return rows


def searched(session: Session, text: str) -> str:
    """What to look for: the trail knows people by their ids alone, and those who read it by their addresses."""
    if "@" not in text:
        return text
    found = session.exec(select(User.id).where(User.email == text.strip().lower())).first()
    return found or text


def people_in(session: Session, entries: list[AuditEntry]) -> dict[str, str]:
    named = set()
    for entry in entries:
        for each in (entry.user_id, entry.actor_id, entry.acting_as_id):
            # The trail takes any text for an id.
            with suppress(ValueError):
                named.add(UserId(each))
    found = session.exec(select(User.id, User.email).where(col(User.id).in_(named))).all()
    return {str(user_id): email for user_id, email in found}


def known_events() -> list[str]:
    """What can be on the trail, by the features of this product."""
    from app.features import features

    return sorted(event.value for feature in features for event in feature.events or ())
