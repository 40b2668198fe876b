"""The pages that describe the API, for those who develop it. Everything they load comes from here, so they work offline."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from app.core.project import project
from app.core.security_headers import INLINE_SCRIPT, page_policy

PAGE = "/api/docs"
DOCUMENT = "/api/openapi.json"


def add_documentation(app: FastAPI) -> None:
    """Serve the description of the API."""
    # A package for development: production, which has no such pages, does without it.
    import fastapi_offline

    app.mount(
        f"{PAGE}/assets", StaticFiles(directory=Path(fastapi_offline.__file__).parent / "static")
    )

    async def show_documentation() -> HTMLResponse:
        page = get_swagger_ui_html(
            openapi_url=DOCUMENT,
            title=f"The API of {project().name}",
            swagger_js_url=f"{PAGE}/assets/swagger-ui-bundle.js",
            swagger_css_url=f"{PAGE}/assets/swagger-ui.css",
            swagger_favicon_url="/favicon.svg",
        )
        # Swagger's page begins with a script of its own, and its pictures carry styles.
        scripts = INLINE_SCRIPT.findall(bytes(page.body).decode())
        policy = page_policy(scripts, styles="'self' 'unsafe-inline'")
        page.headers["Content-Security-Policy"] = policy
        return page

    app.add_api_route(PAGE, show_documentation, include_in_schema=False)
