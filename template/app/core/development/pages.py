"""The pages under /api/development."""

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse

from app.core.development.jobs import router as jobs_router
from app.core.development.mails import router as mails_router
from app.core.development.rendering import FOLDER, page


def development_pages() -> APIRouter:
    """The routes of all pages."""
    router = APIRouter()
    router.include_router(jobs_router)
    router.include_router(mails_router)

    @router.get("")
    async def show_development_pages(request: Request) -> HTMLResponse:
        return page(request, "index.html")

    @router.get("/development.css")
    async def show_development_style() -> FileResponse:
        return FileResponse(FOLDER / "development.css", headers={"Cache-Control": "no-cache"})

    return router
