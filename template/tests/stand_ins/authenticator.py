"""An authenticator in software, with real keys and signatures, that also does what no honest one would."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app.core.project import project
from app.core.settings import settings

ICLOUD_KEYCHAIN = UUID("fbfc3007-154e-4ecc-8c0b-6e020557d7bd")
USER_PRESENT, USER_VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One key pair. The attributes are what it says; change one to let it lie."""

    origin: str = field(default_factory=lambda: settings().public_url)
    host: str = field(default_factory=lambda: project().domain)
    verifies_user: bool = True
    sign_count: int = 0
    counts: bool = True
    aaguid: UUID = ICLOUD_KEYCHAIN
    user_handle: bytes = b""
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """What a browser sends that was told to make a passkey."""
        self.user_handle = read(options["user"]["id"])
        attestation = {
            "fmt": "none",
            "attStmt": {},
            "authData": self.data(HAS_KEY)
            + self.aaguid.bytes
            + len(self.credential_id).to_bytes(2)
            + self.credential_id
            + self.public_key(),
        }
        return self.credential(
            clientDataJSON=write(self.client_data("webauthn.create", options["challenge"])),
            attestationObject=write(cbor2.dumps(attestation)),
        )

    def use(self, options: dict[str, Any]) -> dict[str, Any]:
        """What a browser sends that was told to use a passkey."""
        if self.counts:
            self.sign_count += 1
        client_data = self.client_data("webauthn.get", options["challenge"])
        data = self.data()
        signed = data + hashlib.sha256(client_data).digest()
        return self.credential(
            clientDataJSON=write(client_data),
            authenticatorData=write(data),
            signature=write(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            userHandle=write(self.user_handle) if self.user_handle else None,
        )

    def credential(self, **response: str | None) -> dict[str, Any]:
        name = write(self.credential_id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}

    def client_data(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def data(self, flags: int = 0) -> bytes:
        flags |= USER_PRESENT | (USER_VERIFIED if self.verifies_user else 0)
        return (
            hashlib.sha256(self.host.encode()).digest()
            + bytes([flags])
            + self.sign_count.to_bytes(4)
        )

    def public_key(self) -> bytes:
        point = self.key.public_key().public_numbers()
        # An elliptic curve's key, for ES256, on P-256, as RFC 9053 numbers these.
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})


def write(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def read(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
