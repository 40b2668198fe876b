"""What administrators do, as the audit trail calls it."""

from enum import StrEnum


class AdminEvent(StrEnum):
    USER_SUSPENDED = "user_suspended"
    USER_RESTORED = "user_restored"
    ROLE_CHANGED = "role_changed"
    USER_IMPERSONATED = "user_impersonated"
    IMPERSONATION_ENDED = "impersonation_ended"
    AUDIT_EXPORTED = "audit_exported"
