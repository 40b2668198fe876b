"""The failures that the person at the terminal can mend."""


class CommandError(Exception):
    """What is wrong and what to do about it, in words for a person. Shown without a traceback."""
