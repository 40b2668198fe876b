"""What is said about accounts elsewhere over the border."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.accounts.schemas import PersonName, UserPublic
from app.core.schemas import SINGLE_LINE, Schema
from app.sessions.return_paths import ReturnPath
from app.sessions.schemas import SecondFactorAsked
from app.sessions.social.models import SocialIdentityId
from app.sessions.social.providers import ProviderName

# What a browser sends may be long, and is passed on to the provider.
FromProvider = Annotated[str, Field(min_length=1, max_length=2000), SINGLE_LINE]


class ProviderPublic(Schema):
    """Somebody with whose account one can sign in here."""

    name: ProviderName
    label: str


class SignInElsewhere(Schema):
    """Where somebody wants to go afterwards."""

    return_to: ReturnPath = ""


class Departure(Schema):
    """Where the browser has to go, to come back with a code."""

    address: str


class Return(Schema):
    """What a provider has sent the browser back with."""

    state: FromProvider
    code: FromProvider
    iss: FromProvider | None = None


class Connected(Schema):
    """The account is connected; who is signed in has not changed."""

    next_step: Literal["connected"]


class AddressAsked(Schema):
    """There is no account yet, and the other side vouches for no address: it has to be proved by mail first."""

    next_step: Literal["address"]
    email: str = Field(description="A proposal, if there is one.")
    name: str


class Finished(Schema):
    """What has become of an attempt. A page tells the results apart by `next_step`; a person has none."""

    result: UserPublic | SecondFactorAsked | Connected | AddressAsked
    return_to: str


class SocialAccount(Schema):
    """What a newcomer says once their address is proved. Who they are elsewhere is known by the browser's cookie."""

    secret: Annotated[str, Field(min_length=1, max_length=100)]
    name: PersonName


class SocialIdentityPublic(Schema):
    """A connected account, as its owner sees it."""

    id: SocialIdentityId
    provider: ProviderName | None = Field(description="None if it is not offered any more.")
    label: str
    shown_as: str
    created_at: datetime
