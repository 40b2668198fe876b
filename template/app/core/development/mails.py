"""The pages about mails: what each looks like with its example, and what became of those that were sent."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from app.core.development.rendering import page
from app.core.errors import NotFound
from app.core.mail import Mail
from app.core.mail.bounces import bounced_addresses, deliveries
from app.core.routing import APIRouter, SessionDependency

router = APIRouter()

#: A mail's styles stand in its elements. It may be shown inside our own page, and do nothing there.
PREVIEW_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https:;"
        " frame-ancestors 'self'; sandbox"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}


@router.get("/mails")
def show_mails(request: Request, session: SessionDependency) -> HTMLResponse:
    letters = {mail.name: mail.write(mail.example) for mail in mails().values()}
    return page(
        request,
        "mails.html",
        letters=letters,
        deliveries=deliveries(session, 20, failed_only=False),
        bounced=bounced_addresses(session, 20),
    )


@router.get("/mails/{feature}/{name}")
def show_mail(feature: str, name: str, request: Request) -> HTMLResponse:
    mail = mail_called(f"{feature}/{name}")
    return page(request, "mail.html", mail=mail, letter=mail.write(mail.example))


@router.get("/mails/{feature}/{name}/html")
def show_mail_as_html(feature: str, name: str) -> HTMLResponse:
    mail = mail_called(f"{feature}/{name}")
    return HTMLResponse(mail.write(mail.example).html, headers=PREVIEW_HEADERS)


def mails() -> dict[str, Mail]:
    """Every mail of every feature, by its name."""
    from app.features import features

    return {mail.name: mail for feature in features for mail in feature.mails}


def mail_called(name: str) -> Mail:
    """Raises NotFound: no feature has such a mail."""
    if name not in mails():
        raise NotFound
    return mails()[name]
