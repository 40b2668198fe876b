import base64

import pytest

from app.clerk.settings import ClerkSettings
from app.core.environment import SettingsError
from app.core.settings import require_settings, settings
from tests.factories.clerk import FRONTEND_HOST, PARTY, VARIABLES, public_pem, settings_with


def test_the_publishable_key_names_the_instance() -> None:
    chosen = settings_with()

    assert chosen.frontend_host == FRONTEND_HOST
    assert chosen.issuer == f"https://{FRONTEND_HOST}"


def key_of(host: str, kind: str = "live") -> str:
    return f"pk_{kind}_{base64.b64encode(host.encode()).decode()}"


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
        # Compared with what browsers say, these would shut everybody out.
        *(
            ("clerk_authorized_parties", f"{PARTY}, {wrong}")
            for wrong in (
                *("app.example.org", "https://app.example.org/", "https://*.example.org"),
                *("*", "null", "ftp://app.example.org", "https://ada@app.example.org"),
            )
        ),
    ],
)
def test_what_is_no_such_key_is_refused_without_telling_it(name: str, value: str) -> None:
    with pytest.raises(
        ValueError, match=r"must (look like|be|begin with)|can never match"
    ) as error:
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


#: What production has: keys of a production instance.
LIVE = {
    "clerk_publishable_key": key_of("clerk.example.org$"),
    "clerk_secret_key": "sk_live_of_the_tests",
    "clerk_api_url": "https://api.clerk.example",
}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")


def test_production_takes_the_keys_of_a_production_instance(production: None) -> None:
    assert settings_with(**LIVE).frontend_host == "clerk.example.org"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (
            *("clerk_publishable_key", key_of("clerk.example.org$", "test")),
            "production needs pk_live_…",
        ),
        ("clerk_secret_key", "sk_test_hunter2", "production needs sk_live_…"),
        ("clerk_authorized_parties", "http://app.example.org", "must begin with https://"),
        ("clerk_api_url", "http://api.clerk.example", "must begin with https://"),
    ],
)
def test_production_takes_nothing_that_is_meant_for_development(
    production: None, name: str, value: str, told: str
) -> None:
    with pytest.raises(ValueError, match=told) as error:
        settings_with(**LIVE | {name: value})

    assert "hunter2" not in str(error.value).split("[type=")[0]


def test_keys_of_two_instances_do_not_go_together() -> None:
    with pytest.raises(ValueError, match="both are live or both are test"):
        settings_with(clerk_secret_key="sk_live_of_another")


def test_without_keys_it_is_told_which_and_from_where_and_where_they_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name)

    with pytest.raises(SettingsError) as error:
        require_settings(ClerkSettings)

    told = str(error.value)
    for name, command in (("CLERK_PUBLISHABLE_KEY", ""), ("CLERK_SECRET_KEY", "just secrets set ")):
        assert f"  {name}: not set." in told
        assert f"dashboard: Configure, the page with the keys; {command}{name}" in told
    # What runs already is not asked for again.
    assert "just services up" not in told
