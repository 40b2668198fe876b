import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from cryptography.fernet import InvalidToken

from app.accounts.models import UserId
from app.core.project import project
from app.core.settings import SettingsError, read
from app.sessions.settings import SessionSettings
from app.sessions.two_factor import encryption
from app.sessions.two_factor.codes import (
    as_written,
    in_groups,
    new_recovery_codes,
    new_secret,
    set_up_address,
    step_of,
)
from app.sessions.two_factor.encryption import decrypt, encrypt

# RFC 6238's own example; of its eight digits apps show the last six.
SECRET = base64.b32encode(b"1234567890" * 2).decode()
MOMENT = datetime.fromtimestamp(1_111_111_109, UTC)
CODE, STEP = "081804", 37_037_036


def test_the_codes_are_those_of_the_standard() -> None:
    assert step_of(SECRET, CODE, MOMENT) == STEP
    assert step_of(SECRET, "081805", MOMENT) is None


@pytest.mark.parametrize(
    ("seconds", "step"), [(-60, None), (-30, STEP), (0, STEP), (30, STEP), (60, None)]
)
def test_a_clock_may_differ_by_half_a_minute(seconds: int, step: int | None) -> None:
    assert step_of(SECRET, CODE, MOMENT + timedelta(seconds=seconds)) == step


def test_the_address_names_the_product_and_the_person() -> None:
    secret = new_secret()

    address = urlsplit(set_up_address(secret, "ada+test@example.org"))

    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == f"/{project().name}:ada+test@example.org"
    assert parse_qs(address.query) == {"secret": [secret], "issuer": [project().name]}
    assert len(secret) == 32
    assert secret != new_secret()


def test_a_secret_is_shown_in_groups() -> None:
    assert in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_recovery_codes_are_many_long_and_different() -> None:
    codes = new_recovery_codes()

    assert len(set(codes)) == 10
    assert {len(as_written(code)) for code in codes} == {16}


@pytest.mark.parametrize(
    "typed",
    ["1o2b-cd3f-gh4j-km5n", "1O2BCD3FGH4JKM5N", " IO2B cd3f GH4J km5n ", "l02b-cd3fgh4jkm5n"],
)
def test_a_recovery_code_may_be_typed_as_it_looks(typed: str) -> None:
    assert as_written(typed) == "102bcd3fgh4jkm5n"


def use_keys(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    monkeypatch.setattr(encryption, "encryption_keys", lambda: keys)


def test_an_encrypted_secret_is_read_with_the_same_key_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ada = UserId.new()
    use_keys(monkeypatch, "a" * 32)
    stored = encrypt(SECRET, ada)

    assert SECRET.encode() not in stored
    assert decrypt(stored, ada) == SECRET
    use_keys(monkeypatch, "b" * 32)
    with pytest.raises(InvalidToken):
        decrypt(stored, ada)


def test_a_key_is_replaced_by_putting_another_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = UserId.new()
    use_keys(monkeypatch, "a" * 32)
    old = encrypt(SECRET, ada)
    use_keys(monkeypatch, "b" * 32, "a" * 32)
    new = encrypt(SECRET, ada)

    assert decrypt(old, ada) == SECRET
    use_keys(monkeypatch, "b" * 32)
    assert decrypt(new, ada) == SECRET


def test_a_secret_is_worth_nothing_in_another_persons_row() -> None:
    stored = encrypt(SECRET, UserId.new())

    with pytest.raises(ValueError, match="another person"):
        decrypt(stored, UserId.new())


@pytest.mark.parametrize("keys", ["", "too short", f"{'a' * 32},short"])
def test_production_has_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("TWO_FACTOR_KEY", keys)

    with pytest.raises(SettingsError, match="TWO_FACTOR_KEY") as refused:
        read(SessionSettings)

    assert "too short" not in str(refused.value)
