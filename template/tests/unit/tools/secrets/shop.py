"""Variables of a made-up feature, and a vault that keeps their values in memory."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationInfo, field_validator

from app.core.variables import Variable, Variables, by_name, variable, variables_of


class ShopVariables(Variables):
    """A secret of each kind, and something that is none."""

    shop_key: str = variable(
        "Opens the till.",
        default="",
        needed_in=("production",),
        secret=True,
        generate=64,
        min_length=20,
    )
    shop_till_url: str = variable("Where the till is.", secret=True, of_machine=True)
    shop_webhook_secret: int | None = variable(
        "Signs what the bank tells.", default=None, secret=True, read_by=("web",)
    )
    shop_bank_id: str | None = variable("Our number at the bank.", default=None)
    shop_bank_password: str | None = variable(
        "Belongs to SHOP_BANK_ID.", default=None, secret=True, read_by=("tools",)
    )
    shop_name: str = variable("What is above the door.", default="Shop")
    shop_upload_token: str | None = variable(
        "Lets recipes send pictures.", default=None, secret=True, read_by=("tools",)
    )

    @field_validator("shop_bank_password")
    @classmethod
    def come_together(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value and not info.data["shop_bank_id"]:
            raise ValueError(f"{value} goes with SHOP_BANK_ID")
        return value


def declared_by_the_shop() -> dict[str, Variable]:
    return by_name(variables_of(ShopVariables))


class Drawer:
    """A vault in memory."""

    def __init__(self, **kept: str) -> None:
        self.kept = kept

    def places(self, environment: str) -> Mapping[str, str]:
        return dict.fromkeys(self.kept, "the drawer")

    def values(self, environment: str) -> dict[str, str]:
        return dict(self.kept)

    def stands_for_secret(self, text: str) -> bool:
        return False

    def make_ready(self, environment: str) -> None:
        pass

    def set(self, environment: str, name: str, value: str) -> str:
        self.kept[name] = value
        return "the drawer"

    def set_up(self, environment: str) -> Iterator[str]:
        yield from ()

    def problems(self, environment: str) -> Iterator[str]:
        yield from ()
