"""What Clerk tells by itself, signed as https://www.standardwebhooks.com has it."""

import json
from collections.abc import Mapping

from pydantic import ValidationError

from app.accounts.errors import EmailTaken
from app.clerk.errors import EmailMissing, UnknownSender
from app.clerk.schemas import ClerkMessage, ClerkPerson
from app.clerk.service import forget, keep
from app.clerk.settings import ClerkSettings
from app.core.database import unit_of_work
from app.core.errors import Invalid, NotFound
from app.core.settings import settings_of

#: The headers of a signature. Clerk's sender gives them names of its own.
SIGNATURE = ("id", "timestamp", "signature")


def read_message(body: bytes, headers: Mapping[str, str]) -> ClerkMessage:
    """What a webhook says.

    Raises:
        NotFound: there is no secret by which Clerk would be known.
        UnknownSender: Clerk did not sign this, or longer than five minutes ago.
        Invalid: it says nothing that is understood.
    """
    # Slow to import, and nobody needs it before the first message.
    from standardwebhooks import Webhook, WebhookVerificationError

    secret = settings_of(ClerkSettings).clerk_webhook_secret
    if secret is None:
        raise NotFound
    signature = {f"webhook-{name}": headers.get(f"svix-{name}", "") for name in SIGNATURE}
    try:
        Webhook(secret).verify(body, signature, json_parse=False)
    except (WebhookVerificationError, ValueError) as error:
        # It stumbles over what is no signature at all.
        raise UnknownSender(internal=str(error)) from None
    try:
        return ClerkMessage.model_validate(json.loads(body))
    except (ValidationError, ValueError):
        raise Invalid from None


def take_message(body: bytes, headers: Mapping[str, str]) -> None:
    """Do what a webhook asks for. To hear it again, or late, changes nothing.

    Raises:
        NotFound, UnknownSender, Invalid: as above.
    """
    message = read_message(body, headers)
    try:
        with unit_of_work() as session:
            if message.type in {"user.created", "user.updated"}:
                keep(session, ClerkPerson.model_validate(message.data))
            elif message.type == "user.deleted":
                forget(session, str(message.data["id"]))
    except (ValidationError, KeyError):
        raise Invalid from None
    except (EmailMissing, EmailTaken):
        # Clerk would only say the same again: whoever it is learns of it when they come, and the nightly job tells the log.
        return
