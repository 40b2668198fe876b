"""The audit trail: what people did that somebody may have to answer for.

    class SessionEvent(StrEnum): SIGNED_IN = "signed_in"; ...

    record(session, SessionEvent.SIGNED_IN, user.id)

A feature names its events in `events.py` and declares them in its `Feature`.
"""

from app.core.audit.recording import record, record_refusal

__all__ = ["record", "record_refusal"]
