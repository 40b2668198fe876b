import pytest

from app.core.scrubbing import scrub, scrub_text


@pytest.mark.parametrize(
    "text",
    [
        "password=hunter2",
        "{'password': 'hunter2'}",
        '{"new_password": "hunter2", "name": "x"}',
        "Authorization: Bearer hunter2",
        "authorization: Basic hunter2==",
        "sent Bearer hunter2hunter2 there",
        "Cookie: shop_session=hunter2",
        "/reset?reset_token=hunter2&next=/",
        "X-Api-Key: hunter2",
        "they sent my-shop_live_hunter2hunter2hunter2 in a letter",
        "postgresql://ada:hunter2@database.example/product",
        "redis://:hunter2@redis.example:6379/0",
        "DETAIL:  Key (email)=(hunter2) already exists.",
        "DETAIL:  Key (a, b)=(1, hunter2) is still referenced from table",
        "DETAIL:  Failing row contains (1, hunter2, null).",
        "String should be short [type=x, input_value='hunter2', input_type=str]",
        "mail to hunter2@mail.example",
        "mail to hunter2+tag@sub.mail.example, please",
    ],
)
def test_secrets_are_taken_out_of_texts(text: str) -> None:
    scrubbed = scrub_text(text)

    assert "hunter2" not in scrubbed
    assert "[" in scrubbed


@pytest.mark.parametrize(
    "text",
    [
        "GET /api/invoices/invoice_01h455vb4pex5vsknk084sn02q 200",
        "Task app.accounts.jobs.send_welcome_mail[7] succeeded in 0.1s",
        "the password was changed",
        "app_test_database and seed_dev_data",
        "https://product.example:8443/a?order=-title&size=3",
        "Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)",
        "@pytest.fixture at line 3",
    ],
)
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    assert scrub_text(text) == text


def test_names_give_secrets_away_at_any_depth() -> None:
    said = {
        "size": 3,
        "none": None,
        "inner": [{"sessionToken": "a", "Set-Cookie": "b", "ok": True}, ("c", "x@mail.example")],
        "password": 1234,
        "secrets": {"a": "b"},
    }

    assert scrub(said) == {
        "size": 3,
        "none": None,
        "inner": [
            {"sessionToken": "[hidden]", "Set-Cookie": "[hidden]", "ok": True},
            ["c", "[e-mail]"],
        ],
        "password": "[hidden]",
        "secrets": "[hidden]",
    }
