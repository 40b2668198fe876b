"""What holds for every table that names a person, now and later."""

from app.accounts.models import User
from app.features import features


def test_what_a_feature_holds_about_people_can_be_taken_away_and_goes_with_them() -> None:
    people = vars(User)["__table__"]
    for feature in features:
        tables = [vars(model)["__table__"] for model in feature.models]
        keys = [key for table in tables for key in table.foreign_keys if key.column.table is people]
        if keys:
            assert feature.personal_data, f"{feature.name} does not tell people what it holds"
        for key in keys:
            assert key.ondelete in {"CASCADE", "SET NULL"}, f"{key.parent} keeps people"
