"""Dates as they are stated with an article: read by ISO 8601 or by the format that was named, never guessed."""

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from firsthand.errors import ReadingError
from firsthand.read.found import show

_TIME_DIRECTIVE = re.compile(r"%[-#]?[HIMSfcXpsTR]")
_DIRECTIVE = re.compile(r"%[-#]?[A-Za-z]")
_ISO_DATE = re.compile(r"\d{4}-?\d\d-?\d\d$|\d{4}-?W\d\d-?\d$")
_ISO = re.compile(r"\d{4}-?(?:\d\d|W\d)")


class Moment(NamedTuple):
    """When something was published, in UTC; `precision` is day or second."""

    when: datetime
    precision: str


def check_date_format(date_format: str | None) -> None:
    """Refuse a format that cannot read a date.

    Raises ReadingError for a format without directives or with unknown ones.
    """
    if date_format is None:
        return
    way_out = "write it with strptime's directives, as in %d/%m/%Y or %m/%d/%Y %H:%M"
    if not _DIRECTIVE.search(date_format):
        raise ReadingError(f"date format {show(date_format)} has no directives; {way_out}")
    try:
        datetime.strptime(datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC).strftime(date_format), date_format)
    except (ValueError, re.error) as error:
        raise ReadingError(f"date format {show(date_format)} cannot be used ({error}); {way_out}") from None


def read_date(value: object, date_format: str | None) -> Moment | str:
    """The moment that a value states, or the reason why it cannot be read.

    A date alone is midnight UTC with precision "day"; so is a time of exactly midnight without an offset or in UTC, since
    that is how spreadsheets and databases write a date. A time without an offset is taken as UTC.

    >>> read_date("2017-04-04T12:30:00+03:00", None)
    Moment(when=datetime.datetime(2017, 4, 4, 9, 30, tzinfo=datetime.timezone.utc), precision='second')
    >>> read_date("4/4/2017", None)
    "date not readable: '4/4/2017' is not ISO 8601 (2017-04-30, 2017-04-30T12:00:00+03:00); say how it is written with --date-format, as in --date-format %d/%m/%Y"
    >>> read_date("4/5/2017", "%d/%m/%Y").when.month
    5
    """  # noqa: E501 - a message is one line
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return Moment(datetime(value.year, value.month, value.day, tzinfo=UTC), "day")
    if not isinstance(value, str):
        return f"date not readable: {show(value)} is not text; write it as ISO 8601 (2017-04-30)"
    text = value.strip()
    if date_format is not None:
        try:
            moment = _moment(datetime.strptime(text, date_format))
        except (ValueError, OverflowError):
            # A year that comes first in the text and not in the format can only be ISO 8601.
            if date_format.lstrip().startswith("%Y") or not _ISO.match(text):
                return f"date not readable: {show(value)} does not fit --date-format {date_format}"
        else:
            return moment if _TIME_DIRECTIVE.search(date_format) else Moment(moment.when, "day")
    reason = (
        f"date not readable: {show(value)} is not ISO 8601 (2017-04-30, 2017-04-30T12:00:00+03:00); "
        "say how it is written with --date-format, as in --date-format %d/%m/%Y"
    )
    if not _ISO.match(text):
        return reason
    try:
        moment = _moment(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return reason
    return Moment(moment.when, "day") if _ISO_DATE.match(text) else moment


def _moment(when: datetime) -> Moment:
    """In UTC; OverflowError where that is before the year 1 or after 9999."""
    offset = when.utcoffset()
    midnight = (when.hour, when.minute, when.second, when.microsecond) == (0, 0, 0, 0)
    as_utc = when.replace(tzinfo=UTC) if offset is None else when.astimezone(UTC)
    return Moment(as_utc, "day" if midnight and not offset else "second")
