"""What is asked of an authenticator, and whether what it answers is right.

The work is done by `webauthn`, which is imported when somebody first uses a passkey: it takes half a second.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.accounts.dependencies import Person
from app.core.project import project
from app.core.settings import settings
from app.sessions.passkeys.challenges import LIFETIME
from app.sessions.passkeys.errors import PasskeyRefused
from app.sessions.passkeys.schemas import (
    Credential,
    NewCredential,
    OptionsToMake,
    OptionsToUse,
    UsedCredential,
)

if TYPE_CHECKING:
    from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor
    from webauthn.registration.verify_registration_response import VerifiedRegistration

MILLISECONDS = int(LIFETIME.total_seconds() * 1000)
DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class RelyingParty:
    """Whose passkeys they are: authenticators bind each to the host, and browsers say from which origin they were asked."""

    host: str
    origin: str


def relying_party() -> RelyingParty:
    """The product at its public address. A passkey made there works nowhere else."""
    address = urlsplit(settings().public_url)
    host = address.hostname or ""
    # As browsers write it: without the port that goes without saying.
    told = f":{address.port}" if address.port not in {None, DEFAULT_PORTS[address.scheme]} else ""
    return RelyingParty(host=host, origin=f"{address.scheme}://{host}{told}")


def options_to_add(person: Person, challenge: bytes, known: Sequence[bytes] = ()) -> OptionsToMake:
    """For a new passkey, which the browser can find without a name being typed. `known` are those that the person has."""
    from webauthn import generate_registration_options
    from webauthn.helpers import options_to_json_dict
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=relying_party().host,
        rp_name=project().name,
        user_id=person.id.uuid.bytes,
        user_name=person.email,
        user_display_name=person.name,
        challenge=challenge,
        timeout=MILLISECONDS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=descriptors(known),
    )
    return OptionsToMake.model_validate(options_to_json_dict(options))


def options_to_use(challenge: bytes, known: Sequence[bytes] = ()) -> OptionsToUse:
    """For a passkey that somebody has: any, or one of those that are `known`."""
    from webauthn import generate_authentication_options
    from webauthn.helpers import options_to_json_dict
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=relying_party().host,
        challenge=challenge,
        timeout=MILLISECONDS,
        allow_credentials=descriptors(known),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return OptionsToUse.model_validate(options_to_json_dict(options))


def descriptors(credential_ids: Sequence[bytes]) -> "list[PublicKeyCredentialDescriptor]":
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=each) for each in credential_ids]


def signed_challenge(client_data: str) -> bytes:
    """The challenge that an authenticator says it was given.

    Raises:
        PasskeyRefused: it says none.
    """
    from webauthn.helpers import base64url_to_bytes, parse_client_data_json

    with refusing():
        return parse_client_data_json(base64url_to_bytes(client_data)).challenge


def credential_id_of(credential: Credential) -> bytes:
    """Raises PasskeyRefused: it is none."""
    from webauthn import base64url_to_bytes

    with refusing():
        return base64url_to_bytes(credential.raw_id)


def user_handle_of(credential: UsedCredential) -> bytes | None:
    """Whose the passkey is, as its authenticator remembers it.

    Raises:
        PasskeyRefused: it is none.
    """
    from webauthn import base64url_to_bytes

    handle = credential.response.user_handle
    with refusing():
        return None if handle is None else base64url_to_bytes(handle)


def verify_new(credential: NewCredential, challenge: bytes) -> "VerifiedRegistration":
    """What an authenticator says of a new passkey, for whose use it has checked that somebody is its owner.

    Raises:
        PasskeyRefused: it was asked by another site, or for something else, or did not check.
    """
    from webauthn import verify_registration_response

    party = relying_party()
    with refusing():
        return verify_registration_response(
            credential=credential.model_dump(by_alias=True),
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            require_user_verification=True,
        )


def verify_used(
    credential: UsedCredential, challenge: bytes, public_key: bytes
) -> "VerifiedAuthentication":
    """What an authenticator says of a passkey that was used, having checked that it was by its owner.

    Whether the count of its uses has risen is the caller's matter: the library looks at it before the signature, and who cannot
    sign shall not be able to raise an alarm.

    Raises:
        PasskeyRefused: the signature is another's, or the like of the above.
    """
    from webauthn import verify_authentication_response

    party = relying_party()
    with refusing():
        return verify_authentication_response(
            credential=credential.model_dump(by_alias=True),
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )


@contextmanager
def refusing() -> Generator[None]:
    """What strangers send is read here. In whatever way that fails, it opens nothing and is no crash; the log has the reason."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is
        raise PasskeyRefused(internal=f"{type(error).__name__}: {error}") from None
