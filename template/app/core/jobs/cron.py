"""Times that come again and again, written as cron writes them: minute, hour, day, month, day of the week. In UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: The fields, each with its smallest and its largest number. Sunday is 0, and 7 too.
FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
#: A 29th of February that is a given day of the week comes within so many days.
FURTHEST = 366 * 28


@dataclass(frozen=True)
class Cron:
    """When something is to happen, as sets of numbers."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    #: As cron has it: if days of the month and of the week are both named, either is enough.
    either_day: bool

    @classmethod
    def parse(cls, text: str) -> "Cron":
        """Raises ValueError: the text is not five fields of numbers, ranges, lists and steps, or no day fits it."""
        parts = text.split()
        if len(parts) != len(FIELDS):
            raise ValueError(f"{text!r} has to say minute, hour, day, month and day of the week.")
        minutes, hours, days, months, weekdays = (
            parse_field(part, *field) for part, field in zip(parts, FIELDS, strict=True)
        )
        weekdays = frozenset(day % 7 for day in weekdays)
        either = "*" not in {parts[2], parts[4]}
        cron = cls(minutes, hours, days, months, weekdays, either)
        cron.next_after(datetime(2024, 1, 1))  # noqa: DTZ001 - only whether there is one
        return cron

    def next_after(self, moment: datetime) -> datetime:
        """The first such time later than a moment."""
        day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        for _ in range(FURTHEST):
            if self.falls_on(day):
                for hour in sorted(self.hours):
                    for minute in sorted(self.minutes):
                        candidate = day.replace(hour=hour, minute=minute)
                        if candidate > moment:
                            return candidate
            day += timedelta(days=1)
        raise ValueError("There is no such day.")

    def falls_on(self, day: datetime) -> bool:
        of_month, of_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        fits = of_month or of_week if self.either_day else of_month and of_week
        return day.month in self.months and fits


def parse_field(text: str, name: str, smallest: int, largest: int) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        try:
            if span == "*":
                low, high = smallest, largest
            else:
                low = int(first)
                high = int(last) if last else largest if step else low
            stride = int(step) if step else 1
        except ValueError:
            raise ValueError(f"{part!r} is no {name}.") from None
        if not (smallest <= low <= high <= largest and stride > 0):
            raise ValueError(f"{part!r} is no {name}.")
        found.update(range(low, high + 1, stride))
    return frozenset(found)
