"""Notes to look at in development."""

from datetime import timedelta

from sqlmodel import Session, func, select

from app.accounts.seed import demo_user
from app.core.models import utc_now
from app.notes.models import Note

COUNT = 120
TOPICS = ("Groceries", "Plans for the week", "A book to read", "Things to ask", "An idea")


def seed(session: Session) -> None:
    owner = demo_user(session)
    if owner is None or session.exec(select(func.count()).where(Note.owner_id == owner.id)).one():
        print("notes: already there")
        return
    now = utc_now()
    for number in range(1, COUNT + 1):
        written = now - timedelta(hours=COUNT - number)
        session.add(
            Note(
                owner_id=owner.id,
                title=f"{TOPICS[number % len(TOPICS)]} {number}",
                body=f"Note {number} of {COUNT}.\n\nWritten to have something to look at.",
                created_at=written,
                updated_at=written,
            )
        )
    print(f"notes: {COUNT} notes for {owner.email}")
