from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import env_files
from app.core.settings import (
    FeatureSettings,
    SettingsError,
    environment,
    require_settings,
    settings,
    settings_of,
)
from app.core.variables import variable

COMPLETE = {
    "DATABASE_URL": "postgresql://ada:secret-word@database.example/product",
    "REDIS_URL": "redis://redis.example:6379/0",
    "SMTP_URL": "smtp://mail.example:25",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty project, and a process without variables of its own."""
    for name in [
        *COMPLETE,
        "ENVIRONMENT",
        "PUBLIC_URL",
        "MAIL_FROM",
        "HOST",
        "PORT",
        "ALLOWED_HOSTS",
    ]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(env_files, "ROOT", tmp_path)
    (tmp_path / "env").mkdir()
    (tmp_path / ".local").mkdir()
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def write(file: Path, **variables: str) -> None:
    file.write_text("".join(f"{name}={value}\n" for name, value in variables.items()))


def test_an_unset_environment_is_production(root: Path) -> None:
    assert environment() == "production"


def test_an_unknown_environment_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "staging")

    with pytest.raises(SettingsError, match=r"'staging'.*development, test, production"):
        settings()


def test_the_process_is_stronger_than_every_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "development")
    chain = [
        root / ".local" / "services.env",
        root / "env" / "all.env",
        root / "env" / "development.env",
        root / "env" / "development.local.env",
    ]
    seen = []
    for number, file in enumerate(chain, start=1):
        write(file, **COMPLETE, PORT=str(number))
        settings.cache_clear()
        seen.append(settings().port)
    monkeypatch.setenv("PORT", "5")
    settings.cache_clear()
    seen.append(settings().port)

    assert seen == [1, 2, 3, 4, 5]


def test_production_never_looks_at_development_servers(root: Path) -> None:
    write(root / ".local" / "services.env", **COMPLETE)

    with pytest.raises(SettingsError, match="DATABASE_URL: not set"):
        settings()


def test_all_problems_are_told_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://ada:secret-word@database.example/product")
    monkeypatch.setenv("PORT", "many")

    with pytest.raises(SettingsError) as error:
        settings()

    told = str(error.value)
    assert "DATABASE_URL: must begin with postgresql://" in told
    assert "REDIS_URL: not set" in told
    assert "SMTP_URL: not set" in told
    assert "PORT:" in told
    assert "secret-word" not in told


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:secret-word/more@database.example/product",
        "postgresql://ada:secret-word#more@database.example:5432/product",
        "postgresql://ada:secret-word@database.example:99999/product",
        "postgresql://ada:secret-word\u2100@[database.example/product",
        "postgresql:///product",
    ],
)
def test_an_address_that_cannot_be_read_is_told_without_its_password(
    root: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(SettingsError, match=r"DATABASE_URL: (cannot be read|must begin)") as error:
        settings()

    assert "secret-word" not in str(error.value)


@pytest.mark.parametrize("sender", ["Product", "@product.example", "a@b.example, c@d.example"])
def test_mail_comes_from_an_address(
    root: Path, monkeypatch: pytest.MonkeyPatch, sender: str
) -> None:
    monkeypatch.setenv("MAIL_FROM", sender)

    with pytest.raises(SettingsError, match="MAIL_FROM: must look like Product <hello@"):
        settings()


def test_secrets_do_not_show_when_settings_are_printed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)

    assert "secret-word" in settings().database_url
    assert "secret-word" not in repr(settings())


def test_lists_are_written_with_commas(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    assert (settings().allowed_hosts, settings().trusted_proxies) == ((), ("127.0.0.1", "::1"))

    settings.cache_clear()
    monkeypatch.setenv("ALLOWED_HOSTS", " Other.example, *.tenant.example ,")
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.0/8, balancer")

    assert settings().allowed_hosts == ("other.example", "*.tenant.example")
    assert settings().trusted_proxies == ("10.0.0.0/8", "balancer")


@pytest.mark.parametrize(
    "host",
    ["https://x.example", "x.example/app", "x.example:8443", "bücher.example", "::1", "x.example."],
)
def test_a_host_that_no_request_could_name_is_told_with_the_other_problems(
    root: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", f"y.example, {host}")

    with pytest.raises(SettingsError) as error:
        settings()

    told = str(error.value)
    assert f"ALLOWED_HOSTS: '{host}' can never match; write names alone" in told
    assert "REDIS_URL: not set" in told


def test_hosts_are_names_patterns_and_addresses(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    hosts = ("localhost", "*.a-b.example", "10.0.0.1", "[fd00::1]", "my_service", "*")
    monkeypatch.setenv("ALLOWED_HOSTS", ",".join(hosts))

    assert settings().allowed_hosts == hosts


def test_limits_that_make_no_sense_are_refused_together(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = ("BODY_BYTES", "STATEMENT_SECONDS", "DATABASE_CONNECTIONS")
    for name in limits:
        # A job that sends mail needs two connections.
        monkeypatch.setenv(name, "1" if name == "DATABASE_CONNECTIONS" else "0")

    with pytest.raises(SettingsError) as error:
        settings()

    assert all(f"  {name}: " in str(error.value) for name in (*limits, *COMPLETE))


class ShopSettings(FeatureSettings):
    """The settings of a feature."""

    shop_key: str = variable("Opens the shop.")


def test_what_a_feature_lacks_is_told_with_the_rest(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError) as error:
        require_settings(ShopSettings)

    assert all(f"  {name}: not set" in str(error.value) for name in ("SHOP_KEY", *COMPLETE))

    for name, value in {"SHOP_KEY": "oats", **COMPLETE}.items():
        monkeypatch.setenv(name, value)
    require_settings(ShopSettings)
    assert settings_of(ShopSettings).shop_key == "oats"
