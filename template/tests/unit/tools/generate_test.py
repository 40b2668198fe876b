from pathlib import Path

import pytest

from tools import generate
from tools.terminal import ToolError

CLIENT = "types.gen.ts"


@pytest.fixture
def generated() -> list[bytes]:
    """The descriptions that the generator was given."""
    return []


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, generated: list[bytes]) -> Path:
    """A client that is up to date, in a project whose generator copies the API's description."""
    for name in ("openapi-ts.config.ts", "pnpm-lock.yaml"):
        (tmp_path / name).touch()
    client = tmp_path / "generated" / CLIENT
    client.parent.mkdir()
    client.write_text("first")
    (tmp_path / "pages.py").touch()
    for name, value in {
        "ROOT": tmp_path,
        "LOCAL": tmp_path,
        "WEB": tmp_path,
        "CLIENT": client.parent,
        "CHECKED": tmp_path / "lint" / "client",
        "PAGES": tmp_path / "pages.py",
        "DOCUMENT": tmp_path / "openapi.json",
    }.items():
        monkeypatch.setattr(generate, name, value)
    monkeypatch.setattr(generate, "described_pages", lambda: b"")
    describe(monkeypatch, b"first")

    def write_client(document: bytes, directory: Path) -> None:
        directory.mkdir(exist_ok=True)
        generated.append(document)
        (directory / CLIENT).write_bytes(document)

    monkeypatch.setattr(generate, "write_client", write_client)
    return client


def describe(monkeypatch: pytest.MonkeyPatch, api: bytes) -> None:
    monkeypatch.setattr(generate, "described_api", lambda: api)


def test_a_client_stays_well_until_one_of_both_sides_changes(
    client: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate.check()
    generate.check()

    describe(monkeypatch, b"second")
    with pytest.raises(ToolError, match="generated is stale"):
        generate.check()

    client.write_text("second")
    generate.check()
    client.write_text("edited by hand")
    with pytest.raises(ToolError, match="generated is stale"):
        generate.check()


def test_what_has_just_been_generated_is_not_generated_again_to_be_compared(
    client: Path, monkeypatch: pytest.MonkeyPatch, generated: list[bytes]
) -> None:
    generate.generate()
    generate.check()
    generate.mend()
    assert generated == [b"first"]

    describe(monkeypatch, b"second")
    generate.mend()
    assert client.read_text() == "second"
    generate.check()


def test_another_generator_is_asked_again(client: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generate.check()
    before = generate.fingerprint(b"first")

    (client.parents[1] / "pnpm-lock.yaml").write_text("a newer generator")

    assert generate.fingerprint(b"first") != before
