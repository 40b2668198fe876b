"""What is in a rendering, and what is not: no trace of the template, of other answers, of features not chosen."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.render.utils import PARSERS, complaints
from tests.renderings import QUESTIONS, RENDERINGS, choices
from tests.utils import ANSWERS_FILE, ROOT, captured, contents, files, git, texts

# Doubled braces alone are Python's: an f-string writes one brace so.
JINJA = re.compile(r"\{\{-? *[a-z_(]|\{%|\{#|^\s*#%", re.MULTILINE)
LIVING = re.compile(r"acme", re.IGNORECASE)
MACHINERY = re.compile(r"\b(tandem|copier|jinja2?_shell)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"\b(TODO|FIXME|XXX|TBD|changeme|lorem ipsum|foo|foobar|your[-_](name|email|domain|project)"
    r"|(my|your)company|jane doe|john doe)\b",
    re.IGNORECASE,
)
#: What only one way of signing in speaks of. A bare "session" is a database's too, and a bare "password" a server's.
WAYS = {
    "sessions": re.compile(
        r"passkey|web-?authn|two[-_ ]?factor|authenticator|recovery[-_ ]?code|\btotp\b|pyotp|argon2|pwdlib|qr[-_.]?code"
        r"|\boidc\b|(with|by) google|github_(client|url)|sign_ups_per_hour|country_header|growing_?waits|code_for\b"
        r"|(reset|forgot|forget|change|mistype|hash)\w*[-_ ]((a|the|your|their)[-_ ])?passwords?\b|[/'\"]password-(field|form)"
        r"|social[-_ ](button|section|sign)|by_session\b|user_sessions\b"
        r"|\b(app|features|factories|integration|routes|unit|jobs|migrations)[./]sessions\b",
        re.IGNORECASE,
    ),
    "clerk": re.compile(r"clerk|svix|standardwebhooks|\b[ps]k_(test|live)", re.IGNORECASE),
}

#: What only one way of keeping secrets speaks of. 1Password is also where people keep passkeys.
KEPT = {
    "onepassword": re.compile(
        r"onepassword|\bop (inject|item|read|account)\b|\bOP_SERVICE", re.IGNORECASE
    ),
    "sops": re.compile(r"\bsops\b|SOPS_AGE|\bage1|[./]age\b|add-recipient", re.IGNORECASE),
}


def speaks_jinja(name: str) -> bool:
    """Whether double braces are the file's own language: just, JSX, Jinja for mails and pages, workflows."""
    path = Path(name)
    return (
        path.name == "Justfile"
        or path.suffix in {".just", ".ts", ".tsx"}
        or not {"emails", "templates", ".github"}.isdisjoint(path.parts)
    )


def found(renderings: dict[str, Path], pattern: re.Pattern[str]) -> list[str]:
    """Each place where a text or a path of a rendering matches."""
    return [
        f"{rendering}: {name}: {match.group()!r}"
        for rendering, path in renderings.items()
        for name, text in texts(path).items()
        for match in pattern.finditer(f"{name}\n{text}")
    ]


def test_every_file_parses(renderings: dict[str, Path]) -> None:
    for rendering, path in renderings.items():
        assert complaints(path) == [], rendering
        # Each parser had something to read: a suffix that nobody uses would prove nothing.
        assert {Path(name).suffix for name in texts(path)} >= PARSERS.keys() - {".yaml"} | {".py"}


def test_text_is_utf8_with_one_newline_at_the_end(renderings: dict[str, Path]) -> None:
    for rendering, path in renderings.items():
        wrong = [
            name
            for name, text in texts(path).items()
            if text and (not text.endswith("\n") or text.endswith("\n\n") or "\r" in text)
        ]
        assert wrong == [], rendering


def test_no_template_syntax_is_left(renderings: dict[str, Path]) -> None:
    left = [
        f"{rendering}: {name}: {match.group()!r}"
        for rendering, path in renderings.items()
        for name, text in texts(path).items()
        if not speaks_jinja(name)
        for match in JINJA.finditer(text)
    ]
    assert left == []


def test_no_template_file_is_left(renderings: dict[str, Path]) -> None:
    names = [name for path in renderings.values() for name in contents(path)]
    # A mail's own template is one of the project's, rendered when the mail is sent.
    assert [
        name
        for name in names
        if "{" in name or (name.endswith(".jinja") and "/emails/" not in name)
    ] == []


def test_nothing_of_the_living_answers_is_left(renderings: dict[str, Path]) -> None:
    assert found(renderings, LIVING) == []


def test_nobody_else_is_named(renderings: dict[str, Path]) -> None:
    owner = captured(r"Copyright \(c\) \d{4} (.+)", (ROOT / "LICENSE").read_text())
    assert found(renderings, re.compile(re.escape(owner), re.IGNORECASE)) == []
    assert found(renderings, re.compile(re.escape(str(ROOT)))) == []


def test_no_placeholder_is_left(renderings: dict[str, Path]) -> None:
    assert found(renderings, PLACEHOLDER) == []


def test_a_project_speaks_only_of_itself(renderings: dict[str, Path]) -> None:
    update = re.compile(r"^uvx .*copier update.*$", re.MULTILINE)
    for path in renderings.values():
        # Where it came from stands in the answers file; how to follow it, once in the README.
        assert len(update.findall((path / "README.md").read_text())) == 1
    elsewhere = [
        place for place in found(renderings, MACHINERY) if ": README.md: 'copier'" not in place
    ]
    assert elsewhere == []


def test_no_folder_and_no_file_is_empty(renderings: dict[str, Path]) -> None:
    for rendering, path in renderings.items():
        empty = [name for name, data in contents(path).items() if not data.strip()]
        # An empty file that makes a folder a package says what it has to.
        assert [
            name for name in empty if Path(name).name not in {"__init__.py", "py.typed"}
        ] == [], rendering
        folders = [
            folder for folder in path.rglob("*") if folder.is_dir() and ".git" not in folder.parts
        ]
        assert [str(folder) for folder in folders if not any(folder.iterdir())] == [], rendering
        hollow = [f for f in folders if {p.name for p in f.iterdir()} == {"__init__.py"}]
        assert [
            str(folder)
            for folder in hollow
            if str(folder.relative_to(path) / "__init__.py") in empty
        ] == []


@pytest.mark.parametrize("feature", choices(QUESTIONS["features"]))
def test_a_feature_that_was_not_chosen_leaves_nothing(
    feature: str, renderings: dict[str, Path]
) -> None:
    without = {
        name: path
        for name, path in renderings.items()
        if feature not in ((path / ANSWERS_FILE).read_text().partition("features:")[2])
    }
    assert without, f"no rendering without {feature}"
    one = feature.removesuffix("s")
    several = feature.replace("_", "[ _-]?")
    # The plural wherever it is a word; the singular where it names the resource: NoteId, note_id, noteId, "note".
    mention = rf"(?<![A-Za-z])(?i:{several})(?![a-z])|\b{one}(_|[A-Z])"
    mention += rf"|{one.title().replace('_', '')}[A-Z]"
    if "_" not in feature:
        # A name of two words, as "api_key", is also what others call a setting or a secret.
        mention += rf"|[\"']{one}[\"'_]"
    assert found(without, re.compile(mention)) == []


@pytest.mark.parametrize("way", choices(QUESTIONS["auth"]))
def test_a_way_of_signing_in_that_was_not_chosen_leaves_nothing(
    way: str, renderings: dict[str, Path]
) -> None:
    with_it, without = (
        {
            name: path
            for name, path in renderings.items()
            if (f"auth: {way}" in (path / ANSWERS_FILE).read_text()) is chosen
        }
        for chosen in (True, False)
    )
    assert with_it
    assert without
    # Words that nobody uses would prove nothing.
    assert found(with_it, WAYS[way])
    assert found(without, WAYS[way]) == []


@pytest.mark.parametrize("way", KEPT)
def test_a_way_of_keeping_secrets_that_was_not_chosen_leaves_nothing(
    way: str, renderings: dict[str, Path]
) -> None:
    chosen = {
        name
        for name, path in renderings.items()
        if f"secrets: {way}" in (path / ANSWERS_FILE).read_text()
    }
    assert chosen
    with_it = {name: path for name, path in renderings.items() if name in chosen}
    without = {name: path for name, path in renderings.items() if name not in chosen}
    assert found(with_it, KEPT[way])
    # One file of recipes imports what each way may add; just imports by name alone.
    left = [place for place in found(without, KEPT[way]) if ": just/secrets.just: " not in place]
    assert left == []


def test_the_lock_file_holds_what_the_package_asks_for_and_nothing_else(
    renderings: dict[str, Path],
) -> None:
    """As `pnpm install --frozen-lockfile` asks for it, and as a later `pnpm install` would leave it."""
    for rendering, path in renderings.items():
        package = json.loads((path / "web/package.json").read_text())
        lock = yaml.safe_load((path / "web/pnpm-lock.yaml").read_text())
        asked = lock["importers"]["."]
        for kind in ("dependencies", "devDependencies"):
            assert {name: each["specifier"] for name, each in asked[kind].items()} == package[
                kind
            ], rendering
        needed: set[str] = set()
        coming = [resolved(*each) for kind in asked.values() for each in pinned(kind)]
        while coming:
            key = coming.pop()
            if key in needed:
                continue
            needed.add(key)
            told = lock["snapshots"][key]
            for kind in ("dependencies", "optionalDependencies"):
                coming += [resolved(*each) for each in told.get(kind, {}).items()]
        assert lock["snapshots"].keys() == needed, rendering
        assert lock["packages"].keys() == {key.partition("(")[0] for key in needed}, rendering


def pinned(kind: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    return [(name, told["version"]) for name, told in kind.items()]


def resolved(name: str, version: str) -> str:
    """What the lock file calls a package: its name and version, or what stands in its place."""
    return version if "@" in version.partition("(")[0] else f"{name}@{version}"


def test_single_features_bring_nothing_that_the_tested_projects_do_not_have(
    render: Callable[..., Path],
) -> None:
    """Only those with all features and with none are set up and tested: any other is made of the same files."""
    told = {"README.md", "AGENTS.md", "app/features.py", "web/app/features.ts"}
    everything = choices(QUESTIONS["features"])
    for given in RENDERINGS.values():
        complete, bare = (
            contents(render(**(given | {"features": chosen}))) for chosen in (everything, [])
        )
        other = [
            name
            for name, data in contents(render(**given)).items()
            if name not in told and data not in (complete.get(name), bare.get(name))
        ]
        assert other == [], given


def test_ignored_files_are_not_rendered(renderings: dict[str, Path]) -> None:
    for rendering, path in renderings.items():
        # An update would overwrite them, with no version in git to come back to.
        ignored = git(path, "ls-files", "--others", "--ignored", "--exclude-standard")
        assert ignored == "", rendering
        assert len(git(path, "ls-files", "--others", "--exclude-standard").splitlines()) == len(
            list(files(path))
        )


def test_only_programs_and_scripts_are_executable(renderings: dict[str, Path]) -> None:
    for path in renderings.values():
        marked = [
            name
            for name, file in files(path)
            if file.stat().st_mode & 0o111 and not file.is_symlink()
        ]
        assert [name for name in marked if not (path / name).read_bytes().startswith(b"#!")] == []
