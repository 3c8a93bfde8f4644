"""Processor time and memory of the reuse steps an article, from 1,000 to 100,000 articles.

Up to 7,916 they are articles of the development data, drawn by chance, beyond with replicas (see `many_articles`). Each
size has a process of its own, in which memory is looked at ten times a second: what the process holds, without the
files that it has mapped. `python -m benchmarks.bench_scale SIZE [MEMORY]` tells one size, step by step, MEMORY as of
`firsthand run --memory`.
"""

import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from benchmarks.bench_growth import BEFORE_REUSE, reuse_steps
from benchmarks.many_articles import BATCH, CORPUS, many_articles, to_articles
from benchmarks.memory import MemoryWatch
from benchmarks.table import Measure, read_lines
from firsthand.judgements.rows import Judgement
from firsthand.kernels.compiled import align_words, hash_ngrams
from firsthand.pipeline import Local
from firsthand.records import RegistryEntry
from firsthand.schema import schema_of
from firsthand.scratch import open_scratch, read_size
from firsthand.settings import Settings

NEEDS = (CORPUS,)
LONG = True
SIZES: tuple[tuple[int, str | None], ...] = (
    *((1_000, None), (2_000, None), (4_000, None), (7_916, None)),
    *((7_916, "1GB"), (100_000, None), (100_000, "1GB")),
)
"""How many articles, and within which limit of memory. The last two take a quarter of an hour each."""


class Cost(NamedTuple):
    """What one step of a run took."""

    table: str
    rows: int
    seconds: float
    """Processor seconds."""
    megabytes: float
    """Most that the process held while it was made."""


def draw_articles(shared: Path, size: int) -> pa.Table:
    """So many articles, by id: some of the corpus drawn by chance, or all of it and replicas."""
    lines = read_lines(shared / CORPUS)
    chosen = random.Random(1).sample(lines, size) if size < len(lines) else many_articles(lines, size)
    parts, batch = [], []
    for line in chosen:
        batch.append(line)
        if len(batch) == BATCH:
            parts.append(to_articles(batch))
            batch = []
    return pa.concat_tables([*parts, to_articles(batch)]).sort_by("article_id").combine_chunks()


def run_reuse(
    shared: Path, size: int, memory: str | None, show: Callable[[str], None] = lambda line: None
) -> list[Cost]:
    """What each step of reuse takes for so many articles; the steps before them are made and not counted."""
    align_words(np.arange(9), np.arange(9), 16, 8)
    hash_ngrams(np.arange(9), 5)
    tables = {"articles": draw_articles(shared, size)}
    tables |= {
        name: schema_of(row).empty_table() for name, row in (("judgements", Judgement), ("registry", RegistryEntry))
    }
    steps, costs = reuse_steps(), []
    watch = MemoryWatch()
    limit = None if memory is None else read_size(memory)
    with tempfile.TemporaryDirectory() as folder, open_scratch(Path(folder), limit) as scratch:
        runner = Local(Settings(), scratch=scratch)
        if scratch is not None:
            tables["articles"] = scratch.keep(tables["articles"])
        for place, step in enumerate(steps):
            watch.take()
            begun = time.process_time()
            tables[step.table] = runner.make(step, tables)
            seconds = time.process_time() - begun
            if step.table not in BEFORE_REUSE:
                cost = Cost(step.table, tables[step.table].num_rows, seconds, watch.take())
                costs.append(cost)
                show(f"{cost.table:22} {cost.rows:>12,} rows {cost.seconds:9.2f} s {cost.megabytes:8,.0f} MB")
            needed = {name for later in steps[place + 1 :] for name in later.inputs}
            tables = {name: table for name, table in tables.items() if name in needed}
    return costs


def run_apart(shared: Path, size: int, memory: str | None) -> list[Cost]:
    """The same in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(run_reuse, shared, size, memory).result()


def measure(shared: Path) -> list[Measure]:
    run_apart(shared, 200, None)  # compiles the kernels that are not
    found = []
    for size, memory in SIZES:
        costs = run_apart(shared, size, memory)
        seconds, most = sum(cost.seconds for cost in costs), max(cost.megabytes for cost in costs)
        corpus = f"{size:,} articles" + (f", --memory {memory}" if memory else "")
        pairs = next(cost.rows for cost in costs if cost.table == "pairs")
        for what, score, unit in (
            ("processor time an article", 1000 * seconds / size, "CPU-milliseconds"),
            ("articles a CPU-second", size / seconds, "articles per CPU-second"),
            ("most memory", most, "megabytes"),
            ("most memory an article", 1000 * most / size, "kilobytes"),
            ("pairs an article", pairs / size, "pairs"),
        ):
            spent = round(seconds, 1)
            row = Measure(
                "scale", corpus, "development", what, round(score, 2), unit=unit, cpu_seconds=spent, peak_mb=most
            )
            found.append(row)
    return found


if __name__ == "__main__":
    root = Path(os.environ.get("FIRSTHAND_SHARED", "../shared"))
    made = run_reuse(root, int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None, print)
    print(f"{sum(c.seconds for c in made):.1f} CPU-s, at most {max(c.megabytes for c in made):,.0f} MB")
