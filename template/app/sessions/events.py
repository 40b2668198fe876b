"""What sessions write to the audit trail."""

from enum import StrEnum


class SessionEvent(StrEnum):
    """What people did with how they sign in."""

    EMAIL_CHANGE_ASKED = "email_change_asked"
    EMAIL_CHANGED = "email_changed"
    EMAIL_CHANGE_UNDONE = "email_change_undone"
