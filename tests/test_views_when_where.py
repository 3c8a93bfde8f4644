"""When and where: lanes of a timeline, trays for what has no day or place, and the frame of a map."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from firsthand.app.timeline_drawing import WIDTH, draw_lanes, draw_strip, frame_shown
from firsthand.records import Mention
from firsthand.views.lookup import Lookup
from firsthand.views.places import LEAST_DEGREES, clip_ring, find_extent, fit_frame, read_base, view_map
from firsthand.views.timeline import Happened, Published, view_timeline
from tests.invented_case import Invented


def dated() -> Lookup:
    """The invented case, whose fire is dated to Monday."""
    invented = Invented()
    monday = {"date_from": datetime(2024, 3, 4, tzinfo=UTC), "date_to": datetime(2024, 3, 5, tzinfo=UTC)}
    invented.rows[Mention] = [
        Mention(**{**vars(m), **monday}) if m.aspect == "killed" and m.figure_value == 4 else m
        for m in invented.rows[Mention]
    ]
    return Lookup(invented.case())


def test_a_claim_stands_at_the_day_that_it_states_with_the_words_and_their_anchor() -> None:
    times = view_timeline(dated())
    assert [(e.first, e.last, e.articles) for e in times.happened] == [("2024-03-04", "2024-03-04", 2)]
    assert {(e.words, e.anchor, e.anchor_day) for e in times.happened} <= {
        ("on Monday", "W1", "2024-03-05"),
        ("", None, None),
    }
    assert [p.day for p in times.published] == ["2024-03-05"]


def test_what_has_no_day_is_in_the_trays() -> None:
    times = view_timeline(dated())
    assert times.undated == ("C2",)
    assert [(t.quote.text, t.reason) for t in times.unresolved] == [("on Tuesday", "C2 has no date")]


def event(first: str, last: str, articles: int = 2) -> Happened:
    return Happened(
        "c-1", "It burnt", "en", articles, 1, "one origin", first, last, None, (), (), "", None, None, "", 0
    )


def test_strokes_stand_in_their_order_inside_the_drawing_and_do_not_cover_each_other() -> None:
    published = [Published("W1", "Wire", f"2024-03-{day:02d}", "") for day in (1, 5, 30)]
    events = [event(f"2024-03-{day:02d}", f"2024-03-{min(31, day + 3):02d}") for day in range(1, 31)]
    lanes = draw_lanes(published, events)
    assert lanes is not None
    assert len(lanes.strokes) == 30
    by_row: dict[float, list[tuple[float, float]]] = {}
    for stroke in lanes.strokes:
        assert 0 <= stroke.x <= stroke.x + stroke.width <= WIDTH
        by_row.setdefault(stroke.y, []).append((stroke.x, stroke.x + stroke.width))
    for spans in by_row.values():
        assert all(a[1] <= b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))
    assert sum(bar.count for bar in lanes.bars) == 3


def test_beyond_the_most_that_is_drawn_the_rest_is_counted() -> None:
    lanes = draw_lanes([], [event("2024-03-01", "2024-03-02", articles=n) for n in range(50)])
    assert lanes is not None
    assert lanes.hidden == 10
    assert min(stroke.event.articles for stroke in lanes.strokes) == 10
    assert draw_lanes([], []) is None


def test_a_chosen_time_is_what_is_drawn_with_the_windows_around_it() -> None:
    events = [event("2024-02-01", "2024-04-01"), event("2024-03-10", "2024-03-11")]
    lanes = draw_lanes([], events, "2024-03-01", "2024-03-31")
    assert lanes is not None
    assert (lanes.first, lanes.last) == ("2024-03-01", "2024-03-31")
    long = next(stroke for stroke in lanes.strokes if stroke.event.first == "2024-02-01")
    assert (long.x, long.x + long.width) == (10.0, WIDTH - 10), "it goes on beyond both edges"
    assert {(w.name, w.first, w.last) for w in lanes.windows} == {
        ("Earlier", "2024-02-15", "2024-03-16"),
        ("Later", "2024-03-16", "2024-04-15"),
        ("Zoom in", "2024-03-08", "2024-03-24"),
        ("Zoom out", "2024-02-15", "2024-04-15"),
    }
    whole = draw_lanes([], events, "1500-01-01", "2499-12-31")
    assert whole is not None
    assert {w.first for w in whole.windows} >= {"1500-01-01"}
    assert draw_lanes([], [], "2024-03-01", "2024-03-31") is not None


def test_the_strip_above_holds_the_whole_time_and_the_frame_around_what_is_shown() -> None:
    published = [Published("W1", "Wire", f"2024-0{month}-10", "") for month in (1, 3, 5)]
    events = [event("2024-01-02", "2024-01-03"), event("2023-01-01", "2023-12-31")]
    whole = draw_lanes(published, events)
    assert whole is not None
    strip = draw_strip(published, events)
    assert strip is not None
    assert frame_shown(strip, whole) == strip, "all of it"
    assert (strip.first, strip.last) == (whole.first, whole.last)
    assert (strip.x, strip.x + strip.width) == (10.0, WIDTH - 10)
    assert sum(bar.count for bar in strip.published) == 3
    assert sum(bar.count for bar in strip.happened) == 1, "what began before stands at the edge of the lanes only"
    march = draw_lanes(published[1:2], [], "2024-03-01", "2024-03-31")
    assert march is not None
    narrow = frame_shown(strip, march)
    assert 10 < narrow.x < narrow.x + narrow.width < WIDTH - 10
    later = draw_lanes([], [], "2030-01-01", "2030-12-31")
    assert later is not None
    assert frame_shown(strip, later).x == WIDTH - 10, "a time after all others stands at the edge"
    assert draw_strip([], []) is None


def test_places_are_marked_as_exactly_as_they_are_known_and_the_others_are_in_the_tray() -> None:
    shown = view_map(dated())
    assert [(m.canonical, m.shape) for m in shown.marks] == [("Marsk", "point")]
    assert [p.canonical for p in shown.unplaced] == ["harbour"]
    assert 0 < shown.marks[0].x < shown.width
    assert shown.land.startswith("M")
    west, south, east, north = shown.extent
    assert west < shown.marks[0].longitude < east
    assert south < shown.marks[0].latitude < north
    assert shown.marks[0].inside


@pytest.mark.parametrize(
    "positions", [[], [(8.5, 55.1)], [(-179.0, -70.0), (179.0, 80.0)], [(36.2, 33.5), (37.1, 36.2), (40.1, 35.3)]]
)
def test_a_frame_shows_its_positions(positions: list[tuple[float, float]]) -> None:
    frame = fit_frame(positions)
    for position in positions:
        x, y = frame.place(*position)
        assert -1 <= x <= 1001
        assert -1 <= y <= frame.height + 1


def test_one_place_far_away_does_not_make_the_story_small() -> None:
    story = [(36.0 + i / 10, 33.0 + i / 10) for i in range(20)]
    west, south, east, north = find_extent([*story, (-100.0, 40.0)])
    assert (west > 30.0, south > 30.0, east < 45.0, north < 42.0) == (True,) * 4
    assert find_extent([(-100.0, 40.0), (36.0, 33.0)])[0] < -100.0, "of a few places all are shown"
    alone = find_extent([(36.0, 33.0)])
    assert alone[2] - alone[0] == LEAST_DEGREES


def test_a_ring_is_cut_at_the_edges_of_a_frame() -> None:
    frame = fit_frame([(0.0, 0.0), (10.0, 6.0)])
    far = [(-100.0, -80.0), (100.0, -80.0), (100.0, 80.0), (-100.0, 80.0)]
    cut = clip_ring(far, frame)
    assert {round(x, 6) for x, _ in cut} == {round(frame.west, 6), round(frame.east, 6)}
    assert clip_ring([(50.0, 50.0), (51.0, 50.0), (51.0, 51.0)], frame) == []


def test_the_basemap_has_land_and_borders_of_the_whole_earth() -> None:
    base = read_base()
    assert {kind for kind, _ in base} == {"land", "border"}
    assert all(-191 <= x <= 191 and -90.1 <= y <= 90.1 for _, ring in base for x, y in ring)
    leaps = [ring for _, ring in base if any(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))]
    assert leaps == [], "no line runs across the whole map"
    for x, y in ((-175.0, 66.5), (185.0, 66.5), (37.0, 36.0), (-98.0, 39.0)):
        assert sum(_holds(ring, x, y) for kind, ring in base if kind == "land") % 2 == 1, (x, y)


def _holds(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a ring goes around a point: a line to the east of it crosses the ring an odd number of times."""
    sides = [(a, b) for a, b in pairwise([*ring, ring[0]]) if (a[1] > y) != (b[1] > y)]
    return sum(x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in sides) % 2 == 1
