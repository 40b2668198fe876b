"""`just new DIR`: render this checkout, as `copier copy --trust` does with a released version."""

import argparse
import os
import sys
import warnings
from pathlib import Path

import yaml

from scripts.environment import ROOT, clean_environment, from_caller, git


class RenderingError(Exception):
    """The project could not be rendered; the text says why and what to do."""


def render(directory: Path, data: dict[str, str], *, defaults: bool) -> None:
    """Render this checkout, its uncommitted changes included, into a new directory. Values are YAML, as for Copier.

    Raises:
        RenderingError: an answer is refused, a name in `data` is no question, or the directory is not empty.
        KeyboardInterrupt: a person stopped at a question.
    """
    unknown = sorted(data.keys() - questions())
    if unknown:
        raise RenderingError(
            f"No question is called {', '.join(unknown)}. There are: {', '.join(sorted(questions()))}."
        )
    # Copier keeps the environment that it finds when it is imported.
    kept = clean_environment()
    for name in os.environ.keys() - kept.keys():
        del os.environ[name]
    from copier import run_copy
    from copier.errors import CopierError, DirtyLocalWarning

    # `warn_if_dirty` says what that means for the project.
    warnings.simplefilter("ignore", DirtyLocalWarning)
    try:
        run_copy(str(ROOT), directory, data=data, vcs_ref="HEAD", defaults=defaults, unsafe=True)
    except KeyboardInterrupt:
        raise  # Copier's own is one of its errors too.
    except (ValueError, CopierError) as error:
        raise RenderingError(str(error)) from None


def questions() -> set[str]:
    declared = yaml.safe_load((ROOT / "copier.yml").read_text())
    return {name for name in declared if not name.startswith("_")}


def warn_if_dirty() -> None:
    """A rendering of uncommitted changes names a commit that nobody has, so it cannot be updated later."""
    changes = git("status", "--porcelain")
    if changes:
        print(
            "note: this checkout has uncommitted changes. The project gets them, but `copier update` will not work in it.",
            file=sys.stderr,
        )


def answer(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def main() -> None:
    parser = argparse.ArgumentParser(prog="just new", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument(
        "-d", "--data", type=answer, action="append", default=[], metavar="NAME=VALUE"
    )
    parser.add_argument("--defaults", action="store_true", help="ask nothing")
    words = parser.parse_args()
    warn_if_dirty()
    try:
        render(from_caller(words.directory), dict(words.data), defaults=words.defaults)
    except RenderingError as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit("Stopped; nothing was written.")


if __name__ == "__main__":
    main()
