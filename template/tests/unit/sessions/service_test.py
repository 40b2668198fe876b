"""The rules of sessions, without a database."""

from datetime import timedelta

import pytest

from app.accounts.dependencies import Person
from app.accounts.models import User
from app.core.errors import NotFound
from app.core.models import utc_now
from app.sessions import service
from app.sessions.models import SessionId
from tests.unit.accounts.memory import MemoryUsers
from tests.unit.sessions.memory import MemorySessions

A_LITTLE = timedelta(seconds=5)
ADDRESS, ELSEWHERE = "203.0.113.9", "198.51.100.4"


class Clock:
    """Time passes when a test says so, and as it always does."""

    def __init__(self) -> None:
        self.passed = timedelta()

    def wait(self, time: timedelta) -> None:
        self.passed += time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(service, "utc_now", lambda: utc_now() + clock.passed)
    return clock


@pytest.fixture
def ada() -> User:
    return User(email="ada@mail.example", name="Ada")


@pytest.fixture
def grace() -> User:
    return User(email="grace@mail.example", name="Grace")


@pytest.fixture
def sessions(ada: User, grace: User) -> MemorySessions:
    users = MemoryUsers()
    users.add(ada)
    users.add(grace)
    return MemorySessions(users)


def person_of(sessions: MemorySessions, token: str, address: str = ADDRESS) -> Person:
    """Whom a token signs in. Somebody, or the test fails."""
    person = service.find_person(sessions, token, address)
    assert person is not None
    return person


def test_a_session_is_its_owners_and_its_token_is_kept_nowhere(
    sessions: MemorySessions, ada: User
) -> None:
    token = service.start_session(sessions, ada.id, user_agent="Firefox", address=ADDRESS)

    assert person_of(sessions, token).id == ada.id
    assert service.find_person(sessions, "made up", ADDRESS) is None
    (kept,) = sessions.kept
    assert token.encode() not in kept.token_hash
    assert (kept.user_agent, kept.address) == ("Firefox", ADDRESS)


def test_a_session_that_is_not_used_for_two_weeks_is_over(
    sessions: MemorySessions, ada: User, clock: Clock
) -> None:
    token = service.start_session(sessions, ada.id)
    clock.wait(timedelta(days=14) - A_LITTLE)
    person_of(sessions, token)

    clock.wait(timedelta(days=14))
    assert service.find_person(sessions, token, ADDRESS) is None
    assert service.sessions_of(sessions, ada.id) == []


def test_after_thirty_days_a_session_is_over_however_often_it_was_used(
    sessions: MemorySessions, ada: User, clock: Clock
) -> None:
    token = service.start_session(sessions, ada.id)
    for _ in range(3):
        clock.wait(timedelta(days=10) - A_LITTLE)
        person_of(sessions, token)

    clock.wait(3 * A_LITTLE)

    assert service.find_person(sessions, token, ADDRESS) is None


def test_a_visit_is_written_down_every_five_minutes(
    sessions: MemorySessions, ada: User, clock: Clock
) -> None:
    token = service.start_session(sessions, ada.id, address=ADDRESS)
    (kept,) = sessions.kept
    began = kept.seen_at

    clock.wait(timedelta(minutes=5) - A_LITTLE)
    person_of(sessions, token, ELSEWHERE)
    assert (kept.seen_at, kept.address) == (began, ADDRESS)

    clock.wait(2 * A_LITTLE)
    person_of(sessions, token, ELSEWHERE)
    assert kept.address == ELSEWHERE
    assert kept.seen_at - began > timedelta(minutes=5)


def test_a_renewed_session_is_confirmed_and_has_another_token(
    sessions: MemorySessions, ada: User, clock: Clock
) -> None:
    before = service.start_session(sessions, ada.id)
    person = person_of(sessions, before)
    clock.wait(timedelta(hours=1))

    after = service.renew(sessions, person)

    assert service.find_person(sessions, before, ADDRESS) is None
    renewed = person_of(sessions, after)
    assert renewed.session_id == person.session_id
    assert renewed.confirmed_at - person.confirmed_at >= timedelta(hours=1)


def test_renewing_makes_no_session_live_longer(
    sessions: MemorySessions, ada: User, clock: Clock
) -> None:
    token = service.start_session(sessions, ada.id)
    for _ in range(3):
        clock.wait(timedelta(days=10) - A_LITTLE)
        token = service.renew(sessions, person_of(sessions, token))

    clock.wait(3 * A_LITTLE)

    assert service.find_person(sessions, token, ADDRESS) is None


def test_a_token_is_worth_nothing_once_its_session_has_ended(
    sessions: MemorySessions, ada: User
) -> None:
    token, elsewhere = (service.start_session(sessions, ada.id) for _ in range(2))

    service.end_session(sessions, token)

    assert service.find_person(sessions, token, ADDRESS) is None
    person_of(sessions, elsewhere)


def test_people_end_one_of_their_own_sessions(
    sessions: MemorySessions, ada: User, grace: User
) -> None:
    token = service.start_session(sessions, ada.id)
    lost = SessionId(person_of(sessions, token).session_id)

    with pytest.raises(NotFound):
        service.end_session_of(sessions, grace.id, lost)
    person_of(sessions, token)

    service.end_session_of(sessions, ada.id, lost)
    assert service.find_person(sessions, token, ADDRESS) is None
    with pytest.raises(NotFound):
        service.end_session_of(sessions, ada.id, lost)


def test_people_end_all_their_other_sessions(
    sessions: MemorySessions, ada: User, grace: User
) -> None:
    here, there, of_grace = (service.start_session(sessions, user.id) for user in (ada, ada, grace))

    service.end_others(sessions, person_of(sessions, here))

    assert service.find_person(sessions, there, ADDRESS) is None
    person_of(sessions, here)
    person_of(sessions, of_grace)

    service.end_sessions_of(sessions, ada.id)
    assert service.find_person(sessions, here, ADDRESS) is None
    person_of(sessions, of_grace)


def test_what_is_over_is_forgotten_when_its_owner_comes_again_and_in_time_by_itself(
    sessions: MemorySessions, ada: User, grace: User, clock: Clock
) -> None:
    for user in (ada, grace):
        service.start_session(sessions, user.id)
    clock.wait(service.LIFETIME)

    service.start_session(sessions, ada.id)
    assert [each.user_id for each in sessions.kept] == [grace.id, ada.id]

    service.delete_what_is_over(sessions)
    assert [each.user_id for each in sessions.kept] == [ada.id]
