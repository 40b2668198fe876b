"""The sessions of the person who is signed in."""

from fastapi import Request, Response

from app.core.routing import APIRouter, SessionDependency
from app.sessions.dependencies import sign_out_browser

router = APIRouter(prefix="/sessions", tags=["sessions"])


@router.post("/sign-out", status_code=204)
def sign_out(request: Request, response: Response, session: SessionDependency) -> None:
    """End the session, if there is one."""
    sign_out_browser(session, request, response)
