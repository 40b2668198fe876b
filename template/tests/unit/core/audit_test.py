"""The audit trail."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session, select

from app.core.audit import record, record_refusal
from app.core.audit.jobs import delete_old_audit_events
from app.core.audit.models import AuditEvent
from app.core.context import (
    current_address,
    current_impersonator_id,
    current_request_id,
    current_user_id,
)
from app.core.database import unit_of_work
from app.core.frame import frame
from app.core.models import utc_now
from app.core.settings import Settings, SettingsError, read, settings
from app.features import features


class Event(StrEnum):
    DOOR_OPENED = "door_opened"


class Refused(Exception):
    """What a request ends with."""


@pytest.fixture(autouse=True)
def nobody_is_asking() -> Iterator[None]:
    yield
    for each in (current_address, current_impersonator_id, current_request_id, current_user_id):
        each.set("")


def refuse_after(write: Callable[[Session, StrEnum, str], None]) -> None:
    with suppress(Refused), unit_of_work() as session:
        write(session, Event.DOOR_OPENED, "user_ada")
        session.flush()
        raise Refused


def the_event(database: Session) -> AuditEvent:
    return database.exec(select(AuditEvent)).one()


def test_an_event_says_who_did_what_to_whom_and_from_where(database: Session) -> None:
    current_user_id.set("user_ada")
    current_request_id.set("request")
    current_address.set("192.0.2.1")

    record(database, Event.DOOR_OPENED, "user_bea", with_what="a key")

    event = the_event(database)
    assert (event.name, event.user_id, event.actor_id) == ("door_opened", "user_bea", "user_ada")
    assert (event.address, event.request_id) == ("192.0.2.1", "request")
    assert event.details == {"with_what": "a key"}
    assert event.acting_as_id == ""


def test_an_event_names_the_person_who_is_signed_in_as_another(database: Session) -> None:
    current_user_id.set("user_bea")
    current_impersonator_id.set("user_ada")

    record(database, Event.DOOR_OPENED, "user_bea")

    event = the_event(database)
    assert (event.actor_id, event.acting_as_id) == ("user_ada", "user_bea")


def test_an_event_goes_with_the_changes_that_it_tells_of(database: Session) -> None:
    refuse_after(record)

    assert database.exec(select(AuditEvent)).all() == []


def test_a_refusal_is_kept_although_nothing_else_is(database: Session) -> None:
    refuse_after(record_refusal)

    assert the_event(database).user_id == "user_ada"


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_events set name = 'nothing'",
        "delete from audit_events",
        "truncate audit_events",
    ],
)
def test_the_database_changes_and_forgets_nothing(database: Session, statement: str) -> None:
    record(database, Event.DOOR_OPENED, "user_ada")
    database.flush()

    with pytest.raises(ProgrammingError, match="only added to"), database.begin_nested():
        database.connection().execute(text(statement))

    assert the_event(database).name == "door_opened"


def test_what_is_old_may_be_forgotten_and_never_rewritten(database: Session) -> None:
    database.add(AuditEvent(name="door_opened", created_at=utc_now() - timedelta(days=31)))
    database.flush()

    with pytest.raises(ProgrammingError, match="only added to"), database.begin_nested():
        database.connection().execute(text("update audit_events set name = 'nothing'"))

    database.connection().execute(text("delete from audit_events"))
    assert database.exec(select(AuditEvent)).all() == []


def test_nothing_younger_than_thirty_days_is_forgotten(
    database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.add(AuditEvent(name="door_opened", created_at=utc_now() - timedelta(days=29)))
    database.flush()

    with pytest.raises(ProgrammingError, match="only added to"), database.begin_nested():
        database.connection().execute(text("delete from audit_events"))

    # A job that asks for it would fail every night: the product does not begin with such a setting.
    monkeypatch.setenv("AUDIT_DAYS", "29")
    with pytest.raises(SettingsError, match="AUDIT_DAYS"):
        read(Settings)


def test_what_is_older_than_the_trail_is_kept_is_deleted(database: Session) -> None:
    age = timedelta(days=settings().audit_days)
    for created_at in (utc_now() - age - timedelta(hours=1), utc_now() - age + timedelta(hours=1)):
        database.add(AuditEvent(name="door_opened", created_at=created_at))
    database.flush()

    delete_old_audit_events.function(database)

    assert the_event(database).created_at > utc_now() - age


def test_no_two_features_mean_different_things_by_one_name() -> None:
    names = Counter(
        event.value for feature in features if feature.events for event in feature.events
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_the_old_end_of_the_trail_is_looked_for_without_anybody_asking() -> None:
    assert delete_old_audit_events in [schedule.job for schedule in frame.schedules]
