"""Which secrets there are, and whether a value can be one of them."""

import difflib
from collections.abc import Mapping

from pydantic import ValidationError

from app.core.environment import Environment
from app.core.variables import Variable, given
from tools.environment.declared import declared
from tools.environment.values import in_environment
from tools.terminal import ToolError


def secret_named(name: str) -> Variable:
    """The declaration of a secret.

    Raises:
        ToolError: it is not declared, or is no secret.
    """
    known = declared()
    variable = known.get(name)
    if variable is None:
        near = difflib.get_close_matches(name.upper(), known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "`just secrets list` names them."
        raise ToolError(f"No variable is called {name}. {hint}")
    if not variable.secret:
        raise ToolError(
            f"{name} is no secret. Write it into env/<environment>.env, so that everybody has it."
        )
    return variable


def problem_with(
    variable: Variable, value: str, environment: Environment, others: Mapping[str, str]
) -> str | None:
    """What the variable's own declaration says against a value next to others, without the value; None when it is good."""
    if "\0" in value:
        return "no variable can hold the character NUL"
    with in_environment(environment):
        try:
            told = {**given(variable.declared_in, dict(others)), variable.attribute: value}
            variable.declared_in.model_validate(told)
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_input=False):
                if problem["loc"][0] == variable.attribute:
                    if problem["type"] == "missing":
                        return f"{environment} needs a value of its own"
                    return problem["msg"].removeprefix("Value error, ").replace(value, "…")
    return None


def is_brought_by_recipes(variable: Variable, environment: Environment) -> bool:
    """Addresses of servers: outside of production, recipes find or start these."""
    return variable.of_machine and environment != "production"


def is_missing(variable: Variable, values: Mapping[str, str], environment: Environment) -> bool:
    """Whether an environment cannot do without a secret that nobody has given it."""
    return (
        variable.secret
        and environment in variable.needed_in
        and not values.get(variable.name)
        and not is_brought_by_recipes(variable, environment)
    )
