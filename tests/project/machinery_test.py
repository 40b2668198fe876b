"""What a project's owner has no reason to prove again each time: the machinery that every project gets alike.

These tests start workers and commands over and over, which would take a project's own tests a quarter of their minute.
"""

import shutil
from pathlib import Path

from tests.project.project import Project

MACHINERY = Path(__file__).parent / "machinery"


def test_the_machinery_of_a_project_does_what_it_promises(
    cluster: dict[str, str], shared: Path
) -> None:
    """Workers that are killed or lose their broker, and revisions for models that come, change and go."""
    directory = shared / "cluster"
    shutil.copytree(MACHINERY, directory / "tests", dirs_exist_ok=True)
    files = [file.relative_to(MACHINERY) for file in MACHINERY.rglob("*_test.py")]

    Project("machinery", directory).just(
        "py", "test", "--quiet", "-n0", *(str(Path("tests") / file) for file in sorted(files))
    )
