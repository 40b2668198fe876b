import pytest

from app.clerk import keys
from tests.factories.clerk import Server, private_key, stand_in


@pytest.fixture(autouse=True)
def clerk(monkeypatch: pytest.MonkeyPatch) -> Server:
    """Clerk, which knows nobody yet, and has not been asked for its keys."""
    stand_in.forget_all()
    # Made once, before threads of a test could make one each.
    private_key()
    monkeypatch.setattr(keys, "keys", keys.KeySet())
    return stand_in
