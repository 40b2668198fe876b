"""Lists and creates, beside the textbook's and the raw ones; a burst; what the middleware costs; a million rows."""

from contextlib import ExitStack
from statistics import median

from benchmarks.load import Load, Result
from benchmarks.stage import PRODUCT, Stage, send, server
from benchmarks.table import Line, Table

BODY = '{"title": "Groceries", "body": "Milk and bread"}'
ROUNDS = 5


def alternating(loads: dict[str, Load], rounds: int = ROUNDS) -> dict[str, list[Result]]:
    """Send the loads in turn, so that what else the machine does hits all of them; the first round only warms up."""
    found: dict[str, list[Result]] = {name: [] for name in loads}
    for turn in range(rounds + 1):
        for name, load in loads.items():
            result = send(load)
            if turn:
                found[name].append(result)
    return found


def per_second(results: list[Result]) -> float:
    return median(result.per_second for result in results)


def beside_others(stage: Stage, table: Table) -> None:
    """Throughput at 16 connections and the slowest hundredth at 64."""
    applications = ("product", "textbook", "raw")
    with ExitStack() as stack:
        ports = {
            name: stack.enter_context(server(stage, f"benchmarks.{name}:create"))
            for name in applications
        }
        for title, body in (("list of 25", ""), ("create", BODY)):
            loads = {name: stage.load(port, "/entries", body=body) for name, port in ports.items()}
            found = alternating(loads)
            served = {name: per_second(results) for name, results in found.items()}
            remark = ", ".join(f"{name} {value:,.0f}/s" for name, value in served.items())
            table.add(
                Line(
                    f"{title}: times the textbook's throughput",
                    served["product"] / served["textbook"],
                    limit=2.2 if not body else None,
                    remark=remark,
                )
            )
            table.add(Line(f"{title}: share of the raw one", served["product"] / served["raw"]))
        busy = {
            name: stage.load(port, "/entries", connections=64)
            for name, port in ports.items()
            if name != "raw"
        }
        found = alternating(busy, rounds=3)
        slowest = {name: median(each.p99 for each in results) for name, results in found.items()}
        table.add(
            Line(
                "64 connections: share of the textbook's p99",
                slowest["product"] / slowest["textbook"],
                limit=1.0,
                more_is_better=False,
                remark=", ".join(f"{name} {value:.0f} ms" for name, value in slowest.items()),
            )
        )
        errors = sum(each.errors for results in found.values() for each in results)
        table.add(Line("64 connections: errors", errors, "", limit=0, more_is_better=False))


def cold_burst(stage: Stage, table: Table) -> None:
    """64 requests at the same moment to a process that has served none."""
    with server(stage, PRODUCT) as port:
        result = send(stage.load(port, "/entries", connections=64, total=64))
    remark = f"{result.served} served, the slowest hundredth in {result.p99:.0f} ms"
    failed = 64 - result.served
    table.add(Line("cold burst of 64: failed", failed, "", 0, more_is_better=False, remark=remark))


def middleware(stage: Stage, table: Table) -> None:
    """A cheap route in the product and alone."""
    with ExitStack() as stack:
        loads = {
            name: stage.load(
                stack.enter_context(server(stage, f"benchmarks.product:{name}")), "/cheap"
            )
            for name in ("create", "create_bare")
        }
        found = alternating(loads)
    served = {name: per_second(results) for name, results in found.items()}
    remark = f"{served['create']:,.0f}/s, alone {served['create_bare']:,.0f}/s"
    share = served["create"] / served["create_bare"]
    table.add(Line("all middleware: share of a bare route's", share, limit=0.75, remark=remark))


SMALL, LARGE = 10_000, 1_000_000
QUESTIONS = {
    "list": "/entries",
    "order": "/entries?order=title",
    "search": "/entries?search=needle",
}


def many_rows(stage: Stage, table: Table) -> None:
    """The same questions about one person's ten thousand rows and million."""
    latencies: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    with server(stage, PRODUCT) as port:
        for rows in (SMALL, LARGE):
            fill(stage, rows)
            for name, path in QUESTIONS.items():
                send(stage.load(port, path, connections=1, total=20))
                result = send(stage.load(port, path, connections=1, total=60))
                latencies[name].append(result.median)
    for name, (small, large) in latencies.items():
        remark = f"{small:.1f} ms, {large:.1f} ms"
        table.add(
            Line(
                f"{name} of a million rows: times ten thousand's",
                large / small,
                limit=2.0,
                more_is_better=False,
                remark=remark,
            )
        )


def fill(stage: Stage, rows: int) -> None:
    """Have so many entries, thirty of which hold a word that no other has."""
    with stage.connection() as connection:
        connection.execute("truncate benchmark_entries")
        connection.execute(
            "insert into benchmark_entries (id, owner_id, title, body, created_at, updated_at) "
            "select gen_random_uuid(), %s, 'Entry ' || md5(number::text), "
            "'What it says ' || md5((-number)::text) || case when number %% (%s / 30) = 0 then ' needle' else '' end, "
            "moment, moment from generate_series(1, %s) as number, "
            "lateral (select now() - number * interval '1 second' as moment) as moments",
            [stage.owner.id.uuid, rows, rows],
        )
        connection.execute("vacuum (analyze) benchmark_entries")
