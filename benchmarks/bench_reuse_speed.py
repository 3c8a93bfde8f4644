"""Processor time and memory of the reuse steps on 7,916 real articles, and how both grow from 2,000 articles on.

Compiling the kernels is done before the clock starts; it is measured apart, in a process with an empty cache, by
`NUMBA_CACHE_DIR=$(mktemp -d)`.
"""

import dataclasses
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks.__main__ import peak_mb
from benchmarks.table import Measure, read_lines
from firsthand.kernels.compiled import align_words, hash_ngrams
from firsthand.pipeline import Local
from firsthand.read.articles import make_article
from firsthand.records import Article, RegistryEntry
from firsthand.schema import schema_of, to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS

NEEDS = ("data/bench/articles-8k.jsonl.gz",)
FIRST, LAST = "sketches", "number_edits"
"""The reuse steps are those from the first to the last of these tables."""
NEEDED = ("credits", "article_days")
"""Tables of other parts that reuse needs; their time is not counted."""
SIZES = (2_000, 8_000)


def reuse_seconds(articles: pa.Table) -> tuple[float, int]:
    """Processor time of the reuse steps, and the passages they find."""
    names = [step.table for step in STEPS]
    wanted = names[names.index(FIRST) : names.index(LAST) + 1]
    runner, tables = Local(Settings()), {"articles": articles, "registry": schema_of(RegistryEntry).empty_table()}
    seconds = 0.0
    for step in STEPS[: names.index(LAST) + 1]:
        if step.table not in (*wanted, *NEEDED):
            tables[step.table] = schema_of(step.row).empty_table()
            continue
        begun = time.process_time()
        tables[step.table] = runner.make(step, tables)
        seconds += time.process_time() - begun if step.table in wanted else 0.0
    return seconds, tables["reuse"].num_rows


def measure(shared: Path) -> list[Measure]:
    align_words(np.arange(9), np.arange(9), 16, 8)
    hash_ngrams(np.arange(9), 5)
    rows = [
        make_article(line["text"], title=line.get("title") or "", given_id=line["id"], outlet=line.get("outlet"))
        for line in read_lines(shared / NEEDS[0])
    ]
    found = []
    for size in SIZES:
        seconds, passages = reuse_seconds(to_table(rows[:size], Article))
        corpus = f"articles-8k, first {min(size, len(rows)):,}"
        row = Measure("reuse", corpus, "development", "processor time", round(seconds, 1), unit="CPU-seconds")
        memory = dataclasses.replace(row, measure="most memory", score=peak_mb() or 0.0, unit="megabytes")
        found += [row, memory, dataclasses.replace(row, measure="passages", score=passages, unit="passages")]
    return found
