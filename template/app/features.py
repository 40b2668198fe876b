"""The features of the product, in the order in which they build on each other. Reading on from here tells what it can do."""

from app.accounts.feature import accounts
from app.core.feature import Feature
from app.core.frame import frame
from app.notes.feature import notes
from app.sessions.dependencies import authenticate as by_session
from app.sessions.feature import sessions

features: list[Feature] = [
    frame,
    accounts,
    sessions,
    notes,
]

#: How a request says who sends it.
authenticate = by_session
