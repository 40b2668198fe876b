"""The checks, one entry each. A check is a command that succeeds when all is well."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.project import LOCAL, ROOT

WEB = ROOT / "web"
#: What checks remember from one run to the next.
CACHE = LOCAL / "lint"
PACKAGES = WEB / "node_modules" / ".bin"
PRETTIER = (
    *(PACKAGES / "prettier", ".", "--log-level=warn"),
    *("--cache", "--cache-location", CACHE / "prettier.json"),
)


@dataclass(frozen=True, kw_only=True)
class Check:
    """`fix` is the command that mends what `command` complains about, where something can.

    `files` chooses those of the project's files that are passed to the command; where it chooses none, there is nothing to
    check. `after` names the check whose result this one builds on.
    """

    name: str
    area: str
    purpose: str
    command: tuple[str | Path, ...]
    fix: tuple[str | Path, ...] = ()
    files: Callable[[Path], bool] | None = None
    after: str = ""
    folder: Path = ROOT


def module(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", name, *arguments)


def is_justfile(file: Path) -> bool:
    return file.name == "Justfile" or file.suffix == ".just"


def is_shell_script(file: Path) -> bool:
    if file.suffix:
        return file.suffix == ".sh"
    with file.open("rb") as handle:
        first = handle.readline(80)
    return first.startswith(b"#!") and first.rstrip().endswith((b"/sh", b"bash"))


def is_github_form(file: Path) -> bool:
    return ".github" in file.parts and file.suffix in (".yml", ".yaml")


def is_mail(file: Path) -> bool:
    return "emails" in file.parts and file.suffix == ".html"


#: The slow ones first, so that none of them is left to run alone at the end.
CHECKS = (
    Check(
        name="routes",
        area="web",
        purpose="the pages' addresses exist, and have types",
        command=(PACKAGES / "react-router", "typegen"),
        folder=WEB,
    ),
    Check(
        name="client",
        area="project",
        purpose="the generated client is what the API says, the generated addresses what the routes say",
        command=module("tools.generate", "--check"),
        fix=module("tools.generate", "--mend"),
    ),
    Check(
        name="typescript",
        area="web",
        purpose="types of the page",
        command=(
            *(PACKAGES / "tsc", "--noEmit", "--incremental"),
            *("--tsBuildInfoFile", CACHE / "typescript.json"),
        ),
        after="routes",
        folder=WEB,
    ),
    Check(
        name="oxlint",
        area="web",
        purpose="mistakes, accessibility and style of the page",
        command=(PACKAGES / "oxlint",),
        fix=(PACKAGES / "oxlint", "--fix"),
        after="routes",
        folder=WEB,
    ),
    Check(
        name="knip",
        area="web",
        purpose="files, exports and packages of the page that nobody uses",
        command=(PACKAGES / "knip",),
        after="routes",
        folder=WEB,
    ),
    Check(
        name="types",
        area="py",
        purpose="types of the backend, its tests and tools",
        command=("ty", "check"),
    ),
    Check(
        name="prettier",
        area="web",
        purpose="layout of the page's files",
        command=(*PRETTIER, "--check"),
        fix=(*PRETTIER, "--write"),
        folder=WEB,
    ),
    Check(
        name="mails",
        area="py",
        purpose="mistakes in the templates of mails",
        command=("djlint", "--lint", "--quiet"),
        files=is_mail,
    ),
    Check(
        name="secrets",
        area="project",
        purpose="no key, token or password in any file",
        command=module("tools.lint.secrets"),
    ),
    Check(
        name="migrations",
        area="db",
        purpose="new revisions are safe for a running product",
        command=module("tools.migration_lint"),
    ),
    Check(
        name="architecture",
        area="py",
        purpose="who imports whom, who commits, and where things are",
        command=module("tools.architecture"),
    ),
    Check(
        name="variables",
        area="project",
        purpose="variables are declared, set and read in the same way, and no secret stands in clear",
        command=module("tools.environment", "check", "--committed"),
    ),
    Check(
        name="spelling",
        area="project",
        purpose="misspelt words",
        command=module("tools.lint.spelling"),
    ),
    Check(
        name="style",
        area="py",
        purpose="mistakes and style of the backend, its tests and tools",
        command=("ruff", "check", "--quiet"),
        fix=("ruff", "check", "--quiet", "--fix"),
    ),
    Check(
        name="layout",
        area="py",
        purpose="layout of Python files",
        command=("ruff", "format", "--check", "--quiet"),
        fix=("ruff", "format", "--quiet"),
    ),
    Check(
        name="workflows",
        area="project",
        purpose="workflows that could be made to do what they should not",
        command=("zizmor", "--offline", "--no-progress", "--quiet", ".github"),
    ),
    Check(
        name="forms",
        area="project",
        purpose="whether GitHub can read workflows, forms and its other files",
        command=module("tools.lint.forms"),
        files=is_github_form,
    ),
    Check(
        name="shell",
        area="project",
        purpose="mistakes in shell scripts",
        command=("shellcheck",),
        files=is_shell_script,
    ),
    Check(
        name="recipes",
        area="project",
        purpose="layout of recipes",
        command=module("tools.lint.recipes", "--check"),
        fix=module("tools.lint.recipes"),
        files=is_justfile,
    ),
)
