"""Guesses are counted by the real Redis. Time passes by what it remembers being moved back."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from app.core.attempts import TooManyAttempts
from app.sessions.growing_waits import (
    GrowingWait,
    Guesser,
    connection,
    count_guess,
    forget_guesses,
    take_guess_back,
)

pytestmark = pytest.mark.usefixtures("servers")

PATIENCE = GrowingWait("a test", free=3, first=timedelta(minutes=1), longest=timedelta(minutes=10))


@pytest.fixture
def guesser() -> Guesser:
    return PATIENCE.of(secrets.token_hex())


def wait_after(*guessers: Guesser) -> int:
    """How many minutes to wait for a guess at this moment, which is counted if it is none."""
    try:
        count_guess(*guessers)
    except TooManyAttempts as refusal:
        return round((refusal.retry_after or 0) / 60)
    return 0


def let_pass(guesser: Guesser, minutes: float) -> None:
    for moment in ("since", "until"):
        connection().hincrbyfloat(guesser.key, moment, -minutes * 60_000)


def test_a_few_guesses_are_free_and_then_the_waits_grow(guesser: Guesser) -> None:
    assert [wait_after(guesser) for _ in range(3)] == [0, 0, 0]

    assert waits_of_one_who_never_stops(guesser, 4) == [1, 2, 4, 8]


def test_whoever_never_stops_has_one_guess_in_each_of_the_longest_waits(guesser: Guesser) -> None:
    for _ in range(3):
        count_guess(guesser)
    waits_of_one_who_never_stops(guesser, 5)

    later = waits_of_one_who_never_stops(guesser, 50)

    assert max(later) == 10
    assert sum(later) / len(later) == pytest.approx(10, rel=0.1)


def waits_of_one_who_never_stops(guesser: Guesser, times: int) -> list[int]:
    waits = []
    for _ in range(times):
        waits.append(wait_after(guesser))
        let_pass(guesser, waits[-1])
        assert wait_after(guesser) == 0
    return waits


def test_to_ask_too_early_makes_no_wait_longer(guesser: Guesser) -> None:
    for _ in range(3):
        count_guess(guesser)

    assert {wait_after(guesser) for _ in range(5)} == {1}


def test_each_of_the_longest_waits_takes_one_guess_off(guesser: Guesser) -> None:
    for _ in range(3):
        count_guess(guesser)

    let_pass(guesser, 10)
    assert [wait_after(guesser) for _ in range(2)] == [0, 1]

    let_pass(guesser, 40)
    assert [wait_after(guesser) for _ in range(4)] == [0, 0, 0, 1]


def test_what_is_forgotten_is_free_again(guesser: Guesser) -> None:
    for _ in range(3):
        count_guess(guesser)

    forget_guesses(guesser)

    assert [wait_after(guesser) for _ in range(4)] == [0, 0, 0, 1]


def test_a_guess_that_was_none_is_taken_back_and_no_other(guesser: Guesser) -> None:
    for _ in range(3):
        count_guess(guesser)

    take_guess_back(guesser)

    assert [wait_after(guesser) for _ in range(2)] == [0, 1]


def test_what_was_never_counted_cannot_be_taken_back(guesser: Guesser) -> None:
    take_guess_back(guesser)

    assert not connection().exists(guesser.key)


def test_each_guesser_waits_alone(guesser: Guesser) -> None:
    for _ in range(3):
        count_guess(guesser)

    assert wait_after(guesser) == 1
    assert wait_after(PATIENCE.of("another", secrets.token_hex())) == 0
    assert wait_after(replace(PATIENCE, name="another test").of(secrets.token_hex())) == 0


def test_one_who_has_to_wait_keeps_all_from_being_counted(guesser: Guesser) -> None:
    patient = PATIENCE.of(secrets.token_hex())
    for _ in range(3):
        count_guess(guesser)

    for _ in range(5):
        assert wait_after(patient, guesser) == 1

    assert [wait_after(patient) for _ in range(4)] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("before", "served"), [(0, 3), (3, 1)], ids=["while guesses are free", "after a wait"]
)
def test_of_guesses_at_the_same_moment_no_more_are_served(
    guesser: Guesser, before: int, served: int
) -> None:
    for _ in range(before):
        count_guess(guesser)
    if before:
        let_pass(guesser, 1)

    waits = at_once(8, partial(wait_after, guesser))

    assert waits.count(0) == served


def at_once[Result](times: int, function: Callable[[], Result]) -> list[Result]:
    with ThreadPoolExecutor(times) as threads:
        return [each.result() for each in [threads.submit(function) for _ in range(times)]]


def test_redis_forgets_whoever_stops(guesser: Guesser) -> None:
    count_guess(guesser)

    assert 0 < connection().pttl(guesser.key) <= 20 * 60_000


def test_redis_learns_nobodys_name() -> None:
    assert "ada@mail.example" not in PATIENCE.of("ada@mail.example").key
    # Of two texts side by side, it matters where one ends.
    assert PATIENCE.of("a", "bc").key != PATIENCE.of("ab", "c").key
