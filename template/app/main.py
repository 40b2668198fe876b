"""The web application."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app.core.development.pages import development_pages
from app.core.documentation import DOCUMENT, add_documentation
from app.core.error_handlers import install_error_handlers
from app.core.errors import ANY_PROBLEM
from app.core.health import health_router
from app.core.jobs.sending import prepare_sending
from app.core.middleware import Entrance
from app.core.observability.observing import (
    add_observing_middleware,
    observed_web,
    traced_requests,
)
from app.core.project import project
from app.core.settings import environment, settings
from app.core.single_page_app import SinglePageApp
from app.features import features


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
    # With more threads than connections, threads that hold none would wait for those that do, and all of them time out.
    anyio.to_thread.current_default_thread_limiter().total_tokens = settings().database_connections
    # Now, so that the first request that asks for a job does not wait for Celery to be loaded.
    await anyio.to_thread.run_sync(prepare_sending)
    with observed_web():
        yield


def function_name(route: APIRoute) -> str:
    return route.name


def create_app() -> FastAPI:
    """The product as an ASGI application. Nothing is connected before its lifespan begins."""
    in_production = environment() == "production"
    app = FastAPI(
        title=project().name,
        description=project().description,
        lifespan=lifespan,
        openapi_url=None if in_production else DOCUMENT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=function_name,
        responses=ANY_PROBLEM,
        telemetry=traced_requests(),
    )
    app.include_router(api_router(), prefix="/api")
    if not in_production:
        add_documentation(app)
        app.include_router(development_pages(), prefix="/api/development", include_in_schema=False)
    app.router.default = SinglePageApp()
    install_error_handlers(app)
    # The last one added sees a request first.
    app.add_middleware(Entrance)
    add_observing_middleware(app)
    return app


def api_router() -> APIRouter:
    """The routes of all features."""
    router = APIRouter()
    readiness = {name: check for feature in features for name, check in feature.readiness.items()}
    router.include_router(health_router(readiness))
    for feature in features:
        if feature.router is not None:
            router.include_router(feature.router)
        if feature.build_router is not None:
            router.include_router(feature.build_router())
    return router
