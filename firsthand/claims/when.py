"""When a statement says that something happened: the time that it names, and what stands "a day after" it."""

import re
from datetime import datetime, timedelta

from firsthand.claims.tokens import Text
from firsthand.claims.units import Unit
from firsthand.records import TimeExpression

_EXACT = {"day": 0, "part of day": 0, "part of month": 1, "month": 2, "relative": 3, "year": 4}
_DAYS_AFTER = re.compile(
    r"\b(?P<days>a|one|two|three|four|five|six|\d) days? after\b",
    re.IGNORECASE,
)
_DAYS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def find_when(text: Text, unit: Unit, at: int, times: list[TimeExpression]) -> tuple[datetime | None, datetime | None]:
    """First and last moment of what a statement tells at the character `at`; nothing where it names no time.

    What stands behind "two days after" is earlier by that than the day that is named before: in "was hit on Thursday, a
    day after 35 were killed" the 35 were killed on Wednesday.
    """
    day = _time_of(unit, times)
    if day is None or day.date_from is None or day.date_to is None:
        return None, None
    earlier = timedelta(0)
    if day.date_to - day.date_from <= timedelta(days=1):
        for found in _DAYS_AFTER.finditer(text.text, unit.start, max(unit.start, at)):
            if day.end <= found.start():
                words = found["days"].lower()
                earlier = timedelta(days=_DAYS[words] if words in _DAYS else int(words))
                break
    return day.date_from - earlier, day.date_to - earlier


def _time_of(unit: Unit, times: list[TimeExpression]) -> TimeExpression | None:
    """The time of what is stated: the most exact resolved one inside the statement, else inside its sentence."""
    for start, end in ((unit.start, unit.end), unit.sentence):
        inside = [t for t in times if start <= t.start and t.end <= end and t.date_from is not None]
        if inside:
            return min(inside, key=lambda t: (_EXACT.get(t.precision, 5), t.start))
    return None
