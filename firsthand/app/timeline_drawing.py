"""The timeline as a drawing: bars of publications above, events as strokes below, from one day to another.

Without a script this is the drawing; with one, static/timeline.js draws the same rows so that they can be moved.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firsthand.app.asking import FIRST_DAY, LAST_DAY
from firsthand.views.timeline import Happened, Published

WIDTH, LEFT = 1_100.0, 10.0
"""Pixels of the drawing, and of its left edge."""
BARS = 60.0
"""Height of the lane of publications."""
ROW = 24.0
"""Height of a row of events: each can be clicked."""
STRIP = 18.0
"""Height of the bars above the line of the strip, and of those below it."""
EVENTS_DRAWN = 40
"""Events of the drawing; the table has all of them."""
_LABEL = 60
"""Characters of an event's label at most."""


@dataclass(frozen=True)
class Bar:
    """What there is of a step of time."""

    x: float
    width: float
    height: float
    count: int
    """Articles published, or claims whose time begins then."""
    first: str
    last: str


@dataclass(frozen=True)
class Stroke:
    """An event in the drawing: from its first day to the end of its last."""

    x: float
    y: float
    width: float
    label: str
    label_x: float
    before: bool
    """Whether the label stands to the left of it."""
    event: Happened


@dataclass(frozen=True)
class Tick:
    """A day that is written on the axis."""

    x: float
    label: str


@dataclass(frozen=True)
class Window:
    """Another stretch of time that the drawing could show."""

    name: str
    key: str
    first: str
    last: str


@dataclass(frozen=True)
class Lanes:
    """The timeline as a drawing."""

    height: float
    bars: tuple[Bar, ...]
    strokes: tuple[Stroke, ...]
    ticks: tuple[Tick, ...]
    first: str
    """The day at the left edge, ISO."""
    last: str
    """The day at the right edge."""
    windows: tuple[Window, ...]
    hidden: int
    """Events that the drawing leaves to the table."""
    summary: str


@dataclass(frozen=True)
class Strip:
    """The whole time, narrow: what of it the lanes show, and what there is before and after."""

    published: tuple[Bar, ...]
    happened: tuple[Bar, ...]
    first: str
    """The day at the left edge, ISO."""
    last: str
    x: float
    """Where the time that the lanes show begins."""
    width: float


def draw_strip(published: list[Published], events: list[Happened]) -> Strip | None:
    """The strip of the whole time, with all of it shown; None where nothing has a day."""
    days = [date.fromisoformat(one.day) for one in published]
    starts = [date.fromisoformat(event.first) for event in events]
    edges = _edges(days, [*starts, *(date.fromisoformat(event.last) for event in events)])
    if edges is None:
        return None
    first, last = edges
    x = _scale(first, last)
    return Strip(
        published=tuple(_bars(days, edges, x, STRIP)),
        happened=tuple(_bars(starts, edges, x, STRIP)),
        first=first.isoformat(),
        last=last.isoformat(),
        x=LEFT,
        width=WIDTH - 2 * LEFT,
    )


def frame_shown(strip: Strip, lanes: Lanes) -> Strip:
    """The same strip with the frame around what lanes show."""
    x = _scale(date.fromisoformat(strip.first), date.fromisoformat(strip.last))
    left, right = x(date.fromisoformat(lanes.first)), x(_shift(date.fromisoformat(lanes.last), 1))
    return replace(strip, x=left, width=round(max(2.0, right - left), 1))


def draw_lanes(
    published: list[Published], events: list[Happened], first: str = "", last: str = "", drawn: int = EVENTS_DRAWN
) -> Lanes | None:
    """Bars of publications above, events as strokes below: the told-by-most first where there is no room for all.

    `first` and `last` are the days at the edges, where they were chosen.
    """
    chosen = sorted(events, key=lambda e: (-e.articles, e.first, e.short_id))[:drawn]
    days = [date.fromisoformat(one.day) for one in published]
    edges = _edges(days, [date.fromisoformat(day) for event in events for day in (event.first, event.last)])
    if edges is None and not (first and last):
        return None
    low, high = edges or (date.fromisoformat(first), date.fromisoformat(last))
    return _draw(
        days,
        chosen,
        len(events),
        (date.fromisoformat(first) if first else low, date.fromisoformat(last) if last else high),
    )


def _edges(published: list[date], happened: list[date]) -> tuple[date, date] | None:
    """The days that a timeline goes from and to. One event long before all others does not press the rest together: it
    stands at the edge, as does what says so."""
    if not published and not happened:
        return None
    first, last = min(published + happened), max(published + happened)
    if published:
        first = max(first, _shift(min(published), -60))
        last = min(last, _shift(max(published), 60))
    return first, last


def _draw(days: list[date], chosen: list[Happened], events: int, edges: tuple[date, date]) -> Lanes:
    first, last = edges[0], max(edges)
    x = _scale(first, last)
    strokes, rows = [], 0
    ends: list[float] = []
    for event in sorted(chosen, key=lambda e: (e.first, e.last, e.short_id)):
        start, end = x(date.fromisoformat(event.first)), x(_shift(date.fromisoformat(event.last), 1))
        label = _short(event.statement)
        room = 6.4 * len(label) + 12
        before = end + room > WIDTH and start > room  # where neither side has room, the label stands in the stroke
        left, right = (start - room, end) if before else (start, min(WIDTH, end + room))
        row = next((i for i, taken in enumerate(ends) if taken <= left), len(ends))
        ends[row : row + 1] = [right]
        rows = max(rows, row + 1)
        label_x = start - 6 if before else max(end, start + 6) + 6
        if not before and end + room > WIDTH:
            label_x = start + 6
        strokes.append(
            Stroke(
                start, BARS + 34 + row * ROW, round(max(6.0, end - start), 1), label, round(label_x, 1), before, event
            )
        )
    bars = tuple(_bars(days, (first, last), x, BARS))
    count = f"{len(days)} articles and {events} claims with a time, from {first} to {last}."
    return Lanes(
        height=BARS + 50 + rows * ROW,
        bars=bars,
        strokes=tuple(strokes),
        ticks=tuple(Tick(x(day), label) for day, label in _ticks(first, last)),
        first=first.isoformat(),
        last=last.isoformat(),
        windows=tuple(_windows(first, last)),
        hidden=events - len(chosen),
        summary=count,
    )


def _scale(first: date, last: date) -> Callable[[date], float]:
    """Where a day begins in a drawing from one day to another; what lies beyond an edge stands at it."""
    span = max(1, (last - first).days + 1)
    return lambda day: round(LEFT + (WIDTH - 2 * LEFT) * min(1.0, max(0.0, (day - first).days / span)), 1)


def _windows(first: date, last: date) -> Iterable[Window]:
    """Half as far before and after, half as much and twice as much: what one step of moving and zooming shows."""
    days = (last - first).days + 1
    half, quarter = max(1, days // 2), days // 4
    windows = [
        ("Earlier", "[", -half, -half),
        ("Later", "]", half, half),
        ("Zoom in", "+", quarter, -quarter),
        ("Zoom out", "-", -half, half),
    ]
    for name, key, before, after in windows:
        start, end = _shift(first, before), _shift(last, after)
        yield Window(name, key, max(FIRST_DAY, start.isoformat()), min(LAST_DAY, max(start, end).isoformat()))


def _shift(day: date, days: int) -> date:
    """A day some days later, or the last that there is."""
    return date.fromordinal(min(date.max.toordinal(), max(1, day.toordinal() + days)))


def _bars(days: list[date], edges: tuple[date, date], x: Callable[[date], float], highest: float) -> Iterable[Bar]:
    """Bars of days, weeks or about months, so that there are a hundred and twenty at most."""
    first, last = edges
    step = next(size for size in (1, 7, 30, 91, 365, 3_650, 36_500) if (last - first).days / size <= 120)
    counts = Counter((day - first).days // step for day in days if first <= day <= last)
    most = max(counts.values(), default=1)
    for number in sorted(counts):
        start = first + timedelta(days=number * step)
        end = min(last, start + timedelta(days=step - 1))
        left, right = x(start), x(_shift(end, 1))
        height = round(highest * counts[number] / most, 1)
        yield Bar(
            left, round(max(3.0, right - left - 1), 1), height, counts[number], start.isoformat(), end.isoformat()
        )


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Days to write on the axis: days, months or years, eight at most."""
    span = (last - first).days
    if span <= 16:
        every = [first + timedelta(days=i) for i in range(0, span + 1, max(1, -(-(span + 1) // 8)))]
        return [(day, f"{day.day} {day:%b %Y}") for day in every]
    months = []
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            months.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    if span > 900:
        months = [month for month in months if month.month == 1]
    step = max(1, -(-len(months) // 8))
    return [(month, str(month.year) if span > 900 else f"{month:%b %Y}") for month in months[::step]] or [
        (first, str(first))
    ]


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"
