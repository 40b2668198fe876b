"""The tests drop and empty databases: these see to it that it is never anybody's own."""

import os

import pytest

from tests.databases import name_of, worker_database_url, worker_redis_url

DEVELOPMENT = "postgresql+psycopg://ada:word@127.0.0.1:5432/product"


def test_this_process_never_knew_the_development_database() -> None:
    if "DATABASE_URL" in os.environ:
        assert name_of(os.environ["DATABASE_URL"])


def test_each_worker_has_a_database_next_to_the_development_one() -> None:
    assert (
        worker_database_url(DEVELOPMENT, "gw3")
        == "postgresql://ada:word@127.0.0.1:5432/product_test_gw3"
    )


@pytest.mark.parametrize(
    "name", ["product", "product_test", "postgres", "product_test_gw", "test_gw0x", ""]
)
def test_other_databases_are_left_alone(name: str) -> None:
    with pytest.raises(RuntimeError, match="will not touch"):
        name_of(f"postgresql://127.0.0.1/{name}")


def test_redis_databases_are_apart_too() -> None:
    addresses = [worker_redis_url("redis://127.0.0.1:6379/0", number) for number in range(3)]

    assert addresses == [f"redis://127.0.0.1:6379/{index}" for index in (1, 2, 3)]
