"""`just lint`: run all checks, or those of an area or a name. With --fix, mend what can be mended instead."""

import argparse

from tools.lint.checks import CHECKS, Check
from tools.lint.runner import mend, run_checks
from tools.terminal import ToolError, end_in_order_on_signals, say, stop


def chosen(names: list[str]) -> list[Check]:
    """The checks that some names or areas mean; all for no name.

    Raises:
        ToolError: a name means none; with the ones that do.
    """
    for name in names:
        if not any(name in (check.name, check.area) for check in CHECKS):
            known = ", ".join([*areas(), *(check.name for check in CHECKS)])
            raise ToolError(f"There is no check {name!r}. There are: {known}.")
    return [check for check in CHECKS if not names or check.name in names or check.area in names]


def areas() -> list[str]:
    return list(dict.fromkeys(check.area for check in CHECKS))


def main() -> None:
    parser = argparse.ArgumentParser(prog="just lint", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help="a check or an area")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--fix", action="store_true", help="mend what can be mended")
    how.add_argument("--list", action="store_true", help="say which checks there are")
    words = parser.parse_args()
    end_in_order_on_signals()
    try:
        checks = chosen(words.names)
        if words.list:
            for check in checks:
                say(f"{check.area:8} {check.name:14} {check.purpose}")
            return
        failed = mend(checks) if words.fix else run_checks(checks)
    except ToolError as error:
        stop(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
