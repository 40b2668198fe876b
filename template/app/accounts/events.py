"""What accounts write to the audit trail."""

from enum import StrEnum


class AccountEvent(StrEnum):
    """What became of an account."""

    LEFT = "account_left"
    CAME_BACK = "account_came_back"
    ERASED = "account_erased"
    DATA_EXPORTED = "account_data_exported"
