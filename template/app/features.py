"""The features of the product, in the order in which they build on each other. Reading on from here tells what it can do."""

from typing import TYPE_CHECKING

from app.accounts.feature import accounts
from app.admin.feature import admin
from app.api_keys.api import account_api
from app.api_keys.dependencies import ProgramsRouter
from app.api_keys.feature import api_keys
from app.core.feature import Feature
from app.core.frame import frame
from app.notes.api import notes_api
from app.notes.feature import notes
from app.sessions.dependencies import by_session
from app.sessions.feature import sessions

if TYPE_CHECKING:
    # What another answer brings: no part of this product, and checked all the same.
    from app.clerk.feature import clerk  # noqa: F401

features: list[Feature] = [
    frame,
    accounts,
    admin,
    sessions,
    api_keys,
    notes,
]

#: What programs may do that bring a key.
for_programs: list[ProgramsRouter] = [
    account_api,
    notes_api,
]
#: How people are known again.
authentication = by_session
