"""Draws docs/images/directions.svg, scores of directions against the share right: `python -m scripts.plot_directions`.

The planted copies are those of `benchmarks.bench_directions` that the weights were not learned from.
"""

import argparse
import os
from pathlib import Path

import numpy as np

from benchmarks.bench_directions import gather, judge_planted, weigh, wilson
from firsthand.reuse.directions import PROBABLE

ROOT = Path(__file__).resolve().parents[1]
IMAGE = ROOT / "docs" / "images" / "directions.svg"
WIDTH, HEIGHT, LEFT, TOP, SIDE = 560, 420, 70, 24, 330
"""Pixels of the image, where the square of the plot begins, and its side."""
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #222 }
  .small { font-size: 12px; fill: #555 }
  .line { stroke: #777; fill: none }
  .grid { stroke: #ddd }
  .even { stroke: #777; stroke-dasharray: 5 4 }
  .dot { fill: #0072b2 }
  .bar { stroke: #0072b2; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #eee } .small { fill: #bbb } .line, .even { stroke: #999 } .grid { stroke: #444 }
    .dot { fill: #56b4e9 } .bar { stroke: #56b4e9 }
  }"""


def place(score: float, share: float) -> tuple[float, float]:
    """Where a score and a share, from 0.4 to 1, stand in the image."""
    return LEFT + (score - 0.4) / 0.6 * SIDE, TOP + (1 - share) / 0.6 * SIDE


def draw(bins: list[tuple[float, float, int]], cut: float) -> str:
    """The image: mean score and share right of each bin, with the interval of the share."""
    parts = []
    for tick in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        x, y = place(tick, tick)
        parts += [
            f'<line class="grid" x1="{LEFT}" y1="{y:.0f}" x2="{LEFT + SIDE}" y2="{y:.0f}"/>',
            f'<text class="small" x="{LEFT - 10}" y="{y + 4:.0f}" text-anchor="end">{tick:.1f}</text>',
            f'<text class="small" x="{x:.0f}" y="{TOP + SIDE + 20}" text-anchor="middle">{tick:.1f}</text>',
        ]
    (x1, y1), (x2, y2) = place(0.4, 0.4), place(1, 1)
    at, _ = place(cut, 1)
    parts += [
        f'<rect class="line" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>',
        f'<line class="even" x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}"/>',
        f'<line class="line" x1="{at:.0f}" y1="{TOP}" x2="{at:.0f}" y2="{TOP + SIDE}"/>',
        f'<text class="small" x="{at - 6:.0f}" y="{TOP + SIDE - 8}" text-anchor="end">unknown</text>',
        f'<text class="small" x="{at + 6:.0f}" y="{TOP + SIDE - 8}">given</text>',
    ]
    for score, share, pairs in bins:
        low, high = wilson(share * pairs, pairs)
        x, y = place(score, share)
        parts += [
            f'<line class="bar" x1="{x:.1f}" y1="{place(1, low)[1]:.1f}" x2="{x:.1f}" y2="{place(1, high)[1]:.1f}"/>',
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>',
        ]
    right = LEFT + SIDE + 20
    parts += [
        f'<text x="{LEFT + SIDE / 2:.0f}" y="{TOP + SIDE + 44}" text-anchor="middle">score of the direction</text>',
        f'<text transform="translate(20 {TOP + SIDE / 2:.0f}) rotate(-90)" text-anchor="middle">share right</text>',
        f'<text class="small" x="{right}" y="{TOP + 14}">score  right  pairs</text>',
        *(
            f'<text class="small" x="{right}" y="{TOP + 34 + 20 * k}">{score:.2f} &#160; {share:.2f} &#160; {pairs}'
            "</text>"
            for k, (score, share, pairs) in enumerate(bins)
        ),
    ]
    name = "Scores of directions against the share that is right, on planted copies"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'{head} role="img" aria-label="{name}">\n<style>{STYLE}\n</style>\n' + "\n".join(parts) + "\n</svg>\n"


def main() -> None:
    """Plants, weighs, draws and writes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    shared = os.environ.get("FIRSTHAND_SHARED") or ROOT.parent / "shared"
    parser.add_argument("--shared", type=Path, default=Path(shared))
    planted = judge_planted(parser.parse_args().shared, 1)
    bins = gather(weigh(planted), np.array([one.truth for one in planted]))
    IMAGE.write_text(draw(bins, 1 / (1 + np.exp(-PROBABLE))), encoding="utf-8", newline="\n")
    for score, share, pairs in bins:
        print(f"{score:.2f} {share:.2f} {pairs}")


if __name__ == "__main__":
    main()
