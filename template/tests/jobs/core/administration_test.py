"""What `just py jobs` shows and does."""

import pytest
from sqlmodel import Session
from typer.testing import CliRunner

from app.__main__ import cli
from app.core.command_error import CommandError
from app.core.jobs.models import QueuedJob, QueuedJobId
from app.core.models import utc_now


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["jobs", *arguments])
    if isinstance(result.exception, CommandError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def failed(database: Session) -> QueuedJob:
    """A job that has failed after three retries."""
    row = QueuedJob(
        name="app.things.jobs.polish",
        arguments=["something private"],
        queue="low",
        attempts=4,
        retries=3,
        failed_at=utc_now(),
        error="Passing: The other side does not answer.",
    )
    database.add(row)
    database.commit()
    return row


def test_failed_jobs_stay_visible_with_their_error(failed: QueuedJob) -> None:
    output = run("list")

    assert output.splitlines()[:3] == ["waiting: 0", "running: 0", "failed: 1"]
    assert f"{failed.id}  " in output
    assert "Passing: The other side does not answer." in output
    assert "private" not in output


def test_a_failed_job_that_is_tried_again_waits_with_all_its_retries(
    failed: QueuedJob, database: Session
) -> None:
    assert run("retry", failed.id) == "Tried again: 1\n"

    database.refresh(failed)
    assert (failed.state, failed.retries, failed.published_at) == ("waiting", 0, None)
    assert failed.due_at <= utc_now()


def test_a_failed_job_can_be_given_up(failed: QueuedJob) -> None:
    assert run("discard") == "Discarded: 1\n"

    assert "failed: 0" in run("list")


@pytest.mark.parametrize("command", ["retry", "discard"])
def test_only_failed_jobs_can_be_touched(
    failed: QueuedJob, database: Session, command: str
) -> None:
    failed.failed_at = None
    database.commit()

    with pytest.raises(CommandError, match="has failed"):
        run(command, failed.id)
    assert run(command).endswith(": 0\n")


def test_the_id_of_something_else_is_told() -> None:
    with pytest.raises(CommandError, match="not the id of a job"):
        run("retry", "user_01h455vb4pex5vsknk084sn02q")
    with pytest.raises(CommandError, match="not the id of a job"):
        run("discard", QueuedJobId.new() + "x")
