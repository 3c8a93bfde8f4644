"""In what two mentions agree or differ: figure, place and time."""

from datetime import datetime, timedelta
from functools import lru_cache

from firsthand.claims.gazetteer import country_words, plain_name
from firsthand.claims.rows import ComparedMention

WRONG_DAYS = 45
"""How far off the date that came with an article may be, in days: further apart are two events."""
MAGNITUDE = 10.0
"""How many times larger one of two counts of one toll may be: early and late tolls of one event differ by less."""
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}


def magnitudes_apart(one: ComparedMention, other: ComparedMention) -> bool:
    """Whether two counts are so far apart that one is no other report of the same toll."""
    low, high = sorted(max(1.0, m.figure_value or m.figure_low or m.figure_high or 1.0) for m in (one, other))
    return high > MAGNITUDE * low


def compare_figures(one: ComparedMention, other: ComparedMention) -> str:
    """equal, compatible, differ, or nothing where one of the two has no figure."""
    if (one.figure_low is None and one.figure_high is None) or (other.figure_low is None and other.figure_high is None):
        return ""
    if one.figure_value is not None and one.figure_value == other.figure_value:
        return "equal"
    if (
        one.figure_value is None
        and other.figure_value is None
        and (one.figure_low, one.figure_high) == (other.figure_low, other.figure_high)
    ):
        return "equal"
    infinite = float("inf")
    low = max(one.figure_low or 0, other.figure_low or 0)
    high = min(
        infinite if one.figure_high is None else one.figure_high,
        infinite if other.figure_high is None else other.figure_high,
    )
    return "compatible" if low <= high else "differ"


def compare_places(one: ComparedMention, other: ComparedMention, known: bool) -> str:
    """agree where one place is named in both, differ where each names another, or nothing where one names none or a
    state.

    `known` says that one article names the other's place as well: an article names the province in one sentence and the
    village in the next, so that two different names then say nothing.
    """
    if one.place is None or other.place is None or _is_state(one.place) or _is_state(other.place):
        return ""
    if one.place == other.place:
        return "agree"
    words = [set(m.place.lower().replace("-", " ").split()) for m in (one, other) if m.place]
    if words[0] <= set(other.names) or words[1] <= set(one.names):
        return "agree"
    return "" if known else "differ"


@lru_cache(maxsize=4_096)
def _is_state(place: str) -> bool:
    return plain_name(place) in country_words()


def compare_times(one: ComparedMention, other: ComparedMention) -> str:
    """agree, differ or nothing. Days a whole number of weeks apart say nothing: an article's own date is often wrong,
    the weekday in its text is not."""
    if one.date_from is None or other.date_from is None or one.date_to is None or other.date_to is None:
        days = [set(m.names) & _WEEKDAYS for m in (one, other)]
        return "" if not all(days) else "agree" if days[0] & days[1] else "differ"
    if one.date_from < other.date_to and other.date_from < one.date_to:
        return "agree"
    short = timedelta(days=1)
    if one.date_to - one.date_from > short or other.date_to - other.date_from > short:
        return ""
    return "differ" if days_apart(one.date_from, other.date_from) else ""


def days_apart(one: datetime | None, other: datetime | None) -> bool:
    """Whether two days are not the same, nor whole weeks apart: an article's own date is often wrong by weeks, not by
    more."""
    if one is None or other is None:
        return False
    return (one - other).days % 7 != 0 or abs((one - other).days) > WRONG_DAYS
