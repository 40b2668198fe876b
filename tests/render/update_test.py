"""An update turns an untouched project into what the newer template renders, runs no task, and can be repeated."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from copier import run_update

from tests.renderings import RENDERINGS
from tests.utils import ANSWERS_FILE, FOLDER, VERSION, commit, contents, git


def update(path: Path) -> None:
    run_update(path, defaults=True, overwrite=True, quiet=True, unsafe=True)


@pytest.mark.parametrize("name", ["default", *list(RENDERINGS)[-1:]])
def test_an_update_is_a_fresh_rendering(
    name: str, project_at: Callable[..., Path], tmp_path: Path, task_log: Path
) -> None:
    path = project_at("0.1.0", **RENDERINGS[name])
    assert task_log.read_text() == "task\n"
    update(path)
    assert task_log.read_text() == "task\n", "a task ran in the update"
    fresh = project_at(VERSION, tmp_path / "fresh" / FOLDER, **RENDERINGS[name])
    assert contents(path) == contents(fresh)
    recorded = [yaml.safe_load((folder / ANSWERS_FILE).read_text()) for folder in (path, fresh)]
    assert recorded[0] == recorded[1]
    assert recorded[0]["_commit"] == VERSION
    # Nothing that a person would have to merge.
    assert git(path, "ls-files", "--unmerged") == ""
    commit(path)
    update(path)
    assert git(path, "status", "--porcelain") == ""


def test_an_update_brings_no_feature_that_was_not_chosen(project_at: Callable[..., Path]) -> None:
    path = project_at("0.1.0", features=["notes"])

    update(path)

    assert yaml.safe_load((path / ANSWERS_FILE).read_text())["features"] == ["notes"]
    assert (path / "app/notes").exists()
    assert not (path / "app/api_keys").exists()
    assert not (path / "app/notes/api.py").exists()


@pytest.mark.parametrize(
    "picture",
    ["web/public/social.png", "tests/integration/core/pictures/landing-wide-light.png"],
)
def test_an_update_keeps_a_picture_that_people_have_replaced(
    picture: str, project_at: Callable[..., Path]
) -> None:
    path = project_at("0.1.0")
    own = b"\x89PNG\r\n\x1a\n their own"
    (path / picture).write_bytes(own)
    commit(path)

    update(path)

    assert (path / picture).read_bytes() == own
