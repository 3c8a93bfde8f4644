"""Timeline and map: when it was published, when it is said to have happened, and where."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from firsthand.app.asking import PAGE, Asked, Parameter, write_url
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.app.timeline_drawing import Lanes, Strip, draw_lanes, draw_strip, frame_shown
from firsthand.views.articles import TimeView
from firsthand.views.places import MapView, count_claims, draw_map, list_places, view_map
from firsthand.views.timeline import Happened, Published, view_timeline

TRAY = 60
"""Things shown of each tray; the JSON has all."""
EVENTS_DRAWN_BESIDE = 14
"""Events of the drawing that stands beside the map."""
EVENTS_SHOWN = 25
"""Events of the list that stands beside the map."""


@dataclass(frozen=True)
class TimelineScreen:
    """The two lanes and the trays."""

    lanes: Lanes | None
    """None where nothing has a day."""
    strip: Strip | None
    """The whole time above them."""
    published: int
    events: tuple[Happened, ...]
    listed: Listed
    facets: tuple[Facets, ...]
    undated: tuple[str, ...]
    unresolved: tuple[TimeView, ...]


@dataclass(frozen=True)
class MapScreen:
    """The places of the case, and what is told of them in time."""

    map: MapView
    chosen: tuple[str, ...]
    """Places whose claims the timeline and the list show; all where none is chosen."""
    lanes: Lanes | None
    strip: Strip | None
    published: int
    events: tuple[Happened, ...]
    listed: Listed
    undated: tuple[str, ...]
    """Chosen places of which no claim states a time."""


def show_timeline(case: OpenCase, asked: Asked) -> TimelineScreen:
    """Publications and events of a period; events also by place and by how many tell them."""
    times = case.once(view_timeline)
    found, facets = find_events(times.happened, asked)
    shown, listed = cut_page(found, asked, len(times.happened))
    published = find_published(times.published, found, asked)
    lanes = draw_lanes(published, found, *_interval(asked))
    return TimelineScreen(
        lanes=lanes,
        strip=_whole_time(case, asked, lanes),
        published=len(published),
        events=tuple(shown),
        listed=listed,
        facets=facets,
        undated=times.undated,
        unresolved=times.unresolved[:TRAY],
    )


def show_map(case: OpenCase, asked: Asked) -> MapScreen:
    """Places with the claims of the chosen time; beside them the time of the claims of the chosen places."""
    times = case.once(view_timeline)
    found, _ = find_events(times.happened, asked)
    published = find_published(times.published, found, asked)
    shown, listed = cut_page(found, asked, len(times.happened), EVENTS_SHOWN)
    places, claims = case.once(list_places), case.once(count_claims)
    if any((*_interval(asked), asked.text("told"))):
        inside, _ = find_events(times.happened, _without(asked, "place"))
        claims = dict(Counter(place for event in inside for place in event.places))
        drawn = draw_map([place for place in places if place.canonical in claims], claims, places)
    else:
        drawn = case.once(view_map)
    dated = {place for event in times.happened for place in event.places}
    lanes = draw_lanes(published, found, *_interval(asked), drawn=EVENTS_DRAWN_BESIDE)
    return MapScreen(
        map=drawn,
        chosen=asked.parts_of("place"),
        lanes=lanes,
        strip=_whole_time(case, asked, lanes),
        published=len(published),
        events=tuple(shown),
        listed=listed,
        undated=tuple(place for place in asked.parts_of("place") if place not in dated),
    )


def find_events(events: tuple[Happened, ...], asked: Asked) -> tuple[list[Happened], tuple[Facets, ...]]:
    """Events of the chosen time, of any of the chosen places, and told by as many as chosen."""
    first, last = _interval(asked)
    within = [one for one in events if (not last or one.first <= last) and one.last >= first]
    return narrow(within, asked, _VALUES, several=("place",))


def find_published(published: tuple[Published, ...], events: list[Happened], asked: Asked) -> list[Published]:
    """Articles of the chosen time; where places were chosen, those that tell an event there."""
    first, last = _interval(asked)
    telling = {article for event in events for article in event.told_in} if asked.text("place") else None
    return [
        one
        for one in published
        if one.day >= first and (not last or one.day <= last) and (telling is None or one.article in telling)
    ]


def _whole_time(case: OpenCase, asked: Asked, lanes: Lanes | None) -> Strip | None:
    """The strip over lanes: the chosen places and number of articles in the whole time."""
    whole = _without(asked, "from", "to", "period", "page")

    def make() -> Strip | None:
        times = case.once(view_timeline)
        events, _ = find_events(times.happened, whole)
        return draw_strip(find_published(times.published, events, whole), events)

    strip = case.recall(f"strip {write_url('', whole.values)}", make)
    return frame_shown(strip, lanes) if strip and lanes else None


def _without(asked: Asked, *names: str) -> Asked:
    """What is asked for but for some parameters."""
    return Asked(asked.path, {name: value for name, value in asked.values.items() if name not in names})


def _interval(asked: Asked) -> tuple[str, str]:
    """First and last day of the chosen time, ISO, the earlier first; empty where it is open."""
    first, last = asked.text("from"), asked.text("to")
    if period := asked.text("period"):
        first, last = max(first, f"{period}-01-01"[:10]), min(last or "9999", _last_day(period))
    return (last, first) if first and last and last < first else (first, last)


def _last_day(period: str) -> str:
    """The last day of a year or month.

    >>> _last_day("2016"), _last_day("2016-02")
    ('2016-12-31', '2016-02-29')
    """
    year, _, month = period.partition("-")
    return f"{period}-{monthrange(int(year), int(month))[1]}" if month else f"{year}-12-31"


def _periods(row: Happened) -> tuple[str, ...]:
    """The years and months in which a claim's time begins and ends."""
    months = {row.first[:7], row.last[:7]}
    return tuple(sorted({month[:4] for month in months} | months))


_VALUES: dict[str, tuple[str, Callable[[Happened], tuple[str, ...]]]] = {
    "period": ("Happened", _periods),
    "told": ("Told by", lambda row: ("two or more",) if row.articles > 1 else ("one",)),
    "place": ("Place", lambda row: row.places),
}
_NARROWED = (
    Parameter("from", "first day of the time shown: 2016-10-03", day=True),
    Parameter("to", "last day of the time shown: 2016-10-31", day=True),
    Parameter("told", "by how many articles", ("two or more", "one")),
    Parameter("place", "places of the claim, | between several"),
    PAGE,
)

TIMELINE = Screen(
    path="/timeline",
    template="app/timeline.html",
    heading="Timeline",
    summary="When articles were published and when claims are said to have happened; trays for what has no day.",
    view=show_timeline,
    shows=TimelineScreen,
    parameters=(
        Parameter("period", "a year or a month: 2016 or 2016-10", period=True),
        *_NARROWED,
    ),
)
MAP = Screen(
    path="/map",
    template="app/map.html",
    heading="Map",
    summary="Places, each as exactly as it is known: point, ring or outline; a tray of those that are not placed.",
    view=show_map,
    shows=MapScreen,
    parameters=_NARROWED,
)
