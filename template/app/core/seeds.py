"""Development data."""

from app.core.command_error import CommandError
from app.core.database import unit_of_work
from app.core.settings import environment
from app.features import features


def seed_features() -> None:
    """Let each feature put its development data into the database, all of it or none.

    Raises:
        CommandError: this is production.
    """
    if environment() == "production":
        raise CommandError(
            "Development data does not belong into production. Set ENVIRONMENT=development."
        )
    with unit_of_work() as session:
        for feature in features:
            if feature.seed is not None:
                feature.seed(session)
