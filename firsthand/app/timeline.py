"""Timeline and map: when it was published, when it is said to have happened, and where."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.views.articles import TimeView
from firsthand.views.places import MapView, view_map
from firsthand.views.timeline import Happened, Published, view_timeline

WIDTH, LEFT = 1_100.0, 10.0
"""Pixels of the drawing, and of its left edge."""
BARS = 60.0
"""Height of the lane of publications."""
ROW = 20.0
"""Height of a row of events."""
EVENTS_DRAWN = 40
"""Events of the drawing; the table has all of them."""
TRAY = 60
"""Things shown of each tray; the JSON has all."""
_LABEL = 46
"""Characters of an event's label at most."""


@dataclass(frozen=True)
class Bar:
    """Articles published in a step of time."""

    x: float
    width: float
    height: float
    articles: int
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
class Lanes:
    """The timeline as a drawing."""

    height: float
    bars: tuple[Bar, ...]
    strokes: tuple[Stroke, ...]
    ticks: tuple[Tick, ...]
    hidden: int
    """Events that the drawing leaves to the table."""
    summary: str


@dataclass(frozen=True)
class TimelineScreen:
    """The two lanes and the trays."""

    lanes: Lanes | None
    """None where nothing has a day."""
    published: int
    events: tuple[Happened, ...]
    listed: Listed
    facets: tuple[Facets, ...]
    undated: tuple[str, ...]
    unresolved: tuple[TimeView, ...]


@dataclass(frozen=True)
class MapScreen:
    """The places of the case."""

    map: MapView


def show_timeline(case: OpenCase, asked: Asked) -> TimelineScreen:
    """Publications and events of a period; events also by place and by how many tell them."""
    times = case.once(view_timeline)
    period = asked.text("period")
    published = [one for one in times.published if one.day.startswith(period)]
    found, facets = narrow(
        list(times.happened),
        asked,
        {
            "period": ("Happened", _periods),
            "told": ("Told by", lambda row: ("two or more",) if row.articles > 1 else ("one",)),
            "place": ("Place", lambda row: (row.place,) if row.place else ()),
        },
    )
    shown, listed = cut_page(found, asked, len(times.happened))
    return TimelineScreen(
        lanes=draw_lanes(published, found, period),
        published=len(published),
        events=tuple(shown),
        listed=listed,
        facets=facets,
        undated=times.undated,
        unresolved=times.unresolved[:TRAY],
    )


def show_map(case: OpenCase, asked: Asked) -> MapScreen:
    """All places."""
    return MapScreen(case.once(view_map))


def _periods(row: Happened) -> tuple[str, ...]:
    """The years and months in which a claim's time begins and ends."""
    months = {row.first[:7], row.last[:7]}
    return tuple(sorted({month[:4] for month in months} | months))


def draw_lanes(published: list[Published], events: list[Happened], period: str) -> Lanes | None:
    """Bars of publications above, events as strokes below: the told-by-most first where there is no room for all."""
    chosen = sorted(events, key=lambda e: (-e.articles, e.first, e.short_id))[:EVENTS_DRAWN]
    days = [date.fromisoformat(one.day) for one in published]
    days += [date.fromisoformat(day) for event in chosen for day in (event.first, event.last) if day.startswith(period)]
    if not days:
        return None
    # One event long before all others does not press the rest together: it stands at the edge, as do what it says.
    first, last = min(days), max(days)
    if published and not period:
        first = max(first, min(days[: len(published)]) - timedelta(days=60))
        last = min(last, max(days[: len(published)]) + timedelta(days=60))
    span = max(1, (last - first).days + 1)

    def x(day: date) -> float:
        return round(LEFT + (WIDTH - 2 * LEFT) * min(1.0, max(0.0, (day - first).days / span)), 1)

    strokes, rows = [], 0
    ends: list[float] = []
    for event in sorted(chosen, key=lambda e: (e.first, e.last, e.short_id)):
        start, end = x(date.fromisoformat(event.first)), x(date.fromisoformat(event.last) + timedelta(days=1))
        label = _short(event.statement)
        room = 6.4 * len(label) + 12
        before = end + room > WIDTH
        left, right = (start - room, end) if before else (start, end + room)
        row = next((i for i, taken in enumerate(ends) if taken <= left), len(ends))
        ends[row : row + 1] = [right]
        rows = max(rows, row + 1)
        label_x = start - 6 if before else max(end, start + 4) + 6
        strokes.append(
            Stroke(
                start, BARS + 34 + row * ROW, round(max(4.0, end - start), 1), label, round(label_x, 1), before, event
            )
        )
    bars = tuple(_bars(days[: len(published)], first, last, x))
    count = f"{len(published)} articles and {len(events)} claims with a time, from {first} to {last}."
    return Lanes(
        height=BARS + 50 + rows * ROW,
        bars=bars,
        strokes=tuple(strokes),
        ticks=tuple(Tick(x(day), label) for day, label in _ticks(first, last)),
        hidden=len(events) - len(chosen),
        summary=count,
    )


def _bars(days: list[date], first: date, last: date, x: Callable[[date], float]) -> Iterable[Bar]:
    """Bars of days, weeks or about months, so that there are a hundred and twenty at most."""
    step = next(size for size in (1, 7, 30, 91, 365, 3650) if (last - first).days / size <= 120)
    counts = Counter((day - first).days // step for day in days if first <= day <= last)
    most = max(counts.values(), default=1)
    for number in sorted(counts):
        start = first + timedelta(days=number * step)
        end = min(last, start + timedelta(days=step - 1))
        left, right = x(start), x(end + timedelta(days=1))
        height = round(BARS * counts[number] / most, 1)
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


TIMELINE = Screen(
    path="/timeline",
    template="app/timeline.html",
    heading="Timeline",
    summary="When articles were published and when claims are said to have happened; trays for what has no day.",
    view=show_timeline,
    shows=TimelineScreen,
    parameters=(
        Parameter("period", "a year or a month: 2016 or 2016-10"),
        Parameter("told", "by how many articles", ("two or more", "one")),
        Parameter("place", "a place of the claim"),
        PAGE,
    ),
)
MAP = Screen(
    path="/map",
    template="app/map.html",
    heading="Map",
    summary="Places, each as exactly as it is known: point, ring or outline; a tray of those that are not placed.",
    view=show_map,
    shows=MapScreen,
)
