"""What Clerk and the page ask for."""

from fastapi import Request

from app.clerk.errors import UnknownSender
from app.clerk.schemas import ClerkConfiguration
from app.clerk.settings import ClerkSettings
from app.clerk.webhooks import take_message
from app.core.errors import Invalid, NotFound, problems
from app.core.outages import Unavailable
from app.core.routing import APIRouter
from app.core.settings import settings_of
from app.core.threads import request_threads

router = APIRouter(prefix="/clerk", tags=["clerk"])


@router.get("/configuration")
async def show_configuration() -> ClerkConfiguration:
    """What the page needs to speak to Clerk."""
    chosen = settings_of(ClerkSettings)
    return ClerkConfiguration(
        publishable_key=chosen.clerk_publishable_key, frontend_host=chosen.frontend_host
    )


@router.post(
    "/webhooks",
    status_code=204,
    responses=problems(NotFound, UnknownSender, Invalid, Unavailable),
)
async def take_webhook(request: Request) -> None:
    """Where Clerk tells that somebody came, changed or left."""
    # The signature is of the bytes, so they are read before anybody takes them for JSON.
    body = await request.body()
    await request_threads().run(take_message, body, dict(request.headers))
