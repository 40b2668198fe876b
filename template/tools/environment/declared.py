"""All variables that the project declares."""

import importlib
import inspect
from types import ModuleType

from app.core.settings import Settings
from app.core.variables import Variable, Variables, by_name, variables_of
from tools.architecture.backend import features_in_order
from tools.environment.own import ToolVariables
from tools.project import ROOT


def declared() -> dict[str, Variable]:
    """Every variable of the frame, the features and the tools, by its name.

    Features are not imported for it, only their app/<feature>/settings.py, because recipes ask at their start.
    """
    return by_name(variables_of(*declaring_classes()))


def declaring_classes() -> list[type[Variables]]:
    """The classes that declare variables."""
    files = [ROOT / "app" / name / "settings.py" for name in features_in_order(ROOT)]
    modules = [f"app.{file.parent.name}.settings" for file in files if file.exists()]
    of_features = [kind for name in modules for kind in classes_of(importlib.import_module(name))]
    return [Settings, *of_features, ToolVariables]


def classes_of(module: ModuleType) -> list[type[Variables]]:
    return [
        kind
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Variables) and kind.__module__ == module.__name__
    ]
