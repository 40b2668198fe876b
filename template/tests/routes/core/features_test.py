import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from app import main
from app.core.errors import AppError
from app.core.feature import Feature
from tests.assertions import assert_problem


class ShopClosed(AppError):
    status = 403
    code = "shop_closed"
    message = "The shop is closed."

    def __init__(self, opens: str) -> None:
        super().__init__()
        self.headers = {"X-Opens": opens}


def shop() -> APIRouter:
    router = APIRouter(prefix="/shop")

    @router.get("")
    def visit() -> None:
        raise ShopClosed("at nine")

    return router


@pytest.fixture
def client_of_shop(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(main, "features", [Feature(name="shop", build_router=shop)])
    return TestClient(main.create_app())


def test_a_feature_can_make_a_router_once_all_are_known(client_of_shop: TestClient) -> None:
    assert_problem(client_of_shop.get("/api/shop"), 403, "shop_closed")


def test_an_error_says_more_in_the_head_of_its_answer(client_of_shop: TestClient) -> None:
    assert client_of_shop.get("/api/shop").headers["X-Opens"] == "at nine"
