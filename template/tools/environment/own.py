"""The variables that only programs on a developer's machine and in CI read. One attribute each, as for the product's."""

from app.core.variables import Variables, variable

TOOLS = ("tools",)


class ToolVariables(Variables):
    """What recipes, tests and builds can be told."""

    port_base: int | None = variable(
        "The first of the ten ports that this checkout uses, instead of those that follow from its path.",
        default=None,
        ge=1024,
        le=32758,
        read_by=TOOLS,
        of_machine=True,
    )
    chromium: str | None = variable(
        "The browser for the tests, where it is none of those that they find.",
        default=None,
        read_by=TOOLS,
        of_machine=True,
    )
    mail_inbox_url: str | None = variable(
        "Where the mails that development sends can be read.",
        default=None,
        read_by=TOOLS,
        of_machine=True,
    )
    web_port: int = variable(
        "The port of the page's own server, which recipes choose.",
        default=5173,
        read_by=TOOLS,
        of_machine=True,
    )
    openapi_document: str = variable(
        "The description of the API from which the client is generated, which recipes choose.",
        default="../.local/openapi.json",
        read_by=TOOLS,
        of_machine=True,
    )
    sentry_auth_token: str | None = variable(
        "Lets `just web upload-source-maps` give Sentry the source maps of a build.",
        default=None,
        secret=True,
        read_by=TOOLS,
        get="Sentry: Settings, Auth Tokens",
    )
    sentry_org: str | None = variable(
        "The organisation at Sentry to which source maps go.", default=None, read_by=TOOLS
    )
    sentry_project: str | None = variable(
        "The project at Sentry to which source maps go.", default=None, read_by=TOOLS
    )
