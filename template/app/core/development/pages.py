"""The pages under /api/development."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.core.development.jobs import jobs_page
from app.core.development.mails import router as mails_router
from app.core.development.rendering import DEVELOPMENT, page


def development_pages() -> APIRouter:
    """The routes of all pages."""
    router = APIRouter()
    router.include_router(jobs_page(DEVELOPMENT))
    router.include_router(mails_router)

    @router.get("")
    async def show_development_pages(request: Request) -> HTMLResponse:
        return page(request, "index.html")

    return router
