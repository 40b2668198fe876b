"""Docstrings of models and of their fields become comments of tables and columns, for whoever looks with psql."""

import ast
import inspect
import textwrap
from collections.abc import Iterable
from itertools import pairwise

from sqlmodel import SQLModel


def comment_tables(models: Iterable[type[SQLModel]]) -> None:
    """Set the comments of the models' tables. Only migrations need them, so nothing pays for it while importing."""
    for model in models:
        # SQLModel's metaclass adds the table, and its type does not say so.
        table = vars(model)["__table__"]
        table.comment = one_line(model.__doc__)
        for column in table.columns:
            column.comment = field_docstrings(model).get(column.key)


def field_docstrings(model: type[SQLModel]) -> dict[str, str | None]:
    """The text below each field, those of the mixins included."""
    found: dict[str, str | None] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, SQLModel) and kind is not SQLModel:
            (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
            statements = body.body if isinstance(body, ast.ClassDef) else []
            for field, text in pairwise(statements):
                if (
                    isinstance(field, ast.AnnAssign)
                    and isinstance(field.target, ast.Name)
                    and isinstance(text, ast.Expr)
                    and isinstance(text.value, ast.Constant)
                ):
                    found[field.target.id] = one_line(str(text.value.value))
    return found


def one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
