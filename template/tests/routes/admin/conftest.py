from collections.abc import Callable

import pytest

from app.accounts.permissions import PERMISSIONS, Permission, Role


@pytest.fixture
def let_members(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give members permissions that otherwise only administrators have."""

    def give(*permissions: Permission) -> None:
        monkeypatch.setitem(PERMISSIONS, Role.MEMBER, frozenset(permissions))

    return give
