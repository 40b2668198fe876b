"""Secrets in `env/<environment>.secrets.env`: committed, the names readable, the values encrypted for those whom `.sops.yaml` names."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.core.env_files import parsed, written
from tools.project import ROOT
from tools.secrets.generation import missing_values
from tools.secrets.opened import keep_open
from tools.secrets.private_files import alone, is_visible_to_others, write_privately
from tools.secrets.sops.identity import key_file, make_key, own_recipients
from tools.secrets.sops.program import NoKeyFits, Program
from tools.secrets.sops.recipients import Readers, Recipient, read_readers, written_readers
from tools.terminal import ToolError

DOTENV = ("--input-type", "dotenv", "--output-type", "dotenv")
#: How `sops` names what it writes beside the variables.
OWN_WORDS = "sops_"
NOTED_RECIPIENT = re.compile(r"^sops_age__list_\d+__map_recipient=(.+)$", re.MULTILINE)
CONFLICT = re.compile(r"^(<{7}|={7}|>{7})", re.MULTILINE)


class Sops:
    """A `Vault` of one encrypted file an environment."""

    def __init__(self, root: Path = ROOT, program: Program | None = None) -> None:
        self.root = root
        self.program = program or Program(root)
        self.rules = root / ".sops.yaml"

    def name(self, environment: str) -> str:
        return f"env/{environment}.secrets.env"

    def file(self, environment: str) -> Path:
        return self.root / self.name(environment)

    def readers(self, environment: str) -> list[Recipient]:
        return read_readers(self.rules).get(environment, [])

    def places(self, environment: str) -> Mapping[str, str]:
        lines = (line.partition("=") for line in self.sealed(environment).splitlines())
        names = (name for name, equals, _ in lines if equals and not name.startswith(OWN_WORDS))
        return dict.fromkeys(names, self.name(environment))

    def sealed(self, environment: str) -> str:
        """The file as it is; nothing if there is none.

        Raises:
            ToolError: a merge has left both sides in it.
        """
        file = self.file(environment)
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        if CONFLICT.search(text):
            name = self.name(environment)
            raise ToolError(
                f"{name} is in the middle of a merge. It is good only as a whole, so take one side "
                f"(`git checkout --ours {name}`, or --theirs), `git add {name}`, and make the other side's changes anew with "
                "`just secrets set`."
            )
        return text

    def values(self, environment: str) -> dict[str, str]:
        if not self.sealed(environment):
            return {}
        try:
            text = self.program.run("decrypt", *DOTENV, self.name(environment))
        except NoKeyFits:
            raise ToolError(self.who_lets_in(environment)) from None
        lines = [line for line in text.split("\n") if line and not line.startswith("#")]
        return dict(parsed(line.strip()) for line in lines)

    def who_lets_in(self, environment: str) -> str:
        """What somebody does who cannot read the secrets of an environment."""
        own = own_recipients()
        if not own:
            return (
                f"This machine has no key for {self.name(environment)}. `just setup` makes one; if you have one already, say where: "
                "SOPS_AGE_KEY_FILE=… "
            ).strip()
        names = " or ".join(str(each) for each in self.readers(environment)) or "who made it"
        where = "" if environment == "development" else f" --environment {environment}"
        return (
            f"{self.name(environment)} is not encrypted for you. Ask {names} to run this, commit and push; then pull:\n"
            f'  just secrets add-recipient {own[0]} "YOUR NAME"{where}'
        )

    def fingerprint(self, environment: str) -> str:
        told = self.sealed(environment) + str(key_file())
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def stands_for_secret(self, text: str) -> bool:
        return text.startswith("ENC[")

    def make_ready(self, environment: str) -> None:
        folder = self.root / ".local" / "secrets"
        if self.sealed(environment):
            keep_open(self, environment, folder=folder)
        else:
            (folder / f"{environment}.env").unlink(missing_ok=True)

    def set(self, environment: str, name: str, value: str) -> str:
        with alone(self.file(environment).parent):
            self.seal(environment, {**self.values(environment), name: value})
        return self.name(environment)

    def seal(self, environment: str, values: Mapping[str, str]) -> None:
        """Encrypt all values. By standard input: nothing lies open in a file meanwhile."""
        if not self.readers(environment):
            own = [Recipient(each) for each in own_recipients()[:1]]
            if not own:
                raise ToolError("This machine has no key to encrypt for. `just setup` makes one.")
            self.write_rules(read_readers(self.rules) | {environment: own})
        plain = "".join(f"{written(name, value)}\n" for name, value in values.items())
        words = ("encrypt", "--filename-override", self.name(environment), *DOTENV, "/dev/stdin")
        write_privately(self.file(environment), self.program.run(*words, given=plain))

    def write_rules(self, readers: Readers) -> None:
        write_privately(self.rules, written_readers(readers))
        self.rules.chmod(0o644)

    def set_up(self, environment: str) -> Iterator[str]:
        if not own_recipients():
            recipient = make_key(key_file())
            yield f"Made your key in {key_file()}: keep a copy where it is safe. Others know you as {recipient}."
        own = set(own_recipients())
        readers = self.readers(environment)
        if readers and not own & {each.key for each in readers}:
            yield self.who_lets_in(environment)
            return
        # Elsewhere than in production there is a default for each of them.
        if environment == "production" or self.sealed(environment):
            try:
                yield from self.make_missing(environment)
            except ToolError as error:
                yield str(error)

    def make_missing(self, environment: str) -> Iterator[str]:
        with alone(self.file(environment).parent):
            there = self.values(environment)
            if made := missing_values(there):
                self.seal(environment, {**there, **made})
                yield f"Made {', '.join(made)} in {self.name(environment)}. Commit it."

    def problems(self, environment: str) -> Iterator[str]:
        if is_visible_to_others(key_file()):
            yield f"{key_file()} can be read by others on this machine: chmod 600 {key_file()}"
        text, name = self.sealed(environment), self.name(environment)
        for line in text.splitlines():
            variable, _, value = line.partition("=")
            if not variable.startswith((OWN_WORDS, "#")) and not value.startswith("ENC["):
                yield f"{variable} stands in {name} for everybody to read. Replace it where it comes from, then: just secrets set {variable}"
        named = {each.key for each in self.readers(environment)}
        if text and set(NOTED_RECIPIENT.findall(text)) != named:
            yield f"{name} is encrypted for others than .sops.yaml names: sops updatekeys {name}"
