"""Makes the map under the places: `python -m scripts.make_basemap countries-50m.json`.

The file is that of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth 4.1.0, 1:50 million). Land becomes
rings and the borders between countries lines, in hundredths of a degree, each point as its steps from the one before
(lines that cross the 180th meridian go on beyond it, and what is beyond stands on the other side as well); of each
country its name stands in the middle of its largest part, the largest country first.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "firsthand" / "data" / "basemap.tsv"
STEPS = 100
"""Steps in a degree: about a kilometre, less than a pixel where a screen shows a country."""
HEAD = """# Land, borders between countries, their names, in hundredths of a degree: kind, longitude, latitude, steps.
# Source: Natural Earth 4.1.0, 1:50 million (https://www.naturalearthdata.com/), by way of the npm package world-atlas
# 2.0.2, made by python -m scripts.make_basemap. Borders as Natural Earth draws them (de facto).
# Licence: public domain; world-atlas is under the ISC licence (see NOTICE).
"""
Point = tuple[int, int]


def read_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON file in steps of a degree, points that fall together left out."""
    (scale_x, scale_y), (shift_x, shift_y) = (topology["transform"][name] for name in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = round((x * scale_x + shift_x) * STEPS), round((y * scale_y + shift_y) * STEPS)
            if not points or points[-1] != point:
                points.append(point)
        arcs.append(points)
    return arcs


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a geometry, each as numbers of arcs (negative ones turned round)."""
    if geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            yield from rings_of(one)
    else:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for polygon in polygons:
            yield from polygon


def join(arcs: list[list[Point]], ring: list[int]) -> list[Point]:
    """The points of a ring."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unwrap(points: list[Point]) -> list[Point]:
    """The same line without a leap around the earth: beyond 180 degrees it goes on; its middle lies on the map.

    >>> unwrap([(17900, 6500), (-17900, 6600), (17900, 6700)])
    [(17900, 6500), (18100, 6600), (17900, 6700)]
    """
    whole = 360 * STEPS
    unwrapped = points[:1]
    for x, y in points[1:]:
        unwrapped.append((x + whole * round((unwrapped[-1][0] - x) / whole), y))
    middle = (max(unwrapped)[0] + min(unwrapped)[0]) / 2
    return [(x - whole * round(middle / whole), y) for x, y in unwrapped]


def around(ring: list[Point]) -> Iterator[list[Point]]:
    """A ring, and what of it lies beyond an edge of the map on the other side as well."""
    half = 180 * STEPS
    yield ring
    for side in (1, -1):
        beyond = [(x - side * 2 * half, y) for x, y in ring]
        if any(side * x > -half for x, _ in beyond):
            yield [point for point in cut(beyond, -side * half, side) if abs(point[0]) <= half]


def cut(ring: list[Point], edge: int, side: int) -> Iterator[Point]:
    """What of a ring lies on one side of a meridian (Sutherland and Hodgman 1974)."""
    for here, there in pairwise([*ring, ring[0]]):
        if side * (here[0] - edge) >= 0:
            yield here
        if (here[0] - edge) * (there[0] - edge) < 0:
            yield edge, round(here[1] + (there[1] - here[1]) * (edge - here[0]) / (there[0] - here[0]))


def write_line(kind: str, points: list[Point]) -> str:
    """A line of the file."""
    steps = [f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in pairwise(points)]
    return f"{kind}\t{points[0][0]},{points[0][1]}\t{' '.join(steps)}\n"


def weigh(ring: list[Point]) -> tuple[float, float, float]:
    """The area of a ring on the globe, and its middle.

    >>> weigh([(0, 0), (200, 0), (200, 100), (0, 100)])[1:]
    (100.0, 50.0)
    """
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = x0 * y1 - x1 * y0
        area, x, y = area + part, x + (x0 + x1) * part, y + (y0 + y1) * part
    if not area:
        return 0.0, float(ring[0][0]), float(ring[0][1])
    x, y = x / (3 * area), y / (3 * area)
    return abs(area) * cos(radians(y / STEPS)), x, y


def name_countries(arcs: list[list[Point]], countries: list[dict[str, Any]]) -> list[str]:
    """The lines of the names of countries, the largest first."""
    found = []
    for country in countries:
        area, x, y = max(weigh(unwrap(join(arcs, ring))) for ring in rings_of(country))
        found.append((-area, f"name\t{round(x)},{round(y)}\t{country['properties']['name']}\n"))
    return [line for _, line in sorted(found)]


def main() -> None:
    """Reads the topology and writes the data of the package."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = read_arcs(topology)
    rings = [unwrap(join(arcs, ring)) for ring in rings_of(topology["objects"]["land"])]
    land = [one for ring in rings for one in around(ring)]
    used = Counter(
        number if number >= 0 else ~number for ring in rings_of(topology["objects"]["countries"]) for number in ring
    )
    lines = [write_line("land", ring) for ring in land if len(ring) > 3]
    shared = [arcs[number] for number in sorted(used) if used[number] > 1 and len(arcs[number]) > 1]
    lines += [write_line("border", arc) for arc in shared]
    lines += name_countries(arcs, topology["objects"]["countries"]["geometries"])
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
