import json

import pytest

from app.core.project import ROOT
from app.sessions.return_paths import check_return_path

#: The page is tested with the same.
PATHS = json.loads((ROOT / "web/tests/return-paths.json").read_text())


@pytest.mark.parametrize("path", [*PATHS["kept"], ""])
def test_paths_of_this_site_are_kept(path: str) -> None:
    assert check_return_path(path) == path


@pytest.mark.parametrize("path", [path for paths in PATHS["refused"].values() for path in paths])
def test_whatever_leads_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a path of this site"):
        check_return_path(path)
