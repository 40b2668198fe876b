"""The page about jobs: what waits, runs and has failed, who works, and what is scheduled."""

from fastapi import Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from redis import RedisError

from app.core.development.rendering import STYLE, page
from app.core.jobs.administration import STATES, discard, jobs_in, retry
from app.core.jobs.models import QueuedJobId
from app.core.jobs.overview import Overview, overview
from app.core.redis_connection import open_redis
from app.core.routing import APIRouter, Provided, SessionDependency


def jobs_page(home: str, guard: Provided | None = None) -> APIRouter:
    """The page, to be included under the address `home`. `guard` says who sees it."""
    router = APIRouter(guard=guard)
    address = f"{home}/jobs"

    def back() -> RedirectResponse:
        return RedirectResponse(address, status_code=303)

    @router.get("/jobs")
    def show_jobs(request: Request, session: SessionDependency) -> HTMLResponse:
        return page(
            request,
            "jobs.html",
            home=home,
            lists=[jobs_in(session, state) for state in reversed(STATES)],
            overview=overview_or_none(),
        )

    @router.post("/jobs/retry")
    def retry_failed_jobs(session: SessionDependency) -> RedirectResponse:
        retry(session)
        return back()

    @router.post("/jobs/{job_id}/retry")
    def retry_failed_job(job_id: QueuedJobId, session: SessionDependency) -> RedirectResponse:
        retry(session, job_id)
        return back()

    @router.post("/jobs/{job_id}/discard")
    def discard_failed_job(job_id: QueuedJobId, session: SessionDependency) -> RedirectResponse:
        discard(session, job_id)
        return back()

    @router.get("/style.css")
    def show_style() -> FileResponse:
        return FileResponse(STYLE, headers={"Cache-Control": "no-cache"})

    return router


def overview_or_none() -> Overview | None:
    """What runs, or None while Redis does not answer: then the page says so, and shows the rest."""
    from app.features import features

    schedules = [schedule for feature in features for schedule in feature.schedules]
    try:
        with open_redis() as redis:
            return overview(redis, schedules)
    except RedisError:
        return None
