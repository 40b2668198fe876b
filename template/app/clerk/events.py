"""What the audit trail tells of people at Clerk."""

from enum import StrEnum


class ClerkEvent(StrEnum):
    """Something that happened at Clerk."""

    SIGNED_UP = "signed_up"
    EMAIL_CHANGED = "email_changed"
    ACCOUNT_DELETED = "account_deleted"
