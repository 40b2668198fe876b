"""What a failure of the database or the broker means to a client: come again, somebody was faster, or a crash."""

from redis import exceptions as redis_errors
from sqlalchemy import exc as database_errors

from app.core.errors import AppError, Conflict, Invalid

#: What can pass as one of these is not the program's fault. Starlette looks handlers up by them.
OUTAGES: tuple[type[Exception], ...] = (
    database_errors.DBAPIError,
    database_errors.TimeoutError,
    redis_errors.ConnectionError,
    redis_errors.TimeoutError,
)


class Unavailable(AppError):
    """Something that the product stands on does not answer. That passes."""

    status = 503
    code = "unavailable"
    message = "This is not available at the moment. Try again in a few seconds."
    retry_after = 5


class TookTooLong(Unavailable):
    """The database gave a statement up after the time that it may take."""

    code = "took_too_long"
    message = "This took too long and was given up. Try again in a moment."


class TooBusy(Unavailable):
    """So many wait for a turn at something costly that one more would wait for long."""

    code = "too_busy"
    message = "Too much is going on at the moment. Try again in a few seconds."


class ConcurrentChange(Conflict):
    """Two requests wanted the same rows, and the database let one of them go first."""

    code = "concurrent_change"
    message = "Somebody else changed this at the same moment. Try again."


# Listed at https://www.postgresql.org/docs/current/errcodes-appendix.html
BY_SQLSTATE: dict[str, type[AppError]] = {
    "57014": TookTooLong,  # the statement's time was up
    "25P03": TookTooLong,  # so was the transaction's
    "55P03": ConcurrentChange,  # a lock could not be had
    "40001": ConcurrentChange,  # transactions that do not fit one after the other
    "40P01": ConcurrentChange,  # a deadlock
    "23505": Conflict,  # somebody has that already
    "23503": Conflict,  # a row that others point to, or that is gone
    "23P01": Conflict,  # overlaps with another row
    "25006": Unavailable,  # a server that has become a replica
}
BY_CLASS: dict[str, type[AppError]] = {
    "08": Unavailable,  # the connection
    "22": Invalid,  # a value that no column can hold, such as text with a NUL
    "53": Unavailable,  # connections, memory or disk are used up
    "57": Unavailable,  # the server stops or starts
}


def refusal(error: Exception) -> AppError | None:
    """What to tell a client about a failure, or None if it is a mistake of the program."""
    if not isinstance(error, database_errors.DBAPIError):
        return Unavailable(internal=reason(error)) if isinstance(error, OUTAGES) else None
    state = getattr(error.orig, "sqlstate", None) or ""
    known = BY_SQLSTATE.get(state) or BY_CLASS.get(state[:2])
    if known is None and (error.connection_invalidated or lost(error)):
        known = Unavailable
    if known is None and isinstance(error, database_errors.DataError):
        # The driver itself refuses the value.
        known = Invalid
    return known(internal=reason(error)) if known else None


def is_outage(error: Exception) -> bool:
    """Whether it was the database that failed, because it is away, and not what it was asked for."""
    return (
        isinstance(error, database_errors.SQLAlchemyError) and type(refusal(error)) is Unavailable
    )


def lost(error: database_errors.DBAPIError) -> bool:
    """Whether no server answered: only then an operational error says no reason of the server's own."""
    return isinstance(error, database_errors.OperationalError) and not getattr(
        error.orig, "sqlstate", None
    )


def reason(error: Exception) -> str:
    return f"{type(error).__name__}: {getattr(error, 'orig', None) or error}".strip()
