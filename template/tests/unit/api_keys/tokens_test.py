import re

import pytest

from app.api_keys.tokens import hint_of, is_well_formed, new_token
from app.core.project import project

SLUG = project().slug


def test_a_key_says_whose_it_is_and_for_which_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for environment, kind in [("production", "live"), ("development", "dev"), ("test", "test")]:
        monkeypatch.setenv("ENVIRONMENT", environment)
        assert re.fullmatch(f"{SLUG}_{kind}_[0-9A-Za-z]{{46}}", new_token())


def test_no_two_keys_are_alike() -> None:
    assert len({new_token() for _ in range(50)}) == 50


def test_a_mistyped_key_is_told_from_a_key() -> None:
    token = new_token()
    assert is_well_formed(token)

    for place in range(len(token)):
        other = "x" if token[place] != "x" else "y"
        assert not is_well_formed(token[:place] + other + token[place + 1 :])
    for wrong in (token[:-1], token + "0", token[1:], token.swapcase(), "", "é" * len(token)):
        assert not is_well_formed(wrong)


def test_a_key_of_another_environment_is_told_from_one_of_this(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = new_token()

    monkeypatch.setenv("ENVIRONMENT", "production")

    assert not is_well_formed(token)


def test_what_is_shown_of_a_key_is_its_beginning_and_its_end() -> None:
    token = new_token()

    assert hint_of(token) == f"{SLUG}_test_…{token[-4:]}"
