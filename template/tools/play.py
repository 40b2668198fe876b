"""`just play`: Python with the product's models and a session on the development database, to try things out.

Nothing is stored before `session.commit()`.
"""

import code
import readline
import rlcompleter
from collections.abc import Iterable
from typing import Any

import sqlmodel
from sqlmodel import Session

from app.core.database import open_session
from app.core.feature import Feature
from app.core.settings import settings
from app.features import features

BANNER = "{names}\nA `session` is open on the database of {environment}; `session.commit()` stores."


def namespace(session: Session, features: Iterable[Feature]) -> dict[str, Any]:
    """What is there to play with: every model, the session, and what queries are made of."""
    models = {model.__name__: model for feature in features for model in feature.models}
    queries = {name: getattr(sqlmodel, name) for name in ("col", "func", "select")}
    return {**models, **queries, "session": session, "settings": settings()}


def main() -> None:
    with open_session() as session:
        names = namespace(session, features)
        readline.set_completer(rlcompleter.Completer(names).complete)
        readline.parse_and_bind("tab: complete")
        environment = settings().environment
        code.interact(
            BANNER.format(names=", ".join(sorted(names)), environment=environment),
            local=names,
            exitmsg="",
        )


if __name__ == "__main__":
    main()
