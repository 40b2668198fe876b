"""Whether the process lives, and whether it can serve."""

import logging
from collections.abc import Callable, Mapping

from fastapi import APIRouter
from pydantic import BaseModel
from redis import Redis
from sqlalchemy import text

from app.core.database import engine
from app.core.errors import AppError, ProblemDetail, problems
from app.core.settings import settings

logger = logging.getLogger(__name__)

Checks = Mapping[str, Callable[[], None]]


class Health(BaseModel):
    """That all is well."""

    status: str = "ok"


class NotReady(AppError):
    """Something that the product stands on does not answer."""

    status = 503
    code = "not_ready"
    message = "The product cannot serve at the moment."


def check_database() -> None:
    with engine().connect() as connection:
        connection.execute(text("select 1"))


def check_redis() -> None:
    with Redis.from_url(settings().redis_url, socket_connect_timeout=2, socket_timeout=2) as redis:
        redis.ping()


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
        failed = []
        for name, check in {"database": check_database, "redis": check_redis, **checks}.items():
            try:
                check()
            except Exception:
                logger.exception("not ready", extra={"check": name})
                failed.append(ProblemDetail(field=name, message=f"The check {name} failed."))
        if failed:
            raise NotReady(*failed)
        return Health()

    return router
