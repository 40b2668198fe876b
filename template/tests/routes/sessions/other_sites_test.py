"""What the page of another site can do in the name of a visitor who is signed in: nothing."""

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from app.accounts.models import User
from tests.assertions import assert_problem
from tests.factories.sessions import PASSWORD

ME, SESSIONS = "/api/accounts/me", "/api/sessions"
EVIL = "https://evil.example"
#: What browsers say of a request that another site's page makes: by a form, by a script, from a neighbour below the same domain,
#: from a page without an origin such as a sandboxed frame, and what those say that know no Sec-Fetch-Site.
FROM_ELSEWHERE = [
    {"Origin": EVIL, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    {"Origin": EVIL, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"},
    {"Origin": "https://neighbour.testserver", "Sec-Fetch-Site": "same-site"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"},
    {"Origin": EVIL},
    {"Origin": "null"},
]
each_way = pytest.mark.parametrize("headers", FROM_ELSEWHERE)


@each_way
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", f"{SESSIONS}/sign-out"),
        ("POST", f"{SESSIONS}/end-others"),
        ("POST", f"{SESSIONS}/confirm"),
        ("PUT", f"{SESSIONS}/password"),
        ("PATCH", ME),
    ],
)
def test_another_site_changes_nothing(
    user_client: TestClient, headers: dict[str, str], method: str, path: str
) -> None:
    before = user_client.get(ME).json()

    answer = user_client.request(method, path, headers=headers, json={"password": PASSWORD})

    assert_problem(answer, 403, "cross_origin")
    assert "Set-Cookie" not in answer.headers
    assert user_client.get(ME).json() == before


@each_way
def test_another_site_signs_nobody_in_as_somebody_else(
    client: TestClient, user: User, headers: dict[str, str]
) -> None:
    own = {"email": user.email, "password": PASSWORD}

    answer = client.post(f"{SESSIONS}/sign-in", headers=headers, json=own)

    assert_problem(answer, 403, "cross_origin")
    assert not client.cookies


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
)
def test_a_form_is_no_request_of_ours_even_from_our_own_site(
    client: TestClient, user: User, kind: str
) -> None:
    # The kinds that a form can send without a browser asking first.
    answer = client.post(
        f"{SESSIONS}/sign-in",
        headers={"Content-Type": kind},
        content=f'{{"email": "{user.email}", "password": "{PASSWORD}"}}',
    )

    assert_problem(answer, 422, "validation_failed", None)
    assert not client.cookies


@each_way
def test_another_sites_script_may_read_no_answer(
    user_client: TestClient, headers: dict[str, str]
) -> None:
    answer = user_client.get(ME, headers=headers)

    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    asked_first = user_client.options(
        ME, headers=headers | {"Access-Control-Request-Method": "PATCH"}
    )
    assert not [name for name in asked_first.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/settings/security", ME])
def test_nothing_shows_in_another_sites_frame(user_client: TestClient, path: str) -> None:
    assert user_client.get(path).headers["X-Frame-Options"] == "DENY"


@each_way
def test_another_site_opens_no_socket(user_client: TestClient, headers: dict[str, str]) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        user_client.websocket_connect("/api/accounts/me", headers=headers),
    ):
        pass
    assert closed.value.code == 1008
