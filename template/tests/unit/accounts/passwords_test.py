import time

from app.accounts.passwords import hash_password, password_matches


def test_a_password_matches_its_own_hash_alone() -> None:
    stored = hash_password("seven quiet rivers")

    assert password_matches("seven quiet rivers", stored)
    assert not password_matches("seven quiet river", stored)
    assert not password_matches("seven quiet rivers", None)


def test_hashes_are_argon2id_and_salted() -> None:
    first, second = hash_password("seven quiet rivers"), hash_password("seven quiet rivers")

    assert first.startswith("$argon2id$")
    assert first != second


def test_an_unknown_account_takes_as_long_as_a_wrong_password() -> None:
    stored = hash_password("seven quiet rivers")
    password_matches("warm up", None)

    def processor_seconds(hash_of_account: str | None) -> float:
        began = time.thread_time()
        for _ in range(5):
            password_matches("wrong", hash_of_account)
        return time.thread_time() - began

    known, unknown = processor_seconds(stored), processor_seconds(None)

    assert 0.5 < unknown / known < 2
