"""What happens to keys, as the audit trail calls it."""

from enum import StrEnum


class ApiKeyEvent(StrEnum):
    CREATED = "api_key_created"
    REVOKED = "api_key_revoked"
