"""What every way to keep secrets promises. The tests of each inherit these, and bring a fixture `vault`."""

import pytest

from tools.secrets.vault import Vault

HOSTILE = {
    "spaces": "  two words  ",
    "quotes": """it's "quoted" `so`""",
    "a dollar": "$HOME ${HOME} $(id) $$",
    "a sign of comments": "before # after",
    "what looks like another line": "NAME=value",
    "backslashes": r"C:\new\table\\",
    "letters of all kinds": "Søren ⚓ \u2028 x",
    "several lines": "-----BEGIN KEY-----\nMIIE=\n\n-----END KEY-----\n",
    "an address": "postgresql://ada:p%40ss@server.example:5432/product?sslmode=require",
    "what templates take for a reference": "{" * 2 + " op://vault/item/field " + "}" * 2,
}


class VaultPromises:
    """Tests of anything that is a `Vault` and begins empty."""

    @pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
    def test_a_value_comes_back_as_it_was_given(self, vault: Vault, value: str) -> None:
        vault.set("development", "GOOGLE_CLIENT_SECRET", value)

        assert vault.values("development")["GOOGLE_CLIENT_SECRET"] == value

    def test_the_last_value_counts(self, vault: Vault) -> None:
        vault.set("development", "GOOGLE_CLIENT_SECRET", "first")
        vault.set("development", "ANOTHER_SECRET", "other")
        vault.set("development", "GOOGLE_CLIENT_SECRET", "second")

        assert vault.values("development") == {
            "GOOGLE_CLIENT_SECRET": "second",
            "ANOTHER_SECRET": "other",
        }

    def test_environments_share_nothing(self, vault: Vault) -> None:
        vault.set("development", "GOOGLE_CLIENT_SECRET", "in development")
        vault.set("production", "ANOTHER_SECRET", "in production")

        assert vault.values("development") == {"GOOGLE_CLIENT_SECRET": "in development"}
        assert vault.values("production") == {"ANOTHER_SECRET": "in production"}

    def test_places_are_told_without_values(self, vault: Vault) -> None:
        place = vault.set("development", "GOOGLE_CLIENT_SECRET", "a-value-of-its-own")

        assert vault.places("development") == {"GOOGLE_CLIENT_SECRET": place}
        assert "a-value-of-its-own" not in place

    def test_an_environment_without_secrets_is_none_of_its_problems(self, vault: Vault) -> None:
        assert vault.values("development") == {}
        assert list(vault.problems("development")) == []
