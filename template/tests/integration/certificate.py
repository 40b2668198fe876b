"""A certificate authority that exists for one run of the tests, and that only their browser trusts."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificate:
    """The files of the server's certificate, and a home directory whose browser trusts its authority."""

    chain: Path
    key: Path
    authority: Path
    home: Path


def draw_certificate(directory: Path) -> Certificate:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1", "localhost")
    certificate = Certificate(
        chain=directory / "chain.pem",
        key=directory / "key.pem",
        authority=directory / "authority.pem",
        home=directory / "home",
    )
    chain = b"".join(blob.bytes() for blob in issued.cert_chain_pems)
    certificate.chain.write_bytes(chain)
    certificate.key.touch(mode=0o600)
    certificate.key.write_bytes(issued.private_key_pem.bytes())
    certificate.authority.write_bytes(authority.cert_pem.bytes())
    trust(certificate)
    return certificate


def trust(certificate: Certificate) -> None:
    """Enter the authority into the certificate store that Chromium reads on Linux."""
    store = certificate.home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    database = f"sql:{store}"
    for words in (
        ["-N", "--empty-password"],
        ["-A", "-n", "tests", "-t", "C,,", "-i", str(certificate.authority)],
    ):
        subprocess.run(["certutil", "-d", database, *words], check=True, capture_output=True)
