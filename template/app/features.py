"""The features of the product, in the order in which they build on each other. Reading on from here tells what it can do."""

from app.accounts.feature import accounts
from app.core.feature import Feature
from app.core.frame import frame
from app.notes.feature import notes

features: list[Feature] = [
    frame,
    accounts,
    notes,
]
