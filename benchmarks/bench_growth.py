"""What it costs to add articles to a case, as a share of reading all of them at once; the tables are held equal.

Every run has a process of its own, so that none finds words or parses that another has left in memory.
"""

import multiprocessing
import random
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.many_articles import to_articles
from benchmarks.memory import MemoryWatch
from benchmarks.table import Measure, read_lines
from firsthand.judgements.rows import Judgement
from firsthand.pipeline import Local, Step
from firsthand.read.sources import read_articles
from firsthand.records import Problem, RegistryEntry
from firsthand.schema import schema_of
from firsthand.scratch import Scratch, open_scratch, read_size
from firsthand.settings import Settings
from firsthand.steps import STEPS
from firsthand.steps.reuse import REUSE
from firsthand.store import open_case, write_case

NEEDS = ("data/bench/articles-8k.jsonl.gz", "data/conflict-incidents/fa-kes-dev.csv")
BEFORE_REUSE = ("credits", "article_days")
"""Tables that reuse needs; they are made, and their time is counted."""
ADDED = {"articles-8k": 500, "fa-kes-dev": 47}
"""Articles that come last, chosen by chance."""


def reuse_steps() -> tuple[Step, ...]:
    """The steps of reuse, and those that they need."""
    return (*(step for step in STEPS if step.table in BEFORE_REUSE), *REUSE)


class Run(NamedTuple):
    """What one run took, in a process of its own."""

    seconds: float
    """Processor seconds, with writing the case."""
    steps: dict[str, float]
    """Processor seconds of each step, by its table."""
    megabytes: dict[str, float]
    """Most memory that the process held while each was made, or kept what it made."""


class Timed(Local):
    """The runner, with the processor seconds of each step and the most memory held until the next."""

    def __init__(self, scratch: Scratch | None = None) -> None:
        super().__init__(Settings(), scratch=scratch)
        self.steps: dict[str, float] = {}
        self.megabytes: dict[str, float] = {}
        self._watch = MemoryWatch()
        self._last = "before"

    def make(self, step: Step, tables: dict[str, pa.Table]) -> pa.Table:
        self.take_memory()
        self._last, begun = step.table, time.process_time()
        made = super().make(step, tables)
        self.steps[step.table] = self.steps.get(step.table, 0.0) + time.process_time() - begun
        return made

    def take_memory(self) -> None:
        """Adds what was held since the last step began."""
        self.megabytes[self._last] = max(self.megabytes.get(self._last, 0.0), self._watch.take())


def run_here(articles: Path, case: Path, reuse_only: bool, memory: str | None = None) -> Run:
    """Making a case of a Parquet file of articles, or growing it to them; `memory` as of `firsthand run --memory`."""
    given = {"articles": pq.ParquetFile(articles).read()}
    given |= {
        name: schema_of(row).empty_table()
        for name, row in (("problems", Problem), ("judgements", Judgement), ("registry", RegistryEntry))
    }
    begun = time.process_time()
    with (
        write_case(case) as writer,
        open_scratch(case, None if memory is None else read_size(memory)) as scratch,
    ):
        runner = Timed(scratch)
        if scratch is not None:
            given["articles"] = scratch.keep(given["articles"])
        writer.make(given, reuse_steps() if reuse_only else STEPS, runner)
    runner.take_memory()
    return Run(time.process_time() - begun, runner.steps, runner.megabytes)


def run_apart(articles: Path, case: Path, reuse_only: bool, memory: str | None = None) -> Run:
    """The same in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(run_here, articles, case, reuse_only, memory).result()


def check_same(one: Path, other: Path) -> None:
    """Stops where two cases differ in a table."""
    cases = open_case(one), open_case(other)
    names = [case.tables() for case in cases]
    differ = [name for name in names[0] if not cases[0].table(name).equals(cases[1].table(name))]
    if names[0] != names[1] or differ:
        raise AssertionError(f"a case that grew differs from one read at once: {differ or names}")


def part_articles(articles: pa.Table, added: int, folder: Path) -> tuple[Path, Path]:
    """Two files: the articles without some that come last, chosen by chance, and all of them."""
    articles = articles.sort_by("article_id")
    last = set(random.Random(1).sample(range(articles.num_rows), added))
    first, whole = folder / "first.parquet", folder / "all.parquet"
    pq.write_table(articles.take([k for k in range(articles.num_rows) if k not in last]), first)
    pq.write_table(articles, whole)
    return first, whole


def measure_growth(articles: pa.Table, added: int, reuse_only: bool) -> tuple[Run, Run]:
    """An addition of so many articles, and one run over all; stops where they make different tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, every = part_articles(articles, added, folder)
        run_apart(first, folder / "grown", reuse_only)
        addition = run_apart(every, folder / "grown", reuse_only)
        whole = run_apart(every, folder / "whole", reuse_only)
        check_same(folder / "grown", folder / "whole")
    return addition, whole


def measure(shared: Path) -> list[Measure]:
    corpora = {
        "articles-8k": (to_articles(read_lines(shared / NEEDS[0])), True, "reuse steps"),
        "fa-kes-dev": (read_articles([shared / NEEDS[1]]).articles, False, "all steps"),
    }
    found = []
    for corpus, (articles, reuse_only, steps) in corpora.items():
        added = ADDED[corpus]
        addition, whole = measure_growth(articles, added, reuse_only)
        what = f"{corpus}, {articles.num_rows - added:,} + {added:,}"
        share = addition.seconds / whole.seconds
        found += [
            Measure("growth", what, "development", f"{steps}, share of one run over all", share),
            Measure("growth", what, "development", steps, round(whole.seconds, 1), unit="CPU-seconds"),
        ]
    return found
