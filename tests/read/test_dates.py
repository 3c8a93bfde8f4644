"""Dates: ISO 8601 or the format that was named, never a guess between day and month."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from firsthand.errors import ReadingError
from firsthand.read.dates import check_date_format, read_date


@pytest.mark.parametrize(
    ("value", "iso", "precision"),
    [
        ("2017-04-04", "2017-04-04T00:00:00+00:00", "day"),
        (" 20170404 ", "2017-04-04T00:00:00+00:00", "day"),
        ("2017-04-04T12:30", "2017-04-04T12:30:00+00:00", "second"),
        ("2017-04-04 12:30:15.123456", "2017-04-04T12:30:15.123456+00:00", "second"),
        ("2017-04-04T12:30:00Z", "2017-04-04T12:30:00+00:00", "second"),
        ("2017-04-04T01:30:00+03:00", "2017-04-03T22:30:00+00:00", "second"),
        ("2017-04-04T00:00:00", "2017-04-04T00:00:00+00:00", "day"),
        ("2017-04-04T00:00:00Z", "2017-04-04T00:00:00+00:00", "day"),
        ("2017-04-04T00:00:00+03:00", "2017-04-03T21:00:00+00:00", "second"),
        (date(2017, 4, 4), "2017-04-04T00:00:00+00:00", "day"),
        (datetime(2017, 4, 4, 1, tzinfo=timezone(timedelta(hours=2))), "2017-04-03T23:00:00+00:00", "second"),
        (datetime(2017, 4, 4, 1), "2017-04-04T01:00:00+00:00", "second"),
    ],
)
def test_iso_dates_are_read_in_utc(value: object, iso: str, precision: str) -> None:
    moment = read_date(value, None)
    assert not isinstance(moment, str)
    assert (moment.when.isoformat(), moment.precision) == (iso, precision)


@pytest.mark.parametrize(
    "value",
    ["4/4/2017", "04.05.2017", "4 April 2017", "2017", "2017-04", "2017-13-01", "yesterday", "0001-01-01T00:00+05:00"],
)
def test_what_is_not_iso_is_not_read_and_the_reason_names_the_way_out(value: str) -> None:
    reason = read_date(value, None)
    assert isinstance(reason, str)
    assert repr(value) in reason
    assert "--date-format" in reason


@pytest.mark.parametrize(
    ("value", "date_format", "expected"),
    [
        ("4/5/2017", "%d/%m/%Y", (datetime(2017, 5, 4, tzinfo=UTC), "day")),
        ("4/5/2017", "%m/%d/%Y", (datetime(2017, 4, 5, tzinfo=UTC), "day")),
        ("4/5/2017 13:05", "%m/%d/%Y %H:%M", (datetime(2017, 4, 5, 13, 5, tzinfo=UTC), "second")),
        ("Apr 5, 2017 1:05 PM +0200", "%b %d, %Y %I:%M %p %z", (datetime(2017, 4, 5, 11, 5, tzinfo=UTC), "second")),
        ("2017-05-04", "%d/%m/%Y", (datetime(2017, 5, 4, tzinfo=UTC), "day")),
        ("2017-05-04", "%Y-%d-%m", (datetime(2017, 4, 5, tzinfo=UTC), "day")),
    ],
)
def test_dates_in_a_format_that_was_named(value: str, date_format: str, expected: tuple[datetime, str]) -> None:
    assert read_date(value, date_format) == expected


def test_a_date_that_does_not_fit_the_format_is_not_read_by_another() -> None:
    assert read_date("13/4/2017", "%m/%d/%Y") == "date not readable: '13/4/2017' does not fit --date-format %m/%d/%Y"
    assert isinstance(read_date("2017-04-13", "%Y-%d-%m"), str)


@pytest.mark.parametrize("date_format", ["dd/mm/yyyy", "", "%Q", "100%"])
def test_a_format_that_cannot_read_a_date_is_refused(date_format: str) -> None:
    with pytest.raises(ReadingError, match=r"date format .*; write it with strptime's directives, as in %d/%m/%Y"):
        check_date_format(date_format)
