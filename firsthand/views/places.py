"""Places on a map: the land and borders around them, and each place as exactly as it is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, radians, sqrt

from firsthand.records import ClaimMention, Mention
from firsthand.views.articles import PlaceView, view_places
from firsthand.views.lookup import Lookup, short_id

WIDTH, HEIGHT = 1_000.0, 620.0
"""Pixels of the map at its natural size."""
STEPS = 100
"""Steps of the basemap in a degree."""
LEAST_DEGREES = 1.5
"""Degrees of longitude that a map shows at least: below, the basemap has nothing to show."""
OUTSIDE = 7
"""One in so many mentions may lie outside, east or west, north or south: capitals abroad do not make a story small."""
ROOM = 1.2
"""How much wider and higher than the places a map is."""
LABELS = 24
"""Places that are named on the map, the most mentioned first; the list beside it has all."""
WEIGHT = 50
"""Mentions of one place that count at most where the frame of the map is chosen."""
_SHAPES = {1: "point", 2: "ring", 3: "outline", 4: "outline wide"}
Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class PlaceMark:
    """A place on the map."""

    canonical: str
    role: str
    latitude: float
    longitude: float
    x: float
    y: float
    inside: bool
    """Whether it stands inside the frame of the drawing."""
    radius: float
    shape: str
    """point: exact; ring: near it; outline: district or region; outline wide: country."""
    count: int
    articles: int
    claims: int
    """Claims with this place."""
    label: str
    """What stands beside it; empty where it is named in the list only."""


@dataclass(frozen=True)
class MapView:
    """The places of a case."""

    width: float
    height: float
    extent: tuple[float, ...]
    """West, south, east and north of what the places fit into, in degrees."""
    land: str
    """Outline of the land as the data of an SVG path."""
    borders: str
    marks: tuple[PlaceMark, ...]
    placed: tuple[PlaceView, ...]
    unplaced: tuple[PlaceView, ...]
    claims: dict[str, int]
    """Claims with each place, by its canonical name."""


@dataclass(frozen=True)
class Frame:
    """What part of the earth a map shows, and where: plate carrée, true at its middle latitude."""

    west: float
    north: float
    scale: float
    """Pixels of a degree of latitude."""
    squeeze: float
    """Cosine of the middle latitude."""
    height: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a position stands on the map."""
        return (longitude - self.west) * self.scale * self.squeeze, (self.north - latitude) * self.scale

    @property
    def east(self) -> float:
        """Eastern edge in degrees."""
        return self.west + WIDTH / (self.scale * self.squeeze)

    @property
    def south(self) -> float:
        """Southern edge in degrees."""
        return self.north - self.height / self.scale


def view_map(lookup: Lookup) -> MapView:
    """All places; those that are exactly known in front of the wide ones."""
    return draw_map(list_places(lookup), count_claims(lookup))


def list_places(lookup: Lookup) -> list[PlaceView]:
    """The places that articles name; a place in the name of a body is none."""
    return [place for place in view_places(lookup) if place.role != "part of a name"]


def draw_map(places: list[PlaceView], claims: dict[str, int], around: list[PlaceView] | None = None) -> MapView:
    """The map that some places fit into, with how many claims have each; where none is known, the map of others."""
    placed = [p for p in places if p.latitude is not None and p.longitude is not None]
    frame_of = placed or [p for p in around or () if p.latitude is not None and p.longitude is not None]
    # A country's middle says little of where the story is: it does not stretch the map while there are places in it.
    close = [p for p in frame_of if (p.precision or 4) < 4] or frame_of
    positions = [(p.longitude or 0.0, p.latitude or 0.0) for p in close for _ in range(min(p.count, WEIGHT))]
    frame = fit_frame(positions)
    marks = []
    for number, place in enumerate(sorted(placed, key=lambda p: (-p.count, p.canonical))):
        latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
        x, y = frame.place(longitude, latitude)
        marks.append(
            PlaceMark(
                canonical=place.canonical,
                role=place.role,
                latitude=latitude,
                longitude=longitude,
                x=round(x, 1),
                y=round(y, 1),
                inside=0 <= x <= WIDTH and 0 <= y <= frame.height,
                radius=round(min(22.0, 3.5 + 1.4 * sqrt(place.count)), 1),
                shape=_SHAPES.get(place.precision or 4, "outline wide"),
                count=place.count,
                articles=len(place.articles),
                claims=claims.get(place.canonical, 0),
                label=place.canonical if number < LABELS else "",
            )
        )
    marks.sort(key=lambda m: -m.radius)
    land, borders = draw_base(frame)
    unplaced = tuple(p for p in places if p.latitude is None or p.longitude is None)
    return MapView(
        width=WIDTH,
        height=frame.height,
        extent=tuple(round(edge, 3) for edge in find_extent(positions)),
        land=land,
        borders=borders,
        marks=tuple(_part_labels(marks)),
        placed=tuple(placed),
        unplaced=unplaced,
        claims=claims,
    )


def count_claims(lookup: Lookup) -> dict[str, int]:
    """How many claims have each place."""
    claim_of = {row.mention_id: row.claim_id for row in lookup.rows(ClaimMention)}
    found: dict[str, set[str]] = {}
    for mention in lookup.rows(Mention):
        if mention.place and mention.mention_id in claim_of:
            found.setdefault(mention.place, set()).add(short_id(claim_of[mention.mention_id]))
    return {place: len(claims) for place, claims in found.items()}


def fit_frame(positions: Ring) -> Frame:
    """The frame that shows most of some positions with some room around, in the shape of the drawing."""
    if not positions:
        return Frame(-180.0, 85.0, WIDTH / 360, 1.0, 170 * WIDTH / 360)
    west, south, east, north = find_extent(positions)
    squeeze = max(0.2, cos(radians((south + north) / 2)))
    scale = min(WIDTH / ((east - west) * squeeze), HEIGHT / (north - south))
    left, top = (west + east) / 2 - WIDTH / (scale * squeeze) / 2, (south + north) / 2 + HEIGHT / scale / 2
    return Frame(left, top, scale, squeeze, HEIGHT)


def find_extent(positions: Ring) -> tuple[float, float, float, float]:
    """West, south, east and north of most of some positions with some room around."""
    if not positions:
        return -180.0, -85.0, 180.0, 85.0
    cut = len(positions) // OUTSIDE
    kept = slice(cut // 2, len(positions) - (cut - cut // 2))
    xs, ys = (sorted(position[axis] for position in positions)[kept] for axis in (0, 1))
    middle = (xs[0] + xs[-1]) / 2, (ys[0] + ys[-1]) / 2
    squeeze = max(0.2, cos(radians(middle[1])))
    wide = max((xs[-1] - xs[0]) * ROOM, LEAST_DEGREES) / 2
    high = max((ys[-1] - ys[0]) * ROOM, LEAST_DEGREES * squeeze * HEIGHT / WIDTH) / 2
    return middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high


def draw_base(frame: Frame) -> tuple[str, str]:
    """Land and borders inside a frame, each as the data of an SVG path."""
    land = (clip_ring(ring, frame, 1.0) for kind, ring in read_base() if kind == "land" and _meets(ring, frame))
    lines = (line for kind, line in read_base() if kind == "border" and _meets(line, frame))
    borders = (run for line in lines for run in _near(line, frame))
    rings = (path for ring in land if len(ring) > 2 and (path := _path(ring, frame)))
    return "".join(f"{path}Z" for path in rings), "".join(_path(run, frame) for run in borders)


@cache
def read_base() -> tuple[tuple[str, Ring], ...]:
    """The basemap of the package: kind and points (longitude, latitude) of each line, without names of countries."""
    found = []
    for row in (files("firsthand") / "data" / "basemap.tsv").read_text("utf-8").splitlines():
        if row.startswith(("#", "name")):
            continue
        kind, first, steps = row.split("\t")
        x, y = map(int, first.split(","))
        points = [(x / STEPS, y / STEPS)]
        for step in steps.split():
            dx, dy = step.split(",")
            x, y = x + int(dx), y + int(dy)
            points.append((x / STEPS, y / STEPS))
        found.append((kind, points))
    return tuple(found)


def clip_ring(ring: Ring, frame: Frame, margin: float = 0.0) -> Ring:
    """What of a ring lies in a frame and some degrees around it (Sutherland and Hodgman 1974)."""
    west, east, south, north = frame.west - margin, frame.east + margin, frame.south - margin, frame.north + margin
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: Ring = []
        for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            if sign * (here[axis] - edge) >= 0:
                kept.append(here)
            if (here[axis] - edge) * (there[axis] - edge) < 0:
                share = (edge - here[axis]) / (there[axis] - here[axis])
                kept.append(tuple(a + share * (b - a) for a, b in zip(here, there, strict=True)))  # type: ignore[arg-type]
        ring = kept
        if not ring:
            break
    return ring


def _meets(ring: Ring, frame: Frame) -> bool:
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return min(xs) <= frame.east and max(xs) >= frame.west and min(ys) <= frame.north and max(ys) >= frame.south


def _near(line: Ring, frame: Frame) -> Iterator[Ring]:
    """The runs of a line that a frame shows, with one point beyond each end."""
    inside = [frame.west <= x <= frame.east and frame.south <= y <= frame.north for x, y in line]
    run: Ring = []
    for place, point in enumerate(line):
        if any(inside[max(0, place - 1) : place + 2]):
            run.append(point)
        elif run:
            yield run
            run = []
    if len(run) > 1:
        yield run


def _path(points: Ring, frame: Frame) -> str:
    """The data of an SVG path in steps, points that fall on one pixel left out; empty where all do."""
    pixels = [(round(x), round(y)) for x, y in (frame.place(*point) for point in points)]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(pixels) if a != b]
    if not steps:
        return ""
    return f"M{pixels[0][0]} {pixels[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")


def _part_labels(marks: list[PlaceMark]) -> Iterator[PlaceMark]:
    """The marks without labels that would stand on one of a place that is mentioned more often."""
    taken: list[tuple[float, float, float]] = []
    for mark in sorted(marks, key=lambda m: -m.count):
        width = 7.5 * len(mark.label) + mark.radius
        free = all(abs(mark.y - y) > 14 or mark.x + width < x or mark.x > x + w for x, y, w in taken)
        if mark.label and mark.inside and free and mark.x + width < WIDTH:
            taken.append((mark.x, mark.y, width))
            yield mark
        else:
            yield PlaceMark(**{**vars(mark), "label": ""})
