"""Stands in for `sops`: its command line for dotenv files and age keys, its file format, its statuses.

https://getsops.io/docs tells the command line, `cmd/sops/codes` the statuses, https://age-encryption.org/v1 how a data key is encrypted.
What it writes, `age` itself opens. Arguments that the real one does not know make it fail.
"""

import argparse
import base64
import hashlib
import hmac
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

sys.path.insert(0, str(Path(__file__).parents[3]))
from tools.secrets.sops.identity import decoded

NO_CONFIG, NO_KEY, MAC_MISMATCH, BAD_VALUE, UNCHANGED = 61, 128, 51, 25, 200
SEALED = re.compile(r"ENC\[AES256_GCM,data:(.*),iv:(.+),tag:(.+),type:str\]")
RECIPIENT = re.compile(r"age1[0-9a-z]+")
Pairs = list[tuple[str, str]]


class Failure(Exception):
    """What is told, and the status."""


def derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def letters(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def from_letters(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4))


def age_encrypted(data: bytes, recipient: str) -> str:
    """A short text in the format of age, with its armour."""
    public = decoded("age", recipient)
    if public is None:
        raise Failure(f"failed to parse input as Bech32-encoded age public key: {recipient}", 1)
    file_key, own = os.urandom(16), X25519PrivateKey.generate()
    own_public = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    wrapping = derived(shared, own_public + public, b"age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> X25519 " + letters(own_public) + b"\n" + letters(body)
    header += b"\n---"
    mac = hmac.digest(derived(file_key, b"", b"header"), header, "sha256")
    nonce = os.urandom(16)
    stream = ChaCha20Poly1305(derived(file_key, nonce, b"payload"))
    sealed = stream.encrypt(bytes(11) + b"\x01", data, None)
    whole = base64.b64encode(header + b" " + letters(mac) + b"\n" + nonce + sealed).decode()
    lines = [whole[start : start + 64] for start in range(0, len(whole), 64)]
    begin, end = ("-----" + word + " AGE ENCRYPTED FILE-----" for word in ("BEGIN", "END"))
    return "\n".join([begin, *lines, end, ""])


def age_decrypted(armoured: str, secret: bytes) -> bytes | None:
    whole = base64.b64decode("".join(armoured.strip().splitlines()[1:-1]))
    head, _, rest = whole.partition(b"\n---")
    _, stanza, body = head.split(b"\n")
    key = X25519PrivateKey.from_private_bytes(secret)
    public = from_letters(stanza.split()[2])
    shared = key.exchange(X25519PublicKey.from_public_bytes(public))
    salt = public + key.public_key().public_bytes_raw()
    wrapping = derived(shared, salt, b"age-encryption.org/v1/X25519")
    try:
        file_key = ChaCha20Poly1305(wrapping).decrypt(bytes(12), from_letters(body), None)
    except InvalidTag:
        return None
    payload = rest.partition(b"\n")[2]
    stream = ChaCha20Poly1305(derived(file_key, payload[:16], b"payload"))
    return stream.decrypt(bytes(11) + b"\x01", payload[16:], None)


def sealed_value(value: str, key: bytes, beside: str) -> str:
    if not value:
        return ""
    nonce = os.urandom(32)
    whole = AESGCM(key).encrypt(nonce, value.encode(), beside.encode())
    parts = [base64.b64encode(each).decode() for each in (whole[:-16], nonce, whole[-16:])]
    return "ENC[AES256_GCM,data:{},iv:{},tag:{},type:str]".format(*parts)


def opened_value(text: str, key: bytes, beside: str) -> str:
    found = SEALED.fullmatch(text)
    if not found:
        return text
    data, nonce, tag = (base64.b64decode(each) for each in found.groups())
    try:
        return AESGCM(key).decrypt(nonce, data + tag, beside.encode()).decode()
    except InvalidTag:
        raise Failure(
            "Error walking tree: Could not decrypt value: cipher: message authentication failed",
            BAD_VALUE,
        ) from None


def mac_of(pairs: Pairs) -> str:
    return hashlib.sha512("".join(value for _, value in pairs).encode()).hexdigest().upper()


def loaded(text: str) -> Pairs:
    pairs = []
    for line in text.split("\n"):
        name, equals, value = line.partition("=")
        if line and not equals:
            raise Failure(f"Error unmarshalling file: invalid dotenv input line: {line}", 1)
        if line:
            pairs.append((name, value.replace("\\n", "\n")))
    return pairs


def emitted(pairs: Pairs) -> str:
    return "".join("{}={}\n".format(name, value.replace("\n", "\\n")) for name, value in pairs)


def recipients_for(file: str) -> list[str]:
    config = Path(".sops.yaml")
    for rule in config.read_text().split("path_regex: ")[1:] if config.exists() else []:
        if re.search(rule.split("\n")[0], file):
            return RECIPIENT.findall(rule)
    raise Failure(
        "config file not found, or has no creation rules, and no keys provided", NO_CONFIG
    )


def sealed_file(pairs: Pairs, key: bytes, recipients: list[str]) -> str:
    when = "2026-11-22T01:00:00Z"
    words = {"lastmodified": when, "mac": sealed_value(mac_of(pairs), key, when)}
    words |= {"unencrypted_suffix": "_unencrypted", "version": "3.11.0"}
    for number, recipient in enumerate(recipients):
        place = f"age__list_{number}__map_"
        words |= {f"{place}enc": age_encrypted(key, recipient), f"{place}recipient": recipient}
    sealed = [(name, sealed_value(value, key, f"{name}:")) for name, value in pairs]
    return emitted([*sealed, *((f"sops_{name}", words[name]) for name in sorted(words))])


def own_keys() -> list[bytes]:
    text = os.environ.get("SOPS_AGE_KEY", "")
    file = Path(os.environ.get("SOPS_AGE_KEY_FILE", "none"))
    if file.exists():
        text += "\n" + file.read_text()
    found = (decoded("age-secret-key-", line.strip().lower()) for line in text.splitlines())
    return [key for key in found if key]


def opened_file(file: str) -> tuple[Pairs, bytes, list[str]]:
    everything = loaded(Path(file).read_text())
    words = {name: value for name, value in everything if name.startswith("sops_")}
    recipients = [value for name, value in words.items() if name.endswith("_recipient")]
    wrapped = [value for name, value in words.items() if name.endswith("_enc")]
    tried = (age_decrypted(each, own) for each in wrapped for own in own_keys())
    key = next((each for each in tried if each), None)
    if key is None:
        groups = "\n".join(f"  {each}: FAILED" for each in recipients)
        raise Failure(
            f"Failed to get the data key required to decrypt the SOPS file.\n\nGroup 0: FAILED\n{groups}",
            NO_KEY,
        )
    kept = [pair for pair in everything if pair[0] not in words]
    pairs = [(name, opened_value(value, key, f"{name}:")) for name, value in kept]
    if opened_value(words["sops_mac"], key, words["sops_lastmodified"]) != mac_of(pairs):
        raise Failure(f"MAC mismatch. File has one, computed {mac_of(pairs)}", MAC_MISMATCH)
    return pairs, key, recipients


def edited(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "secrets.env")
        file.write_text(text)
        subprocess.run([*os.environ["EDITOR"].split(), str(file)], check=True)
        return file.read_text()


def words_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sops")
    commands = parser.add_subparsers(dest="command", required=True)
    encrypt, decrypt = commands.add_parser("encrypt"), commands.add_parser("decrypt")
    edit, rotate = commands.add_parser("edit"), commands.add_parser("rotate")
    update = commands.add_parser("updatekeys")
    for each in (encrypt, decrypt, edit):
        each.add_argument("--input-type", choices=["dotenv"], required=True)
        each.add_argument("--output-type", choices=["dotenv"], required=True)
    encrypt.add_argument("--filename-override", required=True)
    rotate.add_argument("--in-place", "-i", action="store_true", required=True)
    update.add_argument("--yes", "-y", action="store_true", required=True)
    for each in (encrypt, decrypt, edit, rotate, update):
        each.add_argument("file")
    return parser.parse_args(arguments)


def obey(arguments: list[str], given: str | None) -> str:
    words = words_of(arguments)
    if words.command == "encrypt":
        return sealed_file(
            loaded(given or ""), os.urandom(32), recipients_for(words.filename_override)
        )
    pairs, key, recipients = opened_file(words.file)
    match words.command:
        case "decrypt":
            return emitted(pairs)
        case "updatekeys":
            recipients = recipients_for(words.file)
        case "rotate":
            key = os.urandom(32)
        case "edit":
            before = pairs
            pairs = loaded(edited(emitted(before)))
            if pairs == before:
                raise Failure("File has not changed, exiting.", UNCHANGED)
    Path(words.file).write_text(sealed_file(pairs, key, recipients))
    return ""


def main() -> None:
    try:
        sys.stdout.write(obey(sys.argv[1:], None if sys.stdin.isatty() else sys.stdin.read()))
    except Failure as failure:
        told, status = failure.args
        print(told, file=sys.stderr)
        sys.exit(status)


if __name__ == "__main__":
    main()
