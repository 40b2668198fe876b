from sqlmodel import Session, func, select

from app.accounts.seed import demo_user
from app.core.seeds import seed_features
from app.notes.models import Note


def test_the_demo_person_has_more_notes_than_a_page_holds(database: Session) -> None:
    seed_features()
    seed_features()

    demo = demo_user(database)
    assert demo is not None
    notes = database.exec(select(func.count()).where(Note.owner_id == demo.id)).one()
    assert notes == 120
