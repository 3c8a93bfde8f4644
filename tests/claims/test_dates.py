"""Times: resolved against the article that they were written in, or left open with the reason."""

from datetime import UTC, datetime

import pytest

from firsthand.claims.dates import find_days, find_times, scan_times
from firsthand.claims.rows import ArticleDay, Copy
from firsthand.records import Article, Credit, TimeExpression
from firsthand.schema import schema_of, to_rows, to_table

from .helpers import article

FRIDAY = datetime(2017, 7, 21, tzinfo=UTC)


def times_in(text: str, day: datetime | None, copies: list[Copy] | None = None) -> list[TimeExpression]:
    row = article(text)
    days = to_table([ArticleDay(row.article_id, day, "stated with the article")], ArticleDay)
    return to_rows(find_times(to_table([row], Article), days, to_table(copies or [], Copy)), TimeExpression)


RESOLVED = [
    ("He spoke on Tuesday.", "on Tuesday", (2017, 7, 18), "day"),
    ("It began early on Friday.", "early on Friday", (2017, 7, 21), "part of day"),
    ("He spoke last Friday.", "last Friday", (2017, 7, 14), "day"),
    ("It fell on 3 May.", "on 3 May", (2017, 5, 3), "day"),
    ("It fell on 3 May 2015.", "on 3 May 2015", (2015, 5, 3), "day"),
    ("It fell in December.", "in December", (2016, 12, 1), "month"),
    ("Earlier in July he left.", "Earlier in July", (2017, 7, 1), "part of month"),
    ("He left yesterday.", "yesterday", (2017, 7, 20), "day"),
    ("He left two days ago.", "two days ago", (2017, 7, 19), "day"),
    ("He left last week.", "last week", (2017, 7, 10), "relative"),
    ("It was founded in 2014.", "in 2014", (2014, 1, 1), "year"),
]


@pytest.mark.parametrize(("text", "words", "day", "precision"), RESOLVED, ids=lambda x: x if isinstance(x, str) else "")
def test_resolved_against_a_friday(text: str, words: str, day: tuple[int, int, int], precision: str) -> None:
    (time,) = times_in(text, FRIDAY)
    assert text[time.start : time.end] == words
    assert (time.date_from, time.precision) == (datetime(*day, tzinfo=UTC), precision)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("He spoke on Tuesday.", "day"),
        ("Earlier in July he left.", "part of month"),
        ("Hours after the launch of the offensive, it fell.", "relative"),
        ("Recently, it fell.", "vague"),
    ],
)
def test_without_a_date_nothing_is_guessed(text: str, precision: str) -> None:
    (time,) = times_in(text, None)
    assert time.date_from is None
    assert time.precision == precision
    assert time.reason


def test_counted_from_another_event_stays_open_even_in_a_dated_article() -> None:
    (time,) = times_in("Hours after the launch of the offensive, it fell.", FRIDAY)
    assert (time.date_from, time.anchor_id) == (None, None)


@pytest.mark.parametrize("day", [FRIDAY, None])
def test_a_copied_weekday_is_counted_from_the_article_it_was_written_in(day: datetime | None) -> None:
    text = "On Tuesday, the minister spoke."
    copy = Copy(article(text).article_id, 0, len(text), 7, day)
    (time,) = times_in(text, datetime(2017, 7, 28, tzinfo=UTC), [copy])
    assert time.anchor_id == 7
    assert time.date_from == (datetime(2017, 7, 18, tzinfo=UTC) if day else None)


def test_the_dateline_beats_the_date_that_came_with_the_article() -> None:
    row = article("Tue 4 Apr 2017 It began.", day="2017-05-20")
    line = Credit(row.article_id, 0, 14, "dateline", None, "nothing", None, datetime(2017, 4, 4, tzinfo=UTC))
    (day,) = to_rows(find_days(to_table([row], Article), to_table([line], Credit)), ArticleDay)
    assert (day.day, day.basis) == (datetime(2017, 4, 4, tzinfo=UTC), "dateline")
    (day,) = to_rows(find_days(to_table([row], Article), schema_of(Credit).empty_table()), ArticleDay)
    assert day.day == datetime(2017, 5, 20, tzinfo=UTC)


def test_a_verb_is_no_month_and_a_long_text_is_no_burden() -> None:
    assert scan_times("They may march by then.") == []
    assert len(scan_times("on Monday " * 5000)) == 5000
