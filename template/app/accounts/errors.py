"""What can go wrong with accounts."""

from app.core.errors import Conflict, Forbidden, ProblemDetail


class EmailTaken(Conflict):
    code = "email_taken"
    message = "There is already an account with this address."

    def __init__(self) -> None:
        super().__init__(ProblemDetail(field="email", message=self.message))


class ConfirmationRequired(Forbidden):
    code = "confirmation_required"
    message = "Show once more that it is you."


class AccountLeaving(Forbidden):
    code = "account_leaving"
    message = "You have left. Sign in on the page to come back."


class AccountSuspended(Forbidden):
    code = "account_suspended"
    message = "This account is suspended."


class NotAsAnother(Forbidden):
    code = "not_as_another"
    message = "You cannot do this while you are signed in as somebody else."


class LastAdministrator(Conflict):
    code = "last_administrator"
    message = "Nobody would be left who gives roles. Make somebody else an administrator first."
