"""Whether the process lives, and whether it can serve."""

import logging
from collections.abc import Callable, Mapping
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text

from app.core.database import engine
from app.core.errors import AppError, ProblemDetail, problems
from app.core.outages import reason
from app.core.redis_connection import open_redis

logger = logging.getLogger(__name__)

Checks = Mapping[str, Callable[[], None]]


class Health(BaseModel):
    """That all is well, with each check that was made."""

    status: Literal["ok"] = "ok"
    checks: dict[str, Literal["ok"]] = {}


class NotReady(AppError):
    """Something that the product stands on does not answer."""

    status = 503
    code = "not_ready"
    message = "The product cannot serve at the moment."
    retry_after = 5


def check_database() -> None:
    with engine().connect() as connection:
        connection.execute(text("select 1"))


def check_migrations() -> None:
    # Alembic is imported where somebody asks, so that other processes do without it.
    from app.core.migrations import missing_revisions

    with engine().connect() as connection:
        missing = missing_revisions(connection)
    if missing:
        raise RuntimeError(f"The database lacks the revisions {', '.join(sorted(missing))}.")


def check_redis() -> None:
    with open_redis(seconds=2) as redis:
        redis.ping()


CHECKS: Checks = {
    "database": check_database,
    "migrations": check_migrations,
    "redis": check_redis,
}


def outcome(name: str, check: Callable[[], None]) -> bool:
    """Whether a check succeeds. Why it does not is for the log, not for whoever asks."""
    try:
        check()
    except Exception as error:  # noqa: BLE001 - whatever a check fails with, it fails
        # No traceback: load balancers ask every few seconds.
        logger.warning("not ready", extra={"check": name, "reason": reason(error)})
        return False
    return True


def health_router(checks: Checks) -> APIRouter:
    """The routes that a load balancer asks. `checks` raise, each under its name, while something is missing."""
    router = APIRouter(prefix="/health", tags=["health"])

    @router.get("/live")
    async def show_liveness() -> Health:
        """Whether the process answers at all."""
        return Health()

    @router.get("/ready", responses=problems(NotReady))
    def show_readiness() -> Health:
        """Whether everything that the product stands on answers."""
        outcomes = {name: outcome(name, check) for name, check in {**CHECKS, **checks}.items()}
        if not all(outcomes.values()):
            raise NotReady(
                *(
                    ProblemDetail(field=name, message="This works." if well else "This fails.")
                    for name, well in outcomes.items()
                )
            )
        return Health(checks=dict.fromkeys(outcomes, "ok"))

    return router
