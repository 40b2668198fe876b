"""Waiting for a database that is away: until it is back, no job begins or ends, and nothing better can be done."""

import logging
import time
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from app.core.outages import is_outage, reason

logger = logging.getLogger(__name__)

#: Seconds. A worker that has been told to end waits no longer either.
PATIENCE = 20.0
PAUSE = 0.5


class DatabaseAway(Exception):
    """The database has not answered for as long as a worker waits."""


def once_database_answers[Result](action: Callable[[], Result]) -> Result:
    """Do something in the database, again and again while it is away.

    Raises:
        DatabaseAway: that took too long.
    """
    deadline = 0.0
    while True:
        try:
            result = action()
        except DBAPIError as error:
            if not is_outage(error):
                raise
            if not deadline:
                logger.warning("waiting for the database", extra={"reason": reason(error)})
                deadline = time.monotonic() + PATIENCE
            elif time.monotonic() > deadline:
                raise DatabaseAway(reason(error)) from None
            time.sleep(PAUSE)
        else:
            if deadline:
                logger.info("the database answers again")
            return result
