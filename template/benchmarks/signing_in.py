"""Whether those who are signed in notice that many others sign in."""

import json
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from app.accounts.models import UserId
from app.core.project import project
from app.sessions.passwords.hashing import hash_password
from benchmarks.load import NUMBER, Load
from benchmarks.stage import PRODUCT, Stage, send, server
from benchmarks.table import Line, Table

AT_ONCE = 20
PASSWORD = "seven quiet rivers"  # noqa: S105 - of people who exist while this runs
CREDENTIALS = {"email": f"person-{NUMBER}@mail.example", "password": PASSWORD}
#: Costs one query and no more, and needs a thread, as almost all routes do.
CHEAP = "/api/accounts/me"
ROUNDS = 5


def beside_a_cheap_route(stage: Stage, table: Table) -> None:
    """Twenty people sign in at the same moment, again and again, while others ask for what costs next to nothing."""
    add_people(stage)
    with server(stage, PRODUCT) as port:
        crowd = Load(
            port=port,
            path="/api/sessions/sign-in",
            host=project().domain,
            body=json.dumps(CREDENTIALS),
            connections=AT_ONCE,
            seconds=3,
        )
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
    table.add(
        Line(
            "20 sign-ins at once: a cheap route's p99",
            slowest,
            "ms",
            limit=100,
            more_is_better=False,
            remark=remark,
        )
    )
    table.add(Line("20 sign-ins at once: errors", errors, "", limit=0, more_is_better=False))


def add_people(stage: Stage) -> None:
    """Have as many people with a password as sign in at once."""
    hashed = hash_password(PASSWORD)
    with stage.connection() as connection:
        for number in range(AT_ONCE):
            user_id = UserId.new().uuid
            email = CREDENTIALS["email"].replace(NUMBER, str(number))
            connection.execute(
                "insert into users (id, email, name) values (%s, %s, 'Ada')", [user_id, email]
            )
            connection.execute(
                "insert into passwords (user_id, hash, changed_at) values (%s, %s, now())",
                [user_id, hashed],
            )
