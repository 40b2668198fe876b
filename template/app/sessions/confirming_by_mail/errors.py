"""What can go wrong with confirming by mail."""

from app.core.errors import Forbidden


class BetterWayKnown(Forbidden):
    """Whoever has a password or a passkey uses that: a mail is easier to come by."""

    code = "better_way_known"
    message = "Use your password or a passkey."
