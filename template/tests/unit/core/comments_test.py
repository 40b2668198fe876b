import pytest
from sqlalchemy import text
from sqlmodel import Session


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("obj_description('users'::regclass)", "A person who can sign in."),
        ("col_description('users'::regclass, attnum)", "In lower case."),
    ],
)
def test_the_database_repeats_what_the_models_say(
    database: Session, question: str, answer: str
) -> None:
    column = "from pg_attribute where attrelid = 'users'::regclass and attname = 'email'"

    assert database.scalar(text(f"select {question} {column}")) == answer


def test_a_mixins_fields_are_explained_in_each_table(database: Session) -> None:
    question = "select col_description('users'::regclass, attnum) from pg_attribute"
    condition = "where attrelid = 'users'::regclass and attname = 'updated_at'"

    assert database.scalar(text(f"{question} {condition}")) == "When the row was last changed."


def test_rows_that_are_inserted_by_hand_have_their_times(database: Session) -> None:
    database.connection().execute(
        text(
            "insert into users (id, email, name) "
            "values (gen_random_uuid(), 'ada@example.org', 'Ada')"
        )
    )

    question = text("select created_at = now() and updated_at = now() from users")
    assert database.scalar(question) is True
