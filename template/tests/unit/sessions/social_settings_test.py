from collections.abc import Iterator

import pytest

from app.core.settings import SettingsError, environment, require_settings, settings_of
from app.sessions.settings import SessionSettings
from app.sessions.social.providers import configured_providers
from app.sessions.social.settings import SocialSettings

GOOGLE = {"GOOGLE_CLIENT_ID": "product", "GOOGLE_CLIENT_SECRET": "secret-word"}
OIDC = {
    "OIDC_ISSUER": "https://login.example.org/realms/all",
    "OIDC_CLIENT_ID": "product",
    "OIDC_CLIENT_SECRET": "secret-word",
}


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    settings_of.cache_clear()
    yield
    settings_of.cache_clear()


def set_all(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def test_nobody_is_asked_who_is_not_named() -> None:
    assert configured_providers() == []


def test_who_is_named_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, GOOGLE | OIDC | {"OIDC_NAME": "Example ID"})

    offered = configured_providers()

    assert [(it.label, it.issuer) for it in offered] == [
        ("Example ID", "https://login.example.org/realms/all"),
        ("Google", "https://accounts.google.com"),
    ]
    assert offered[1].redirect_uri.endswith("/sign-in/with/google")
    assert "secret-word" not in repr(offered) + repr(settings_of(SocialSettings))


@pytest.mark.parametrize("missing", [*GOOGLE, *OIDC])
def test_half_of_a_provider_is_told(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    set_all(monkeypatch, {**GOOGLE, **OIDC})
    monkeypatch.delenv(missing)

    with pytest.raises(SettingsError, match="set both, or none of them") as error:
        settings_of(SocialSettings)

    assert missing in str(error.value)
    assert "secret-word" not in str(error.value)


@pytest.mark.parametrize(
    "address",
    [
        "login.example.org",
        "http://login.example.org",
        "https://",
        "https://login.example.org?tenant=1",
        "https://login.example.org#a",
        "https://ada@login.example.org",
        "file:///etc/passwd",
    ],
)
def test_an_issuer_is_asked_over_https_alone(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    set_all(monkeypatch, OIDC | {"OIDC_ISSUER": address})

    with pytest.raises(SettingsError, match="OIDC_ISSUER: must"):
        settings_of(SocialSettings)


def test_a_stand_in_on_this_machine_is_none_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, OIDC | {"OIDC_ISSUER": "http://127.0.0.1:9000"})
    assert environment() == "test"
    assert len(configured_providers()) == 1

    monkeypatch.setenv("ENVIRONMENT", "production")
    settings_of.cache_clear()

    with pytest.raises(SettingsError, match="OIDC_ISSUER: must begin with https://"):
        settings_of(SocialSettings)


def test_what_is_wrong_is_told_together_with_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "nonsense")
    monkeypatch.setenv("GITHUB_CLIENT_ID", "product")
    monkeypatch.setenv("OIDC_ISSUER", "http://login.example.org")

    with pytest.raises(SettingsError) as error:
        require_settings(SessionSettings)

    for name in ("REDIS_URL", "GITHUB_CLIENT_SECRET", "OIDC_ISSUER"):
        assert f"  {name}: " in str(error.value)
