"""The declaration of variables: one attribute each, with all that people and tools need to know about it.

    class ShopSettings(FeatureSettings):
        shop_key: str = variable("Opens the shop's till.", secret=True, needed_in=("production",), default="")

The variable is the attribute's name in capitals. This is the one place where it stands: the settings, `just doctor`,
`just env`, `just secrets` and the message about a missing one all read it here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, PydanticUndefined

from app.core.environment import ENVIRONMENTS, Environment, environment

#: The processes that Procfile lists; what programs on a developer's machine or in CI read; what the browser is told.
Reader = Literal["web", "worker", "scheduler", "tools", "page"]
READERS: tuple[Reader, ...] = get_args(Reader)
PROCESSES: tuple[Reader, ...] = ("web", "worker", "scheduler")


def variable(
    meaning: str,
    *,
    default: Any = PydanticUndefined,
    default_factory: Callable[[], Any] | None = None,
    needed_in: tuple[Environment, ...] = (),
    read_by: tuple[Reader, ...] = PROCESSES,
    secret: bool = False,
    generate: int = 0,
    of_machine: bool = False,
    get: str = "",
    differs: str = "",
    validate_default: bool = False,
    **limits: Any,
) -> Any:
    """Declare a variable.

    Args:
        meaning: what it is for, in a sentence.
        default: what holds where nobody sets it; a variable without one is needed everywhere.
        default_factory: the same, found when it is asked for.
        needed_in: where the default does not do, and somebody has to set it.
        read_by: the processes that read it.
        secret: shown to nobody, and written into no file that is committed.
        generate: so many random hexadecimal digits are a good value, and `just setup` may make it.
        of_machine: it says where something is on this machine, such as a server; tests take nothing else over from it.
        get: where somebody finds the value of one that no recipe brings.
        differs: why environments may have different values, where they are no secrets.
        limits: what pydantic's `Field` takes besides: ge, le, min_length …
    """
    if default is PydanticUndefined and default_factory is None:
        needed_in = ENVIRONMENTS
    options: dict[str, Any] = {
        "default": default,
        "description": meaning,
        "repr": not secret,
        "validate_default": validate_default or bool(needed_in),
        "json_schema_extra": {
            "variable": {
                "needed_in": needed_in,
                "read_by": read_by,
                "secret": secret,
                "generate": generate,
                "of_machine": of_machine,
                "get": get,
                "differs": differs,
            }
        },
        **limits,
    }
    if default_factory is not None:
        options["default_factory"] = default_factory
        del options["default"]
    return Field(**options)


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A declared variable. What is not told here is told at `variable`."""

    name: str
    meaning: str
    #: The class that declares it, and its attribute there.
    declared_in: type["Variables"]
    attribute: str
    needed_in: tuple[Environment, ...]
    read_by: tuple[Reader, ...]
    secret: bool
    generate: int
    of_machine: bool
    get: str
    differs: str

    def how_to_get(self, environment: Environment) -> str:
        """What somebody does who has no value of it: where to find one, and where to put it."""
        if self.of_machine and environment != "production":
            return "just services up"
        made = f"openssl rand -hex {self.generate // 2}" if self.generate else ""
        if environment == "production":
            put = "a variable of the process"
        elif self.secret:
            put = "just secrets setup" if made else f"just secrets set {self.name}"
        else:
            put = f"{self.name}=… in env/{environment}.env"
        found = self.get or (made if environment == "production" else "")
        return f"{found}; {put}" if found else put


class Variables(BaseModel):
    """The base of all settings. One attribute a variable, declared with `variable`."""

    model_config = ConfigDict(extra="ignore")

    @field_validator("*", mode="before")
    @classmethod
    def default_must_do(cls, value: Any, info: ValidationInfo) -> Any:
        """Where a variable is needed, its default is as good as none, also when somebody copies it there."""
        field = cls.model_fields[info.field_name or ""]
        needed = not field.is_required() and environment() in about(field).get("needed_in", ())
        if needed and value == field.get_default(call_default_factory=True):
            raise PydanticCustomError("missing", "not set")
        return value


def about(field: FieldInfo) -> dict[str, Any]:
    extra = field.json_schema_extra
    return cast("dict[str, Any]", extra.get("variable", {})) if isinstance(extra, dict) else {}


def variables_of(*kinds: type[Variables]) -> list[Variable]:
    """The variables that some classes declare, each of them once.

    Raises:
        TypeError: an attribute is not declared with `variable`.
    """
    found: dict[str, Variable] = {}
    for kind in kinds:
        for attribute, field in kind.model_fields.items():
            if not about(field):
                raise TypeError(f"{kind.__name__}.{attribute} is not declared with `variable`.")
            name = attribute.upper()
            found.setdefault(
                name,
                Variable(
                    name=name,
                    meaning=field.description or "",
                    declared_in=declaring(kind, attribute),
                    attribute=attribute,
                    **about(field),
                ),
            )
    return list(found.values())


def declaring(kind: type[Variables], attribute: str) -> type[Variables]:
    """The class whose body names the attribute: `kind`, or one that it extends."""
    bases = [each for each in kind.__bases__ if issubclass(each, Variables)]
    above = [each for each in bases if attribute in each.model_fields]
    return declaring(above[0], attribute) if above else kind


def given(kind: type[Variables], values: dict[str, str]) -> dict[str, str]:
    """Of some variables those that a class declares, by attribute."""
    return {
        attribute: values[attribute.upper()]
        for attribute in kind.model_fields
        if attribute.upper() in values
    }


def by_name(variables: Iterable[Variable]) -> dict[str, Variable]:
    return {each.name: each for each in variables}
