"""What the database does for whoever works on it by hand."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError
from sqlmodel import Session

from app.core.models import Timestamps
from app.features import features
from tests.factories.accounts import UserFactory


def test_ids_can_be_pasted_into_psql(database: Session) -> None:
    for user in [UserFactory.create(database) for _ in range(20)]:
        question = text("select name from users where id = typeid_uuid(:id)")
        assert database.scalar(question, {"id": str(user.id)}) == user.name

        question = text("select typeid_text('user', id) from users where email = :email")
        assert database.scalar(question, {"email": user.email}) == user.id


@pytest.mark.parametrize(
    ("typeid", "uuid"),
    [
        # The first and the last, from the specification's list of valid ones.
        ("prefix_00000000000000000000000000", "00000000-0000-0000-0000-000000000000"),
        ("prefix_7zzzzzzzzzzzzzzzzzzzzzzzzz", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
        ("pre_fix_00000000000000000000000001", "00000000-0000-0000-0000-000000000001"),
        ("prefix_0123456789abcdefghjkmnpqrs", "0110c853-1d09-52d8-d73e-1194e95b5f19"),
    ],
)
def test_both_spellings_follow_the_specification(database: Session, typeid: str, uuid: str) -> None:
    assert str(database.scalar(text("select typeid_uuid(:id)"), {"id": typeid})) == uuid
    prefix = typeid.rpartition("_")[0]
    question = text("select typeid_text(:prefix, cast(:uuid as uuid))")
    assert database.scalar(question, {"prefix": prefix, "uuid": uuid}) == typeid


@pytest.mark.parametrize(
    "typeid", ["", "user", "user_1", "01h455vb4pex5vsknk084sn02q", "user_8" + "z" * 25]
)
def test_what_is_no_id_is_refused(database: Session, typeid: str) -> None:
    with pytest.raises(DataError, match="is no TypeID"):
        database.scalar(text("select typeid_uuid(:id)"), {"id": typeid})


def test_a_change_by_hand_is_dated(database: Session) -> None:
    user = UserFactory.create(database)
    before = user.updated_at
    change = text("update users set name = :name where id = typeid_uuid(:id)")

    database.connection().execute(change, {"name": user.name, "id": str(user.id)})
    database.expire_all()
    assert user.updated_at == before

    database.connection().execute(change, {"name": "Ada", "id": str(user.id)})
    database.expire_all()
    assert user.updated_at > before


def test_every_table_with_such_a_date_keeps_it(database: Session) -> None:
    question = text(
        "select tgrelid::regclass::text from pg_trigger where tgname = 'touch_updated_at'"
    )
    dated = {
        model.__tablename__
        for feature in features
        for model in feature.models
        if issubclass(model, Timestamps)
    }

    assert set(database.scalars(question)) == dated
