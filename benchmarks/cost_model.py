"""What a corpus of any size takes, computed from what was measured: `python -m benchmarks.cost_model [ARTICLES …]`.

The tables that it prints stand in docs/scale.md; a test holds them equal. A figure here is a measurement, with the run
it comes from; all else is computed.
"""

import math
import sys
from typing import NamedTuple


class Stage(NamedTuple):
    """A part of a run, and what it was measured to take."""

    name: str
    seconds: float
    """Processor seconds of all."""
    units: int
    """Articles, or pairs, that took them."""
    per: str
    """article or pair."""


READ = Stage("reading", 8.8, 7_916, "article")
"""`bench_speed`, commit bfa690d4."""
ALL_STEPS = Stage("all steps", 3_002.7, 7_416, "article")
"""7,416 articles of articles-8k drawn by chance, beside one to three other programs on two cores, commit c314bbd9."""
REUSE = (
    Stage("sketches, families, postings", 1.86 + 0.18 + 0.63, 7_916, "article"),
    Stage("much-copied texts and pairs looked for", 2.98, 7_916, "article"),
    Stage("alignments", 6.35, 44_016, "pair"),
    Stage("passages, with kinds and credits", 4.47 + 0.54, 7_916, "article"),
    Stage("direction, reuse", 1.28 + 0.19 + 0.34, 7_916, "article"),
    Stage("told in other words", 3.31, 7_916, "article"),
    Stage("families of passages and the rest", 23.8 - 22.13, 7_916, "article"),
)
"""Steps of reuse on articles-8k, 23.8 CPU-seconds, commit c314bbd9. Passages and told in other words spend four fifths
on each article once, by a profile."""
NGRAMS = 7_245_033 / 7_916
"""Postings an article, on articles-8k."""
POSTING_BYTES = 16
SHARING = 6_077_060 / 100_000
"""Families that share n-grams by which pairs are looked for, an article, of 100,000 articles."""
SHARING_BYTES = 28
PAIRS = ((1_000, 2_691), (7_916, 44_016))
"""Articles and their pairs: a thousand of articles-8k drawn by chance, and all."""
TEXT_BYTES = 44_449_868 / 7_916
HOURS = 24
"""How long a run may take, for the number of cores."""
SIZES = (10**4, 10**6, 10**9)


def growth_of_pairs() -> float:
    """The power of the number of articles with which pairs were measured to grow: 1 where each has as many always."""
    (few, few_pairs), (many, many_pairs) = PAIRS
    return math.log(many_pairs / few_pairs) / math.log(many / few)


def pairs_of(articles: int, power: float) -> float:
    """Pairs of so many articles, if they grow from what was measured on all of articles-8k with a power."""
    many, many_pairs = PAIRS[1]
    return float(many_pairs * (articles / many) ** power)


def reuse_seconds(articles: int, pairs: float) -> float:
    """Processor seconds of the reuse steps."""
    return sum(stage.seconds / stage.units * (pairs if stage.per == "pair" else articles) for stage in REUSE)


def tell(number: float) -> str:
    """A number in two digits.

    >>> tell(1234.5), tell(41_666_666_667.0), tell(0.0114)
    ('1,200', '42,000,000,000', '0.011')
    """
    if number == 0:
        return "0"
    rounded = float(f"{number:.2g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 10 else f"{rounded:g}"


def stage_lines() -> list[str]:
    """Costs by stage, as lines of a table."""
    reuse = 1000 * reuse_seconds(7_916, PAIRS[1][1]) / 7_916
    rest = 1000 * ALL_STEPS.seconds / ALL_STEPS.units - reuse - 1000 * READ.seconds / READ.units
    return [
        "| stage | CPU-milliseconds | for each |",
        "| --- | --- | --- |",
        *(f"| {stage.name} | {tell(1000 * stage.seconds / stage.units)} | {stage.per} |" for stage in (READ, *REUSE)),
        f"| all of reuse, 7,916 articles | {tell(reuse)} | article |",
        f"| all else: parse, statements, claims, origins | {tell(rest)} | article |",
    ]


def size_lines(sizes: tuple[int, ...] = SIZES) -> list[str]:
    """What corpora take, as lines of a table: with pairs in proportion, and with pairs as they were seen to grow."""
    named = ("articles", "text", "postings", "families compared", "pairs", "reuse, core-hours", "all steps, core-hours")
    lines = [f"| {' | '.join(named)} | cores for {HOURS} hours, reuse / all |", "| --- " * 8 + "|"]
    for articles in sizes:
        counts = [pairs_of(articles, 1.0), pairs_of(articles, growth_of_pairs())]
        reuse = [reuse_seconds(articles, pairs) / 3600 for pairs in counts]
        rest = ALL_STEPS.seconds / ALL_STEPS.units * articles / 3600 - reuse[0]
        cores = [max(1, math.ceil(hours / HOURS)) for hours in (reuse[1], reuse[1] + rest)]
        cells = [
            f"{articles:,}",
            f"{tell(articles * TEXT_BYTES / 1e9)} GB",
            f"{tell(articles * NGRAMS * POSTING_BYTES / 1e9)} GB",
            f"{tell(articles * SHARING * SHARING_BYTES / 1e9)} GB",
            " – ".join(tell(pairs) for pairs in counts),
            " – ".join(tell(hours) for hours in reuse),
            " – ".join(tell(hours + rest) for hours in reuse),
            " / ".join(tell(number) for number in cores),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    asked = tuple(int(word) for word in sys.argv[1:]) or SIZES
    print("\n".join([*stage_lines(), "", *size_lines(asked)]))
