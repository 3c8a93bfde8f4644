"""How many articles a CPU-second reads, and how many it takes through all steps; reuse has a bench of its own."""

import dataclasses
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import firsthand
from benchmarks.table import Measure, read_lines, write_lines

NEEDS = ("data/bench/articles-8k.jsonl.gz",)
SOME_ARTICLES = 200
"""Articles that go through every step: enough to outweigh the loading of the parser, few enough for a coffee break."""


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of some work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def articles_a_second(what: str, articles: int, work: Callable[[], object]) -> Measure:
    """How many articles a CPU-second some work takes."""
    seconds = timed(work)
    row = Measure("speed", "bench", f"{articles} articles", what, articles / seconds, unit="articles per CPU-second")
    return dataclasses.replace(row, cpu_seconds=round(seconds, 1))


def measure(shared: Path) -> list[Measure]:
    rows = read_lines(shared / NEEDS[0])
    with tempfile.TemporaryDirectory() as name:
        some = write_lines(Path(name) / "some.jsonl", rows[:SOME_ARTICLES])
        every = write_lines(Path(name) / "every.jsonl", rows)
        return [
            articles_a_second("all steps", SOME_ARTICLES, lambda: firsthand.run([some], Path(name) / "case")),
            articles_a_second("reading", len(rows), lambda: firsthand.read_articles([every])),
        ]
