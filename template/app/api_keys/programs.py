"""Everything that programs may do, put together, and its description."""

import functools
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from app.api_keys.dependencies import SCHEME
from app.api_keys.scopes import known_scopes
from app.core.errors import ANY_PROBLEM
from app.core.project import project
from app.core.settings import settings

#: A program that was written for one version goes on working while there is another.
VERSION = "v1"
HOW_TO = "A key of yours, as in `Authorization: Bearer <key>`. It may do what its scopes say:"


def programs_router() -> APIRouter:
    """The routes for programs, all below /v1. The pages' own description of the API does not have them."""
    router = APIRouter(prefix=f"/{VERSION}", include_in_schema=False)
    router.include_router(routes_of_features())
    router.add_api_route("/openapi.json", show_description)
    return router


@functools.cache
def routes_of_features() -> APIRouter:
    # When the product is put together, because the features that have such routes build on this one.
    from app.features import for_programs

    router = APIRouter(responses=ANY_PROBLEM)
    for each in for_programs:
        router.include_router(each)
    return router


@functools.cache
def description() -> dict[str, Any]:
    """What programs may do, as OpenAPI says it."""
    document = get_openapi(
        title=f"{project().name} for programs",
        version=VERSION,
        description=project().description,
        routes=routes_of_features().routes,
    )
    scopes = [f"- `{scope.name}`: {scope.description}" for scope in known_scopes()]
    told = "\n".join([HOW_TO, "", *scopes])
    scheme = {"type": "http", "scheme": "bearer", "description": told}
    document.setdefault("components", {})["securitySchemes"] = {SCHEME: scheme}
    return document


async def show_description() -> JSONResponse:
    """What programs may do, for the programs that write programs."""
    server = {"url": f"{settings().public_url}/api/{VERSION}"}
    return JSONResponse(description() | {"servers": [server]})
