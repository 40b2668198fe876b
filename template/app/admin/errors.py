"""What administrators must not do."""

from app.core.errors import Conflict, Forbidden


class MayMoreThanYou(Forbidden):
    code = "may_more_than_you"
    message = "This is about somebody, or something, that may do more than you may."


class NotYourself(Conflict):
    code = "not_yourself"
    message = "You cannot do this to yourself."


class HasLeft(Conflict):
    code = "has_left"
    message = "They have left. Nobody signs in as them unless they come back."


class NobodyElse(Conflict):
    code = "nobody_else"
    message = "There is nobody whom you could go back to being."
