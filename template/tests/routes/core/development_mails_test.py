"""The pages about mails, which developers see and production does not have."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.core.development.mails import mails
from app.core.mail.bounces import record_bounce
from app.core.mail.models import DeliveryState, MailDelivery
from app.core.project import project
from app.main import create_app
from tests.assertions import assert_problem

PAGE = "/api/development/mails"


@pytest.mark.parametrize("name", sorted(mails()))
def test_every_mail_is_shown_with_its_example(client: TestClient, name: str) -> None:
    assert f'href="{PAGE}/{name}"' in client.get(PAGE).text

    shown = client.get(f"{PAGE}/{name}")
    assert shown.status_code == 200
    frame = re.search(r'<iframe src="([^"]+)"', shown.text)
    assert frame is not None
    assert client.get(frame[1]).status_code == 200


def test_a_mail_is_shown_as_html_and_as_text(client: TestClient) -> None:
    page = client.get(f"{PAGE}/accounts/welcome").text
    html = client.get(f"{PAGE}/accounts/welcome/html")

    assert f"Welcome to {project().name}, Ada Example" in page
    assert "Hello Ada Example," in page
    assert "<h1" in html.text
    assert html.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in html.headers["Content-Security-Policy"]
    assert "sandbox" in html.headers["Content-Security-Policy"]


def test_deliveries_and_bounced_addresses_are_shown(client: TestClient, database: Session) -> None:
    assert "Nothing yet." in client.get(PAGE).text
    database.add(
        MailDelivery(
            mail="accounts/welcome",
            address="<ada@mail.example>",
            state=DeliveryState.FAILED,
            reason="451 Later",
        )
    )
    record_bounce(database, "grace@mail.example", "550 Gone")
    database.commit()

    page = client.get(PAGE).text
    for text in (
        "&lt;ada@mail.example&gt;",
        "failed",
        "451 Later",
        "grace@mail.example",
        "550 Gone",
    ):
        assert text in page


@pytest.mark.parametrize("path", ["accounts/nothing", "accounts/nothing/html", "..%2fcore/layout"])
def test_what_is_no_mail_is_not_found(client: TestClient, path: str) -> None:
    assert_problem(client.get(f"{PAGE}/{path}"), 404, "not_found")


def test_production_has_no_such_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    client = TestClient(create_app())

    for path in ("", "/accounts/welcome", "/accounts/welcome/html"):
        assert client.get(f"{PAGE}{path}").status_code == 404
