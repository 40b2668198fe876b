"""Fixtures for tests that change the template, or that make a project of their own."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from copier import run_copy

from tests.render.terminal import Terminal
from tests.utils import (
    ANSWERS_FILE,
    ANSWERS_TEMPLATE,
    FOLDER,
    PROGRAMS,
    VERSION,
    Copy,
    commit,
    copier,
    git,
)

Infer = Callable[..., dict[str, object]]
OLD = "0.1.0"


@pytest.fixture
def own_template(template: Path, tmp_path: Path) -> Path:
    """A copy of the template that a test may change. It is no repository, so Copier takes it as it stands, and quickly."""
    path = tmp_path / "template"
    return Path(
        shutil.copytree(template, path, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    )


@pytest.fixture
def questionnaire(template: Path, tmp_path: Path) -> Path:
    """The questions with hardly a file to render: for tests of many answers. It is no repository either."""
    path = tmp_path / "questionnaire"
    for name in ["copier.yml", "template/project.json.jinja", ANSWERS_TEMPLATE]:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(template / name, path / name)
    return path


@pytest.fixture
def destination(tmp_path: Path) -> Path:
    """Where a test may render a project of its own; it does not exist yet."""
    return tmp_path / FOLDER


@pytest.fixture
def copy(questionnaire: Path, tmp_path: Path) -> Copy:
    """`copy(…)`: what the README's command does with the default answers, into `FOLDER` of `cwd`."""

    def copy(
        *options: str, trust: bool = True, cwd: Path = tmp_path, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        words = ["copy", "--defaults", *(["--trust"] if trust else []), *options]
        return copier(*words, questionnaire, FOLDER, cwd=cwd, **variables)

    return copy


@pytest.fixture
def terminal(questionnaire: Path, tmp_path: Path) -> Terminal:
    """The README's command for a terminal: `with terminal:` starts it."""
    words = [PROGRAMS / "copier", "copy", "--trust", questionnaire, FOLDER]
    return Terminal(words, tmp_path)


@pytest.fixture
def infer(questionnaire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Infer:
    """`infer(folder, answers, PATH=…)`: the answers that `--defaults` gives for a folder of this name, next to some given."""

    def infer(
        folder: str = FOLDER, answers: dict[str, object] | None = None, **variables: str
    ) -> dict[str, object]:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        before = set(tmp_path.iterdir())
        run_copy(
            str(questionnaire),
            folder,
            data=answers,
            defaults=True,
            quiet=True,
            unsafe=True,
            skip_tasks=True,
        )
        assert set(tmp_path.iterdir()) == before | {tmp_path / folder}, "something else was made"
        return yaml.safe_load((tmp_path / folder / ANSWERS_FILE).read_text())

    return infer


@pytest.fixture
def task_log(tmp_path: Path) -> Path:
    """A file with a line for each task that ran, in the releases below."""
    return tmp_path / "tasks.log"


@pytest.fixture
def released(own_template: Path, task_log: Path) -> Path:
    """A repository of the template with two releases: 0.1.0, and `VERSION` with a change of every kind."""
    settings = yaml.safe_load((own_template / "copier.yml").read_text())
    settings["_tasks"] = [
        task | {"command": f"echo task >> {task_log}"} for task in settings["_tasks"]
    ]
    (own_template / "copier.yml").write_text(yaml.safe_dump(settings, sort_keys=False))
    git(own_template, "init", "--quiet")
    commit(own_template, tag=OLD)
    files = own_template / "template"
    (files / "Justfile").write_text((files / "Justfile").read_text() + "\n# One more\nmore:\n")
    readme = files / "README.md.jinja"
    readme.write_text(readme.read_text().replace("## Run it", "## Run {{ project_name }}"))
    (files / "new").mkdir()
    (files / "new/file.md").write_text("New in this release.\n")
    (files / "compose.yml").unlink()
    commit(own_template, tag=VERSION)
    return own_template


@pytest.fixture
def project_at(released: Path, destination: Path) -> Callable[..., Path]:
    """`project_at(version, **answers)`: a committed rendering of a release."""

    def project_at(version: str, folder: Path = destination, **answers: object) -> Path:
        run_copy(
            str(released),
            folder,
            data=answers,
            defaults=True,
            quiet=True,
            unsafe=True,
            vcs_ref=version,
        )
        git(folder, "init", "--quiet")
        commit(folder)
        return folder

    return project_at
