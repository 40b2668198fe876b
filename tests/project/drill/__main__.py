"""Take PostgreSQL, Redis and a worker away from the running product, and bring them back.

It starts servers and processes of its own and touches nothing else. Fails if anybody gets anything but an answer or a clear
refusal, if something is lost or done twice, or if not everything goes on by itself.
"""

import json
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tools.services.local_server import LocalServer
from tools.terminal import ToolError, end_in_order_on_signals, heading, note, stop

from drill.stage import Stage, wait_until
from drill.visitors import Answer, Visitors

AWAY_SECONDS = 3.0
#: Seconds within which nothing is refused any more once a server is back.
RECOVERY_SECONDS = 30.0
CALM_SECONDS = 1.5
LAST_LINES = 15
#: Seconds. As long as the product waits for a connection, and a little.
LONGEST_ANSWER = 12.0
#: One for each thread and process that may need one, several to Redis where Celery has its own.
MOST_CONNECTIONS = {"connections to PostgreSQL": 18, "connections to Redis": 40}
NEEDS_DATABASE, NEEDS_REDIS = {"list", "add", "me", "ready"}, {"try", "ready"}


class Drill:
    """What is done, and what is seen of it; `failures` are the promises that were broken."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.visitors = Visitors(stage.port, stage.cookies)
        self.failures: list[str] = []

    def run(self) -> None:
        stage = self.stage
        with self.visitors.around():
            time.sleep(2 * CALM_SECONDS)
            before = stage.usage()
            self.take_away(stage.postgresql, signal.SIGQUIT, {"database", "migrations"})
            self.take_away(stage.postgresql, signal.SIGKILL, {"database", "migrations"})
            self.take_away(stage.valkey, signal.SIGKILL, {"redis"})
            self.kill_worker()
            time.sleep(CALM_SECONDS)
            after = stage.usage()
        heading("Afterwards")
        for name, number in before.items():
            most = MOST_CONNECTIONS.get(name, number * 1.2)
            self.expect(f"{number} {name} before, {after[name]} after", after[name] <= most)
        self.expect_all_is_there()
        ticks = self.ticks()
        wait_until("The schedule of every second goes on", lambda: self.ticks() > ticks + 1)
        self.expect_quiet_logs()

    def take_away(self, server: LocalServer, number: signal.Signals, failing: set[str]) -> None:
        heading(f"{server.name} ends by {number.name} and is back after {AWAY_SECONDS:.0f} seconds")
        begun = time.monotonic()
        for process in filter(None, [server.running()]):
            process.send_signal(number)
        wait_until(f"{server.name} ends", lambda: not server.running())
        gone = time.monotonic()
        time.sleep(AWAY_SECONDS)
        returning = time.monotonic()
        wait_until(f"{server.name} starts", lambda: started(server))
        returned = time.monotonic()
        wait_until("All goes on", lambda: self.calm_since(returned), RECOVERY_SECONDS)
        last = max((each.begun for each in self.refused(begun)), default=returned)
        note(f"answers: {told(self.since(begun))}")
        note(f"the last refusal came {max(0, last - returned):.1f} seconds after the return")
        self.expect_clear_answers(begun)
        away = [each for each in self.since(gone) if each.begun + each.seconds < returning]
        told_by = {each.failing for each in away if each.kind == "ready"}
        self.expect(f"readiness says that {failing} fail", told_by == {frozenset(failing)})
        affected = NEEDS_DATABASE if "database" in failing else NEEDS_REDIS
        refused = {each.kind for each in away if each.status == 503}
        self.expect(f"refused meanwhile: {', '.join(sorted(refused))}", refused == affected)

    def kill_worker(self) -> None:
        heading("A worker ends by SIGKILL in the middle of jobs, and another one starts")
        begun = time.monotonic()
        wait_until("Jobs are under way", self.halt_worker_in_a_job)
        self.stage.end("worker")
        self.stage.start("worker")
        wait_until("Another worker starts", lambda: self.stage.ready_workers() == 2)
        self.expect_clear_answers(begun)
        self.expect("nobody was refused", not self.refused(begun))

    def halt_worker_in_a_job(self) -> bool:
        self.stage.signal("worker", signal.SIGSTOP)
        if self.stage.ask("select 1 from queued_jobs where begun_at is not null"):
            return True
        self.stage.signal("worker", signal.SIGCONT)
        return False

    def since(self, moment: float) -> list[Answer]:
        return [each for each in list(self.visitors.answers) if each.begun >= moment]

    def refused(self, moment: float) -> list[Answer]:
        return [each for each in self.since(moment) if each.status in (0, 503)]

    def calm_since(self, moment: float) -> bool:
        """Whether everything has been answered for a while."""
        now = time.monotonic()
        return now > moment + CALM_SECONDS and not self.refused(now - CALM_SECONDS)

    def expect_clear_answers(self, moment: float) -> None:
        answers = self.since(moment)
        unclear = [each for each in answers if not is_clear(each)]
        self.expect(f"clear answers, and none besides: {told(unclear)}", not unclear)
        slowest = max(each.seconds for each in answers)
        self.expect(f"the slowest answer took {slowest:.1f} seconds", slowest < LONGEST_ANSWER)

    def ticks(self) -> int:
        return self.stage.ask("select count(*) from drill_effects where key = 'tick'")[0]

    def expect_all_is_there(self) -> None:
        """Wait for the jobs to be done, and count."""
        waiting = "select 1 from queued_jobs where name !~ 'tick$'"
        wait_until("All jobs are done", lambda: not self.stage.ask(waiting))
        entries = Counter(self.stage.ask("select key from drill_entries"))
        effects = Counter(self.stage.ask("select key from drill_effects where key <> 'tick'"))
        adds = [each for each in self.visitors.answers if each.kind == "add"]
        promised = {each.key for each in adds if each.status == 201}
        lost, twice = promised - entries.keys(), [key for key in entries if entries[key] > 1]
        self.expect(f"of {len(promised)} entries {len(lost)} are lost", not lost)
        self.expect(f"{len(twice)} entries are there twice", not twice)
        missing = entries.keys() - effects.keys()
        repeated = [key for key in effects if effects[key] > 1]
        self.expect(f"{len(missing)} jobs were not done", not missing)
        self.expect(f"{len(repeated)} jobs had their effect more than once", not repeated)

    def expect_quiet_logs(self) -> None:
        for name, process in self.stage.processes.items():
            log = self.stage.log(name)
            lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
            errors = [each["message"] for each in lines if each["level"] in ("error", "critical")]
            self.expect(f"{name} runs on", process.poll() is None)
            self.expect(f"{name} logs no errors: {errors[:3]}", not errors)
            self.expect(f"{name} logs no stack traces", "Traceback" not in log)
            secrets = (self.stage.token, self.stage.postgresql.password, self.stage.valkey.password)
            self.expect(f"{name} logs no secrets", not any(each in log for each in secrets))

    def expect(self, promise: str, kept: bool) -> None:
        note(f"{'ok    ' if kept else 'FAILED'} {promise}")
        if not kept:
            self.failures.append(promise)


def started(server: LocalServer) -> bool:
    """Whether it has started: not while what is left of the earlier one still has its memory."""
    try:
        return server.start()
    except ToolError:
        return False


def is_clear(answer: Answer) -> bool:
    if answer.status == 503:
        return answer.kind != "live" and answer.in_envelope and answer.retry_after is not None
    return answer.status == (201 if answer.kind == "add" else 200)


def told(answers: Iterable[Answer]) -> str:
    counted = Counter(f"{each.kind} {each.status or 'broken off'}" for each in answers)
    return ", ".join(f"{number} x {what}" for what, number in sorted(counted.items())) or "none"


def tell_last_words(stage: Stage) -> None:
    """What the processes logged last, from which one sees why something does not come to pass."""
    for name in stage.processes:
        heading(f"The last lines of the {name}")
        for line in stage.log(name).splitlines()[-LAST_LINES:]:
            note(line)


def main() -> None:
    end_in_order_on_signals()
    try:
        with tempfile.TemporaryDirectory(prefix="drill-") as directory:
            stage = Stage(Path(directory))
            try:
                stage.open()
                drill = Drill(stage)
                drill.run()
            except ToolError:
                tell_last_words(stage)
                raise
            finally:
                stage.close()
        if drill.failures:
            raise ToolError(f"Broken: {'; '.join(drill.failures)}.")
    except ToolError as error:
        stop(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
