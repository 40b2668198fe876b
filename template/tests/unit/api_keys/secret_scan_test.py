from pathlib import Path

import pytest

from app.api_keys.tokens import new_token
from tools.lint.secrets import scan


def test_a_key_that_was_left_in_a_file_is_found(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    token = new_token()
    Path(tmp_path, "diary.txt").write_text(f"It is {token}, and I write it down here.\n")

    assert scan(tmp_path, ["diary.txt"]) != 0

    told = capfd.readouterr().out
    assert "api-key-of-this-product" in told
    assert token not in told
