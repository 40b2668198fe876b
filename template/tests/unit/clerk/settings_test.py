import base64

import pytest

from app.core.settings import settings
from tests.factories.clerk import FRONTEND_HOST, PARTY, public_pem, settings_with


def test_the_publishable_key_names_the_instance() -> None:
    chosen = settings_with()

    assert chosen.frontend_host == FRONTEND_HOST
    assert chosen.issuer == f"https://{FRONTEND_HOST}"


def key_of(host: str) -> str:
    return f"pk_live_{base64.b64encode(host.encode()).decode()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clerk_publishable_key", "pk_live_!"),
        ("clerk_publishable_key", key_of("clerk.example.org")),
        ("clerk_publishable_key", key_of("clerk.example.org/evil$")),
        ("clerk_publishable_key", key_of("clerk.example.org; script-src *$")),
        ("clerk_publishable_key", "sk_live_123"),
        ("clerk_secret_key", "pk_live_123"),
        ("clerk_jwt_key", "-----BEGIN RSA PRIVATE KEY-----"),
        ("clerk_webhook_secret", "hunter2"),
        ("clerk_webhook_secret", "whsec_hunter2!"),
        ("clerk_api_url", "ftp://clerk.example.org"),
    ],
)
def test_what_is_no_such_key_is_refused_without_telling_it(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"must (look like|be|begin with)") as error:
        settings_with(**{name: value})

    assert "hunter2" not in str(error.value).split("[type=")[0]


def test_a_key_of_several_lines_may_stand_in_one() -> None:
    in_one_line = public_pem().strip().replace("\n", "\\n")

    assert settings_with(clerk_jwt_key=in_one_line).clerk_jwt_key == public_pem().strip()


def test_tokens_are_for_the_page_of_the_product_unless_told_otherwise() -> None:
    alone = settings_with(clerk_authorized_parties="")

    assert settings_with(
        clerk_authorized_parties=f"{PARTY}, https://b.example"
    ).authorized_parties == (
        PARTY,
        "https://b.example",
    )
    assert alone.authorized_parties == (settings().public_url,)
