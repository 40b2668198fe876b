import json
from uuid import UUID

import pytest
from pydantic import TypeAdapter

from app.accounts.models import UserId
from app.core.ids import Id

KNOWN = "user_01h455vb4pex5vsknk084sn02q"


class ThingId(Id, prefix="thing"):
    pass


def test_an_id_and_its_uuid_are_the_same_thing_in_two_spellings() -> None:
    # The pair stands in the specification of TypeIDs.
    uuid = UUID("01890a5d-ac96-774b-bcce-b302099a8057")

    assert UserId(KNOWN).uuid == uuid
    assert UserId.from_uuid(uuid) == KNOWN


def test_no_bit_of_an_id_is_lost() -> None:
    single = [1 << bit for bit in range(128)]
    for number in (*single, *((1 << 128) - 1 - each for each in single)):
        uuid = UUID(int=number)
        assert UserId(UserId.from_uuid(uuid)).uuid == uuid


def test_the_least_and_the_greatest_id_are_those_of_the_specification() -> None:
    assert UserId.from_uuid(UUID(int=0)) == "user_" + "0" * 26
    assert UserId.from_uuid(UUID(int=(1 << 128) - 1)) == "user_7" + "z" * 25


def test_new_ids_are_unlike_and_sort_by_age() -> None:
    ids = [ThingId.new() for _ in range(200)]

    assert len(set(ids)) == 200
    assert [each.uuid for each in ids] == sorted(each.uuid for each in ids)
    assert all(each.uuid.version == 7 for each in ids)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "user_",
        "01h455vb4pex5vsknk084sn02q",
        "thing_01h455vb4pex5vsknk084sn02q",
        "user_01h455vb4pex5vsknk084sn02",
        "user_01h455vb4pex5vsknk084sn02qq",
        "user_81h455vb4pex5vsknk084sn02q",
        "user_01H455VB4PEX5VSKNK084SN02Q",
        "USER_01h455vb4pex5vsknk084sn02q",
        "user_01h455vb4pex5vsknk084sn02u",
        "user_01h455vb4pex5vsknk084sn02q\n",
        "user_user_01h455vb4pex5vsknk084sn02q",
        "01890a5d-ac96-774b-bcce-b302099a8057",
    ],
)
def test_text_that_is_no_id_of_this_kind_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="user"):
        UserId(text)
    with pytest.raises(ValueError, match="user"):
        TypeAdapter(UserId).validate_python(text)


def test_an_id_travels_through_json_as_text() -> None:
    adapter = TypeAdapter(UserId)

    assert adapter.dump_json(UserId(KNOWN)) == json.dumps(KNOWN).encode()
    assert type(adapter.validate_json(json.dumps(KNOWN))) is UserId
