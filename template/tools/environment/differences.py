"""`just env diff A B`: what two environments are told differently, in groups; secrets are masked."""

from collections.abc import Iterator, Mapping

from app.core.variables import Variable

MASK = "••••••"


def masked(variable: Variable | None, value: str, *, show: bool) -> str:
    """A value for the screen. What is not declared may be anything, so it is masked too."""
    return value if show or (variable is not None and not variable.secret) else MASK


def differences(
    first: tuple[str, Mapping[str, str]],
    second: tuple[str, Mapping[str, str]],
    declared: Mapping[str, Variable],
    *,
    show: bool,
) -> Iterator[str]:
    """The lines that tell it, group by group; none for two that are told the same."""
    (name, values), (other_name, others) = first, second

    def line(variable: str, value: str) -> str:
        return f"  {variable}={masked(declared.get(variable), value, show=show)}"

    yield from group(f"Only in {name}", [line(n, v) for n, v in values.items() if n not in others])
    yield from group(
        f"Only in {other_name}", [line(n, v) for n, v in others.items() if n not in values]
    )
    changed = [n for n in values if n in others and values[n] != others[n]]
    yield from group(
        f"Different: {name}, then {other_name}",
        [each for n in changed for each in (line(n, values[n]), line(n, others[n]))],
    )
    same = [line(n, v) for n, v in values.items() if others.get(n) == v]
    yield from group("The same in both", same)


def group(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{title}:"
        yield from sorted(lines, key=lambda line: line.partition("=")[0])
