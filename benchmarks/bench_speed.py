"""How fast articles are read, and how many a CPU-second goes through all steps or through those of reuse alone."""

import itertools
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

import firsthand
from benchmarks.bench_alignment import needed_for
from benchmarks.table import Measure, read_lines, write_lines
from firsthand.pipeline import Local
from firsthand.settings import Settings
from firsthand.steps import STEPS

NEEDS = ("data/bench/articles-8k.jsonl.gz",)
ALL_STEPS_ARTICLES = 200
"""Articles that go through every step: enough to outweigh the loading of the parser, few enough for a coffee break."""


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of some work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def make_reuse(articles: pa.Table) -> dict[str, pa.Table]:
    """Tables up to the alignments; each is dropped when nothing more is made of it."""
    names = set(needed_for("alignments"))
    steps = [step for step in STEPS if step.table in names]
    runner, tables = Local(Settings()), {"articles": articles}
    for i, step in enumerate(steps):
        tables[step.table] = runner.make(step, tables)
        wanted = set(itertools.chain.from_iterable(later.inputs for later in steps[i + 1 :])) | {"alignments", "pairs"}
        tables = {name: table for name, table in tables.items() if name in wanted}
    return tables


def measure(shared: Path) -> list[Measure]:
    rows = read_lines(shared / NEEDS[0])
    corpus = "bench"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = write_lines(folder / "few.jsonl", rows[:ALL_STEPS_ARTICLES])
        seconds = timed(lambda: firsthand.run([few], folder / "case"))
        made = [
            Measure(
                "speed",
                corpus,
                f"first {ALL_STEPS_ARTICLES} articles",
                "all steps",
                ALL_STEPS_ARTICLES / seconds,
                unit="articles per CPU-second",
                cpu_seconds=round(seconds, 1),
            )
        ]
        every = write_lines(folder / "every.jsonl", rows)
        held: list[pa.Table] = []
        seconds = timed(lambda: held.append(firsthand.read_articles([every]).articles))
        whole = f"{held[0].num_rows} articles"
        made.append(
            Measure(
                "speed",
                corpus,
                whole,
                "reading",
                held[0].num_rows / seconds,
                unit="articles per CPU-second",
                cpu_seconds=round(seconds, 1),
            )
        )
        tables: dict[str, pa.Table] = {}
        seconds = timed(lambda: tables.update(make_reuse(held[0])))
        made.append(
            Measure(
                "speed",
                corpus,
                whole,
                "reuse up to alignments",
                held[0].num_rows / seconds,
                unit="articles per CPU-second",
                cpu_seconds=round(seconds, 1),
            )
        )
        made.append(
            Measure(
                "speed",
                corpus,
                whole,
                "pairs aligned",
                tables["pairs"].num_rows,
                unit="pairs",
                cpu_seconds=round(seconds, 1),
            )
        )
    return made
