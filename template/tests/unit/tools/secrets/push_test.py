"""`just secrets push`: what is brought where, and what is said about it."""

import io
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stand_ins.programs.on_path import MakeStandIn, StandIn
from tests.unit.tools.secrets.shop import Drawer
from tools.environment.formats import FORMATS
from tools.secrets import push as pushing
from tools.secrets.push import push
from tools.secrets.targets import targets
from tools.terminal import ToolError

KEY = "a key of $HOME; with 'quotes'\nand lines"
DECLARED = """
[github]
kind = "github"
name = "live"
environment = "production"
processes = ["web", "worker"]

[jobs]
kind = "file"
path = "jobs.env"
format = "systemd"
environment = "production"
processes = ["worker"]

[stream]
kind = "stream"
format = "json"
environment = "production"
processes = ["web"]
"""
Push = Callable[..., None]


@pytest.fixture
def github(stand_in: MakeStandIn) -> StandIn:
    """`gh`, for a repository with the environment `live`, which has a secret and a variable."""
    there = {"secret": {"SHOP_KEY": "from before"}, "variable": {"SHOP_NAME": "Corner"}}
    return stand_in("gh", {"environments": {"live": there}})


@pytest.fixture
def bring(_shop: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Push:
    """`bring(target, *words)`: `just secrets push`, in a project whose files say something of production."""
    monkeypatch.setattr(pushing, "ROOT", tmp_path)
    declared = tmp_path / "targets.toml"
    declared.write_text(DECLARED)
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "production.env").write_text("SHOP_NAME=Corner\n")
    own = tmp_path / "env" / "production.local.env"
    own.write_text(
        f"SHOP_KEY={json.dumps(KEY)}\nSHOP_WEBHOOK_SECRET=7131\nSHOP_UPLOAD_TOKEN=only for recipes\n"
    )

    def run(name: str, *words: str) -> None:
        target = targets(declared)[name]
        push(Drawer(), name, target, confirmed="--yes" in words, production="--production" in words)

    return run


def test_github_gets_secrets_and_variables_by_standard_input(
    bring: Push, github: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("github", "--yes", "--production")

    assert github.world["environments"]["live"] == {
        "secret": {"SHOP_KEY": KEY, "SHOP_WEBHOOK_SECRET": "7131"},
        "variable": {"SHOP_NAME": "Corner"},
    }
    assert not {KEY, "7131", "Corner"} & {word for call in github.calls for word in call}
    told = capsys.readouterr().err
    assert [line.split()[:2] for line in told.splitlines()[1:5]] == [
        ["again", "SHOP_KEY"],
        ["needed", "SHOP_TILL_URL"],
        ["new", "SHOP_WEBHOOK_SECRET"],
        ["same", "SHOP_NAME"],
    ]
    assert "nothing here says it; it must be there already" in told
    assert KEY not in told


def test_a_file_has_what_its_processes_read_and_nobody_else_can_read_it(
    bring: Push, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "jobs.env"
    file.write_text('SHOP_KEY="old"\n')
    file.chmod(0o644)

    bring("jobs", "--yes", "--production")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == FORMATS["systemd"]({"SHOP_KEY": KEY, "SHOP_NAME": "Corner"})
    assert "changed  SHOP_KEY (secret)" in capsys.readouterr().err

    bring("jobs")
    assert "Nothing has changed." in capsys.readouterr().err


def test_a_stream_has_the_values_and_nothing_else(
    bring: Push, capsys: pytest.CaptureFixture[str]
) -> None:
    bring("stream", "--yes", "--production")

    written, told = capsys.readouterr()
    assert json.loads(written) == {
        "SHOP_KEY": KEY,
        "SHOP_WEBHOOK_SECRET": "7131",
        "SHOP_NAME": "Corner",
    }
    assert "SHOP_KEY" in told
    assert KEY not in told


@pytest.mark.parametrize("words", [[], ["--yes"], ["--production"]])
def test_production_wants_more_than_a_yes(words: list[str], bring: Push, github: StandIn) -> None:
    with pytest.raises(ToolError, match="--yes --production"):
        bring("github", *words)
    assert not any("set" in call for call in github.calls)


@pytest.mark.parametrize(("answer", "brought"), [("github\n", True), ("yes\n", False), ("", False)])
def test_somebody_at_a_terminal_is_asked_for_the_name(
    answer: str, brought: bool, bring: Push, github: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO(answer)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)

    if brought:
        bring("github")
    else:
        with pytest.raises(ToolError, match="Nothing was brought anywhere"):
            bring("github")
    assert any("set" in call for call in github.calls) == brought


def test_a_value_that_is_none_is_brought_nowhere(
    bring: Push, github: StandIn, tmp_path: Path
) -> None:
    with (tmp_path / "env" / "production.local.env").open("a") as file:
        file.write("SHOP_TILL_URL=\n")
    (tmp_path / "env" / "all.env").write_text("SHOP_WEBHOOK_SECRET=1\n")
    own = tmp_path / "env" / "production.local.env"
    own.write_text(own.read_text().replace("7131", "no-number"))

    with pytest.raises(ToolError, match="SHOP_WEBHOOK_SECRET: Input should be a valid integer"):
        bring("github", "--yes", "--production")
    assert not any("set" in call for call in github.calls)


@pytest.mark.parametrize(
    ("world", "told"),
    [
        ({"signed_in": False}, "gh auth login"),
        ({"environments": {}}, "no such repository or environment"),
        ({"failure": "failed to get: HTTP 403: Must have admin rights"}, "administrator rights"),
        ({"failure": "error connecting to api.github.com"}, "cannot be reached"),
        ({"failure": "no git remotes found"}, "no repository on GitHub yet"),
        ({"failure": "something new"}, "`gh` failed: something new"),
    ],
)
def test_each_failure_of_gh_says_what_to_do(
    world: dict[str, object], told: str, bring: Push, github: StandIn
) -> None:
    github.change(**world)
    with pytest.raises(ToolError, match=told):
        bring("github", "--yes", "--production")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[one]\nkind = 'ftp'\n", "one: Input tag 'ftp'"),
        (
            "[one]\nkind = 'github'\nprocesses = ['web']\nenvironment = 'production'\n",
            "name: Field required",
        ),
        (
            DECLARED.replace('"worker"]', '"janitor"]'),
            "processes.1: Input should be 'web', 'worker'",
        ),
        (DECLARED + "sort = 1\n", "sort: Extra inputs are not permitted"),
        ("[one\n", "targets.toml: Expected"),
    ],
)
def test_a_target_that_nobody_understands_is_told(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "targets.toml"
    file.write_text(text)
    with pytest.raises(ToolError) as refusal:
        targets(file)
    assert told in str(refusal.value)


def test_the_targets_of_this_project_are_understood() -> None:
    assert targets()
