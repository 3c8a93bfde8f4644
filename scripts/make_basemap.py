"""Makes the map under the places: `python -m scripts.make_basemap countries-50m.json`.

The file is that of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth 4.1.0, 1:50 million). Land becomes
rings and the borders between countries lines, in hundredths of a degree, each point as its steps from the one before.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "firsthand" / "data" / "basemap.tsv"
STEPS = 100
"""Steps in a degree: about a kilometre, less than a pixel where a screen shows a country."""
HEAD = """# Land and borders between countries, in hundredths of a degree: kind, first longitude and latitude, steps.
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


def write_line(kind: str, points: list[Point]) -> str:
    """A line of the file."""
    steps = [f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in pairwise(points)]
    return f"{kind}\t{points[0][0]},{points[0][1]}\t{' '.join(steps)}\n"


def main() -> None:
    """Reads the topology and writes the data of the package."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = read_arcs(topology)
    land = [join(arcs, ring) for ring in rings_of(topology["objects"]["land"])]
    used = Counter(
        number if number >= 0 else ~number for ring in rings_of(topology["objects"]["countries"]) for number in ring
    )
    lines = [write_line("land", ring) for ring in land if len(ring) > 3]
    shared = [arcs[number] for number in sorted(used) if used[number] > 1 and len(arcs[number]) > 1]
    lines += [write_line("border", arc) for arc in shared]
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
