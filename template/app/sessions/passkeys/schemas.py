"""What is said about passkeys over the border."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.core.schemas import SINGLE_LINE, Schema
from app.sessions.passkeys.models import PasskeyId

LONGEST_NAME = 60

PasskeyName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME),
    SINGLE_LINE,
]
# Far longer than any authenticator's, and far shorter than what a request may hold.
Base64Url = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=20_000)]


class PasskeyPublic(Schema):
    """A passkey, as its owner sees it."""

    id: PasskeyId
    name: str
    created_at: datetime
    used_at: datetime | None = Field(description="When it last showed who somebody is.")


class PasskeyUpdate(Schema):
    """What can be changed about a passkey."""

    name: PasskeyName


class PublicKey(Schema):
    """A key pair, by what its authenticator calls it."""

    id: str
    type: Literal["public-key"]


class Site(Schema):
    """Whose passkey it is to be."""

    id: str
    name: str


class Owner(Schema):
    """What a passkey remembers of its owner."""

    id: str
    name: str
    display_name: str = Field(alias="displayName")


class Algorithm(Schema):
    """A way to sign, by its number."""

    alg: int
    type: Literal["public-key"]


class Demands(Schema):
    """What an authenticator has to be able to do."""

    resident_key: Literal["required"] = Field(alias="residentKey")
    require_resident_key: bool = Field(alias="requireResidentKey")
    user_verification: Literal["required"] = Field(alias="userVerification")


class OptionsToMake(Schema):
    """What `navigator.credentials.create` takes, as JSON."""

    rp: Site
    user: Owner
    challenge: str
    algorithms: list[Algorithm] = Field(alias="pubKeyCredParams")
    timeout: int = Field(description="In milliseconds.")
    known: list[PublicKey] = Field(alias="excludeCredentials")
    demands: Demands = Field(alias="authenticatorSelection")
    attestation: Literal["none"]


class OptionsToUse(Schema):
    """What `navigator.credentials.get` takes, as JSON."""

    challenge: str
    timeout: int = Field(description="In milliseconds.")
    rp_id: str = Field(alias="rpId")
    allowed: list[PublicKey] = Field(alias="allowCredentials", description="Any, if it names none.")
    user_verification: Literal["required"] = Field(alias="userVerification")


class Credential(Schema):
    """What an authenticator answers. What it says beyond this is left aside."""

    id: Base64Url
    raw_id: Base64Url = Field(alias="rawId")
    type: Literal["public-key"]


class Attestation(Schema):
    """The public half of a new key pair, and what was signed with the secret one."""

    client_data: Base64Url = Field(alias="clientDataJSON")
    attestation: Base64Url = Field(alias="attestationObject")


class Assertion(Schema):
    """What was signed with the secret half of a key pair."""

    client_data: Base64Url = Field(alias="clientDataJSON")
    authenticator_data: Base64Url = Field(alias="authenticatorData")
    signature: Base64Url
    user_handle: Base64Url | None = Field(default=None, alias="userHandle")


class NewCredential(Credential):
    """A key pair that an authenticator has made."""

    response: Attestation


class UsedCredential(Credential):
    """A key pair that somebody has used."""

    response: Assertion


class NewPasskey(Schema):
    """A passkey that somebody has made in their browser."""

    credential: NewCredential


class UsedPasskey(Schema):
    """A passkey with which somebody shows who they are."""

    credential: UsedCredential
