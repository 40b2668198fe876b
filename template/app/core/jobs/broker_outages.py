"""What Celery does about a broker that is away, made calmer: it asks every two seconds, and complains in a line."""

import logging
from typing import Any

from celery.app.amqp import AMQP
from kombu import Connection
from kombu.transport.redis import Channel, Transport

SECONDS_BETWEEN_ATTEMPTS = 2


class SteadyChannel(Channel):
    """Calls a connection that has been closed an error of the connection, which Celery lives with.

    A worker that works on a message when the broker goes acknowledges it, or gives it back, through a channel whose
    connection is closed by then. Kombu reaches for the address that it has forgotten, and the worker would stop for good
    on an AttributeError. The message stays with the broker as not acknowledged; if the broker has forgotten it too, the
    sweep publishes its job again.
    """

    def _connparams(self, asynchronous: bool = False) -> Any:
        if self.connection.client is None:
            raise ConnectionError("The connection of this channel is closed.")
        return super()._connparams(asynchronous)


class SteadyTransport(Transport):
    """Kombu's way to Redis, with channels that say clearly when they are closed."""

    Channel = SteadyChannel


class SteadyConnection(Connection):
    """Asks again at a steady pace. Celery would wait longer each time, and after a long outage for half a minute more."""

    def ensure_connection(
        self, errback: Any = None, max_retries: Any = None, **options: Any
    ) -> Any:
        pace = {"interval_start": SECONDS_BETWEEN_ATTEMPTS, "interval_step": 0}
        return super().ensure_connection(errback, max_retries, **{**pace, **options})

    def get_transport_cls(self) -> type[Transport]:
        return SteadyTransport


class SteadyAMQP(AMQP):
    """Celery's part that makes connections."""

    Connection = SteadyConnection


class OutagesAreWarnings(logging.Filter):
    """Celery calls a broker that is away an error, or critical with a stack trace, although the job is done once all the same."""

    COMPLAINTS = ("consumer: Cannot connect to", "Couldn't ack")
    #: In each outage: that a later Celery will break off the jobs under way, about which our settings have decided.
    NEEDLESS = "CPendingDeprecationWarning"

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "py.warnings" and self.NEEDLESS in record.getMessage():
            return False
        if str(record.msg).startswith(self.COMPLAINTS):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = None
        return True


def calm_the_log() -> None:
    """Have outages of the broker logged as warnings."""
    for name in ("celery.worker.consumer.consumer", "celery.worker.request", "py.warnings"):
        logging.getLogger(name).addFilter(OutagesAreWarnings())
