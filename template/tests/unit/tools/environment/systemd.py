"""How systemd reads an EnvironmentFile: the states of `parse_env_file_internal` in its src/basic/env-file.c, one by one.

A running systemd is needed to ask it itself, and neither containers nor CI have one.
"""


def parse_environment_file(text: str) -> dict[str, str]:
    """The variables that systemd would set."""
    found: dict[str, str] = {}
    state, key, value, kept = "before key", "", "", 0

    def push() -> None:
        found[key.rstrip(" \t")] = value

    for mark in text:
        match state:
            case "before key":
                if mark in "#;":
                    state = "comment"
                elif mark not in " \t\n\r":
                    state, key, value, kept = "key", mark, "", 0
            case "key":
                if mark in "\n\r":
                    state = "before key"
                elif mark == "=":
                    state = "before value"
                else:
                    key += mark
            case "before value":
                if mark in "\n\r":
                    push()
                    state = "before key"
                elif mark == "'":
                    state = "single"
                elif mark == '"':
                    state = "double"
                elif mark == "\\":
                    state = "escape"
                elif mark not in " \t":
                    state, value = "value", value + mark
                    kept = len(value)
            case "value":
                if mark in "\n\r":
                    value = value[:kept]
                    push()
                    state = "before key"
                elif mark == "\\":
                    state, kept = "escape", len(value)
                else:
                    value += mark
                    kept = kept if mark in " \t" else len(value)
            case "escape":
                state = "value"
                if mark not in "\n\r":
                    value += mark
                    kept = len(value)
            case "single":
                state, value = ("before value", value) if mark == "'" else (state, value + mark)
            case "double":
                if mark == '"':
                    state = "before value"
                elif mark == "\\":
                    state = "escape in double"
                else:
                    value += mark
            case "escape in double":
                state = "double"
                if mark in '"\\`$':
                    value += mark
                elif mark != "\n":
                    value += "\\" + mark
            case "comment":
                state = "before key" if mark in "\n\r" else state
    if state in ("before value", "value"):
        push()
    return found
