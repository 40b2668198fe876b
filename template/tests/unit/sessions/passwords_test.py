import time

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.sessions.passwords.hashing import check_password, hash_password


def test_a_password_matches_its_own_hash_alone() -> None:
    stored = hash_password("seven quiet rivers")

    assert check_password("seven quiet rivers", stored) == (True, None)
    assert check_password("seven quiet river", stored) == (False, None)
    assert check_password("seven quiet rivers", None) == (False, None)


def test_a_hash_with_other_parameters_is_renewed_when_its_password_is_known() -> None:
    weaker = PasswordHash((Argon2Hasher(memory_cost=1024, time_cost=1),)).hash("seven quiet rivers")

    matches, renewed = check_password("seven quiet rivers", weaker)

    assert matches
    assert renewed is not None
    assert check_password("seven quiet rivers", renewed) == (True, None)
    assert check_password("seven quiet river", weaker) == (False, None)


def test_hashes_are_argon2id_and_salted() -> None:
    first, second = hash_password("seven quiet rivers"), hash_password("seven quiet rivers")

    assert first.startswith("$argon2id$")
    assert first != second


def test_an_unknown_account_takes_as_long_as_a_wrong_password() -> None:
    stored = hash_password("seven quiet rivers")
    check_password("warm up", None)

    def processor_seconds(hash_of_account: str | None) -> float:
        began = time.thread_time()
        for _ in range(5):
            check_password("wrong", hash_of_account)
        return time.thread_time() - began

    known, unknown = processor_seconds(stored), processor_seconds(None)

    assert 0.5 < unknown / known < 2
