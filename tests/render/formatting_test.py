"""Formatting a rendering changes nothing: a team's first `just lint` finds nothing to say."""

from pathlib import Path

from tests.utils import PROGRAMS, files, run, texts


def test_python_is_formatted_and_without_complaint(renderings: dict[str, Path]) -> None:
    for rendering, path in renderings.items():
        for command in (["format", "--check"], ["check"]):
            # The rendering's own pyproject.toml decides; a cache would be a file that nobody asked for.
            result = run(
                PROGRAMS / "ruff", *command, "--no-cache", "--output-format=concise", ".", cwd=path
            )
            assert result.returncode == 0, f"{rendering}: {result.stdout}{result.stderr}"


def test_recipes_are_formatted(renderings: dict[str, Path]) -> None:
    for rendering, path in renderings.items():
        justfiles = [
            name for name, _ in files(path) if name == "Justfile" or name.endswith(".just")
        ]
        assert len(justfiles) > 1
        for name in justfiles:
            result = run(PROGRAMS / "just", "--fmt", "--check", "--justfile", path / name, cwd=path)
            assert result.returncode == 0, f"{rendering}: {name}: {result.stdout}{result.stderr}"


def test_recipes_load_and_are_described(renderings: dict[str, Path]) -> None:
    for path in renderings.values():
        result = run(PROGRAMS / "just", "--list", "--list-submodules", cwd=path)
        assert result.returncode == 0, result.stderr
        recipes = [line for line in result.stdout.splitlines() if line.startswith("    ")]
        # Beside recipes stand the names of modules, as `name:`, and of groups, as `[name]`.
        assert [line for line in recipes if "#" not in line and line[-1] not in ":]"] == []


def test_lines_have_no_spaces_at_their_end(renderings: dict[str, Path]) -> None:
    for rendering, path in renderings.items():
        trailing = [
            f"{name}:{number}"
            for name, text in texts(path).items()
            for number, line in enumerate(text.split("\n"), 1)
            if line != line.rstrip()
        ]
        assert trailing == [], rendering
