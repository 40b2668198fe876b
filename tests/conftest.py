"""Fixtures of both tiers: a snapshot of this repository, and renderings that all workers share."""

import os
from pathlib import Path

# Before Copier is imported, because it remembers the environment: in a git hook these name the outer repository, and a
# rendering would write into its index. Names, mails and logins of whoever runs the tests must not become answers either.
for name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[name]
os.environ.update(
    COPIER_SETTINGS_PATH=str(Path(__file__).with_name("copier_settings.yml")),
    GH_CONFIG_DIR=os.devnull,
    GIT_CONFIG_GLOBAL=os.devnull,
    GIT_CONFIG_SYSTEM=os.devnull,
    GIT_AUTHOR_NAME="Tester",
    GIT_AUTHOR_EMAIL="tester@localhost",
    GIT_COMMITTER_NAME="Tester",
    GIT_COMMITTER_EMAIL="tester@localhost",
    # The checkout may belong to another user than the one who runs the tests, in a container for one.
    GIT_CONFIG_COUNT="1",
    GIT_CONFIG_KEY_0="safe.directory",
    GIT_CONFIG_VALUE_0="*",
)

import hashlib
import json
from collections.abc import Callable

import pytest
from copier import run_copy

from tests.renderings import QUESTIONS, RENDERINGS
from tests.utils import FOLDER, VERSION, digest, once, snapshot


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all xdist workers share."""
    own = tmp_path_factory.getbasetemp()
    path = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    path.mkdir(exist_ok=True)
    return path


@pytest.fixture(scope="session")
def template(shared: Path) -> Path:
    """A git repository with this checkout as it is now, uncommitted files too, tagged `VERSION`. Only to be read."""
    return once(shared / "template", snapshot)


@pytest.fixture(scope="session")
def render(template: Path, shared: Path) -> Callable[..., Path]:
    """`render(**answers)`: a rendering with these answers and defaults elsewhere, made once. Only to be read: copy it."""

    def render(**answers: object) -> Path:
        unknown = answers.keys() - QUESTIONS.keys()
        assert not unknown, f"Copier would silently ignore {unknown}"
        key = hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()[:12]

        def build(destination: Path) -> None:
            run_copy(
                str(template),
                destination,
                data=answers,
                defaults=True,
                quiet=True,
                unsafe=True,
                vcs_ref=VERSION,
            )

        return once(shared / "renderings" / key / FOLDER, build)

    return render


@pytest.fixture(scope="session")
def renderings(render: Callable[..., Path]) -> dict[str, Path]:
    """Every distinct rendering under its name in `RENDERINGS`: of equal trees, the first."""
    distinct: dict[str, tuple[str, Path]] = {}
    for name, answers in RENDERINGS.items():
        path = render(**answers)
        distinct.setdefault(digest(path), (name, path))
    return dict(distinct.values())
