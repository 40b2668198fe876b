"""What keeps the secrets of a project that has them in 1Password."""

import contextlib
import datetime
import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.project import ROOT, SLUG
from tools.secrets.lines import read, with_value
from tools.secrets.onepassword import tokens
from tools.secrets.onepassword.program import Op, VaultMissesItem
from tools.secrets.onepassword.references import Reference, is_reference, parsed
from tools.secrets.opened import keep_open
from tools.secrets.private_files import alone, is_visible_to_others
from tools.terminal import ToolError


class OnePassword:
    """A `Vault` whose secrets stand in the files under env/ as `NAME=op://vault/item/field`."""

    def __init__(self, *, account: str, vault: str, root: Path = ROOT) -> None:
        self.op = Op(account)
        self.vault = vault
        self.root = root

    def references(self, environment: str) -> dict[str, Reference]:
        """What the files refer to, the strongest last. Somebody's own file may say something else, also a plain value."""
        names = ("all.env", f"{environment}.env", f"{environment}.local.env")
        told: dict[str, str] = {}
        for name in names:
            told |= read(self.root / "env" / name)
        return {name: parsed(name, text) for name, text in told.items() if is_reference(text)}

    def places(self, environment: str) -> Mapping[str, str]:
        return {name: str(reference) for name, reference in self.references(environment).items()}

    def values(self, environment: str) -> dict[str, str]:
        return self.fetched(self.references(environment))

    def fetched(self, references: Mapping[str, Reference]) -> dict[str, str]:
        """What references stand for, by one call. Values may have lines of their own, so marks that nobody knows part them."""
        if not references:
            return {}
        mark = secrets.token_hex(16)
        template = [f"{mark}:{name}:{{{{ {told} }}}}:{mark}" for name, told in references.items()]
        answer = self.op.run("inject", given="\n".join(template) + "\n")
        found = re.findall(rf"{mark}:(\w+):(.*?):{mark}", answer, re.DOTALL)
        if missing := references.keys() - dict(found).keys():
            raise ToolError(f"`op` gave no value for {', '.join(sorted(missing))}.")
        return dict(found)

    def fingerprint(self, environment: str) -> str:
        told = json.dumps([self.op.account, *sorted(self.places(environment).items())])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def stands_for_secret(self, text: str) -> bool:
        return is_reference(text)

    def make_ready(self, environment: str) -> None:
        if self.references(environment):
            keep_open(self, environment, folder=self.root / ".local" / "secrets")
        else:
            self.forget(environment)

    def forget(self, environment: str) -> None:
        """Forget what was fetched, so that the next recipe fetches it anew."""
        (self.root / ".local" / "secrets" / f"{environment}.env").unlink(missing_ok=True)

    def set(self, environment: str, name: str, value: str) -> str:
        new = Reference(self.vault, f"{SLUG}-{environment}", "", name)
        reference = self.references(environment).get(name, new)
        try:
            item = json.loads(self.op.run(*get(reference)))
        except VaultMissesItem:
            self.op.run(
                *("item", "create", "--vault", reference.vault, "--format", "json", "-"),
                given=json.dumps(with_field(empty(reference), reference, value)),
            )
        else:
            if item.get("category") == "LOGIN":
                # Sent back as JSON, a login loses what it has to sign in without a password.
                raise ToolError(f"{reference.item} is a login: change it in the 1Password app.")
            self.op.run(
                *("item", "edit", reference.item, "--vault", reference.vault, "--format", "json"),
                given=json.dumps(with_field(item, reference, value)),
            )
        self.forget(environment)
        if self.places(environment).get(name) != str(reference):
            file = self.root / "env" / f"{environment}.env"
            with alone(file.parent):
                text = file.read_text(encoding="utf-8") if file.exists() else ""
                file.write_text(with_value(text, name, str(reference)), encoding="utf-8")
        return str(reference)

    def set_up(self, environment: str) -> Iterator[str]:
        yield from ()

    def problems(self, environment: str) -> Iterator[str]:
        """Which references give no value. They are asked for one by one only when not all of them do."""
        if is_visible_to_others(tokens.FILE):
            yield f"This machine's token can be read by others: chmod 600 {tokens.FILE}"
        # Whoever asks may have changed something there.
        self.forget(environment)
        references = self.references(environment)
        with contextlib.suppress(ToolError):
            self.fetched(references)
            return
        told: dict[str, list[str]] = {}
        for name, reference in references.items():
            try:
                self.fetched({name: reference})
            except ToolError as error:
                told.setdefault(str(error), []).append(f"{name} ({reference})")
        for problem, names in told.items():
            yield f"{problem}\n      {', '.join(names)}"

    def expiries(self) -> Iterator[str]:
        if ends := tokens.expiry():
            days = (ends - datetime.datetime.now(datetime.UTC).date()).days
            renew = " Renew it: just secrets local-token" if days < 7 else ""
            yield f"This machine's token ends on {ends.isoformat()}.{renew}"


def get(reference: Reference) -> tuple[str, ...]:
    return ("item", "get", reference.item, "--vault", reference.vault, "--format", "json")


def empty(reference: Reference) -> dict[str, Any]:
    return {"title": reference.item, "category": "SECURE_NOTE", "fields": []}


def with_field(item: dict[str, Any], reference: Reference, value: str) -> dict[str, Any]:
    """An item in which a field has a value: that of its name, or a new one."""
    fields = list(item.get("fields") or [])
    for number, field in enumerate(fields):
        section = field.get("section") or {}
        here = not reference.section or reference.section in (
            section.get("id"),
            section.get("label"),
        )
        if here and reference.field in (field.get("id"), field.get("label")):
            fields[number] = {**field, "value": value}
            return {**item, "fields": fields}
    new = {"id": reference.field, "label": reference.field, "type": "CONCEALED", "value": value}
    if not reference.section:
        return {**item, "fields": [*fields, new]}
    sections = list(item.get("sections") or [])
    place = {"id": reference.section, "label": reference.section}
    return {
        **item,
        "sections": sections if place in sections else [*sections, place],
        "fields": [*fields, {**new, "section": place}],
    }
