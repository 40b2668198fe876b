import os

import pytest

from app.core.settings import SettingsError, read
from app.core.variables import Variables, variable, variables_of


class ShopSettings(Variables):
    till_key: str = variable(
        "Opens the till.", default="drawer", needed_in=("production",), secret=True, generate=32
    )
    till_colour: str = variable("How the till looks.", get="Ask the joiner.")


class CornerShopSettings(ShopSettings):
    corner: str = variable("Where it is.", default="left", read_by=("web",))


class Undeclared(Variables):
    till_key: str = "drawer"


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")


def test_a_variable_is_told_with_all_that_is_declared() -> None:
    [key, colour, corner] = variables_of(CornerShopSettings, ShopSettings)

    assert (key.name, key.meaning, key.secret, key.generate) == (
        *("TILL_KEY", "Opens the till.", True, 32),
    )
    assert key.needed_in == ("production",)
    assert colour.needed_in == ("development", "test", "production")
    assert (key.declared_in, corner.declared_in) == (ShopSettings, CornerShopSettings)
    assert (key.read_by, corner.read_by) == (("web", "worker", "scheduler"), ("web",))


def test_an_attribute_without_a_declaration_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Undeclared\.till_key is not declared"):
        variables_of(Undeclared)


def test_a_default_does_where_the_variable_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILL_COLOUR", "red")

    assert read(ShopSettings).till_key == "drawer"


@pytest.mark.parametrize("value", [None, "", "drawer"])
def test_where_it_is_needed_the_default_is_as_good_as_none(
    production: None, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is not None:
        monkeypatch.setenv("TILL_KEY", value)

    with pytest.raises(SettingsError) as error:
        read(ShopSettings)

    assert "TILL_KEY: not set. Opens the till.\n      -> " in str(error.value)
    assert "openssl rand -hex 16" in str(error.value)
    assert "TILL_COLOUR: not set. How the till looks.\n      -> Ask the joiner." in str(error.value)


def test_a_secret_does_not_show(production: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TILL_KEY", "secret-word")
    monkeypatch.setitem(os.environ, "TILL_COLOUR", "red")

    shop = read(ShopSettings)

    assert shop.till_key == "secret-word"
    assert "secret-word" not in repr(shop)
