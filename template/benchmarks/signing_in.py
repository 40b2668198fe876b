"""Whether those who are signed in notice that many others sign in, and whether strangers learn something by the clock."""

import json
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

from redis import Redis

from app.accounts.models import UserId
from app.core.project import project
from app.sessions.passwords.hashing import hash_password
from benchmarks.load import NUMBER, Load
from benchmarks.stage import PRODUCT, Stage, send, server
from benchmarks.table import Line, Table

AT_ONCE = 20
EMAIL = f"person-{NUMBER}@mail.example"
PASSWORD = "seven quiet rivers"  # noqa: S105 - of people who exist while this runs
#: Costs one query and no more, and needs a thread, as almost all routes do.
CHEAP = "/api/accounts/me"
ROUNDS = 5
#: Rounds of guesses, ten at known addresses and ten at unknown ones: so few that nobody has to wait for the next.
GUESSING_ROUNDS, GUESSES = 2, 10


def signing_in(stage: Stage, table: Table) -> None:
    """Many at once beside others, and one after the other at known and at unknown addresses."""
    add_people(stage)
    with Redis.from_url(stage.environment["REDIS_URL"]) as redis:
        # What was guessed in the last run makes nobody wait in this one.
        redis.flushdb()
    with server(stage, PRODUCT) as port:
        beside_a_cheap_route(stage, port, table)
        known_beside_unknown(port, table)


def beside_a_cheap_route(stage: Stage, port: int, table: Table) -> None:
    """Twenty people sign in at the same moment, again and again, while others ask for what costs next to nothing."""
    crowd = sign_ins(port, EMAIL, PASSWORD, connections=AT_ONCE, numbers=AT_ONCE, seconds=3)
    cheap = stage.load(port, CHEAP, connections=4, seconds=2)
    alone = send(cheap)
    rounds = []
    for _ in range(ROUNDS):
        with ThreadPoolExecutor() as threads:
            signing_in = threads.submit(send, crowd)
            rounds.append((send(cheap), signing_in.result()))
    slowest = median(cheap.p99 for cheap, _ in rounds)
    per_second = median(crowd.per_second for _, crowd in rounds)
    errors = sum(cheap.errors + crowd.errors for cheap, crowd in rounds)
    remark = f"{per_second:.0f} sign-ins/s; alone {alone.p99:.0f} ms"
    name = "20 sign-ins at once: a cheap route's p99"
    table.add(Line(name, slowest, "ms", limit=100, more_is_better=False, remark=remark))
    table.add(Line("20 sign-ins at once: errors", errors, "", limit=0, more_is_better=False))


def known_beside_unknown(port: int, table: Table) -> None:
    """Wrong passwords. No budget: the tests count the work, which the clock only shows through what else the machine does."""
    took: dict[str, list[float]] = {EMAIL: [], f"nobody-{NUMBER}@mail.example": []}
    for _ in range(GUESSING_ROUNDS):
        for email, found in took.items():
            guesses = sign_ins(port, email, "guessed", numbers=GUESSES, total=GUESSES)
            found.append(send(guesses).median)
    known, unknown = map(median, took.values())
    remark = f"known {known:.1f} ms, unknown {unknown:.1f} ms"
    table.add(Line("wrong password: an unknown address's time", unknown / known, remark=remark))


def sign_ins(port: int, email: str, password: str, **options: Any) -> Load:
    body = json.dumps({"email": email, "password": password})
    options = {"connections": 1} | options
    return Load(port, "/api/sessions/sign-in", host=project().domain, body=body, **options)


def add_people(stage: Stage) -> None:
    """Have as many people with a password as sign in at once."""
    hashed = hash_password(PASSWORD)
    with stage.connection() as connection:
        for number in range(AT_ONCE):
            user_id = UserId.new().uuid
            email = EMAIL.replace(NUMBER, str(number))
            connection.execute(
                "insert into users (id, email, name) values (%s, %s, 'Ada')", [user_id, email]
            )
            connection.execute(
                "insert into passwords (user_id, hash, changed_at) values (%s, %s, now())",
                [user_id, hashed],
            )
