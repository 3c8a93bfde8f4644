"""One story carried by very many outlets: processor time and memory of the reuse steps as the copies grow, and whether
a copy is lost. Copies are made by a seeded script from one development article.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks.__main__ import peak_mb
from benchmarks.table import Measure, read_lines
from firsthand.graph import connect
from firsthand.pipeline import Local
from firsthand.read.articles import make_article
from firsthand.records import Article, RegistryEntry
from firsthand.schema import schema_of, to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS

NEEDS = ("data/bench/articles-8k.jsonl.gz",)
LAST = "omissions"
LEFT_OUT = ("parses", "attributions", "source_names", "judged_articles", "judged_directions")
"""Tables of other parts that reuse does not need."""
SIZES = (2_000, 10_000)
WORDS = 390
"""Words of the story."""


def exact(words: list[str], desk: random.Random, other: list[str]) -> list[str]:
    """The story word for word."""
    return words


def edited(words: list[str], desk: random.Random, other: list[str], share: float = 0.02) -> list[str]:
    """Some words replaced by words of other articles."""
    return [desk.choice(other) if desk.random() < share else word for word in words]


def rewritten(words: list[str], desk: random.Random, other: list[str]) -> list[str]:
    """Every tenth word replaced."""
    return edited(words, desk, other, 0.1)


def cut(words: list[str], desk: random.Random, other: list[str]) -> list[str]:
    """Cut from the tail, to between a twentieth and all of it."""
    return words[: desk.randint(len(words) // 20, len(words))]


def wrapped(words: list[str], desk: random.Random, other: list[str]) -> list[str]:
    """A part of the story between a lead and a tail of the outlet's own."""
    start = desk.randrange(len(words) // 2)
    lead, tail = (desk.choices(other, k=desk.randint(40, 200)) for _ in range(2))
    return [*lead, *words[start : start + desk.randint(100, 200)], *tail]


DESKS: tuple[tuple[str, Callable[[list[str], random.Random, list[str]], list[str]]], ...] = (
    ("exact", exact),
    ("2 % replaced", edited),
    ("10 % replaced", rewritten),
    ("cut short", cut),
    ("own lead and tail", wrapped),
)
"""What outlets make of the story."""


def make_copies(texts: list[str], count: int, desk: Callable[..., list[str]]) -> list[Article]:
    """Copies of the first text of `WORDS` words, as one kind of desk makes them, an hour and an outlet each."""
    words = next(words for words in (text.split(" ") for text in texts) if len(words) >= WORDS)[:WORDS]
    other = sorted({word for text in texts[:200] for word in text.split()})
    begun = datetime(2024, 1, 1, tzinfo=UTC)
    return [
        make_article(
            " ".join(desk(words, random.Random(number), other)),
            given_id=f"c{number:05}",
            outlet=f"Outlet {number}",
            published=begun + timedelta(minutes=number),
            published_precision="second",
        )
        for number in range(count)
    ]


def run_reuse(articles: pa.Table, show: Callable[[str], None] = lambda line: None) -> tuple[dict[str, pa.Table], float]:
    """Tables of the reuse steps, and their processor time."""
    runner, tables = Local(Settings()), {"articles": articles, "registry": schema_of(RegistryEntry).empty_table()}
    seconds = 0.0
    for step in STEPS[: [step.table for step in STEPS].index(LAST) + 1]:
        if step.table in LEFT_OUT:
            tables[step.table] = schema_of(step.row).empty_table()
            continue
        begun = time.process_time()
        tables[step.table] = runner.make(step, tables)
        took = time.process_time() - begun
        seconds += took
        show(f"{step.table:22} {tables[step.table].num_rows:>10,} rows {took:8.1f} s")
    return tables, seconds


def lost_copies(tables: dict[str, pa.Table]) -> int:
    """Copies that no chain of shared passages ties to the others."""
    ids = tables["articles"].column("article_id").to_numpy()
    a, b = (tables["reuse"].column(name).to_numpy() for name in ("a_id", "b_id"))
    _, roots = connect(np.concatenate([a, ids]), np.concatenate([b, ids]))
    return len(ids) - int(np.unique(roots, return_counts=True)[1].max())


def measure(shared: Path) -> list[Measure]:
    texts = [line["text"] for line in read_lines(shared / NEEDS[0])]
    run_reuse(to_table(make_copies(texts, 8, exact), Article))  # compiles the kernels
    found = []
    for name, desk in DESKS:
        for size in SIZES:
            tables, seconds = run_reuse(to_table(make_copies(texts, size, desk), Article))
            corpus = f"{size:,} copies of one story, {name}"
            for what, score, unit in (
                ("processor time", round(seconds, 1), "CPU-seconds"),
                ("most memory", peak_mb() or 0.0, "megabytes"),
                ("passages", tables["reuse"].num_rows, "passages"),
                ("lost copies", lost_copies(tables), "articles"),
            ):
                found.append(Measure("copies", corpus, "development", what, score, unit=unit))
    return found


if __name__ == "__main__":
    import os
    import sys

    root = Path(os.environ.get("FIRSTHAND_SHARED", "../shared"))
    read = [line["text"] for line in read_lines(root / NEEDS[0])]
    run_reuse(to_table(make_copies(read, 8, exact), Article))
    made, total = run_reuse(to_table(make_copies(read, int(sys.argv[2]), dict(DESKS)[sys.argv[1]]), Article), print)
    print(f"{total:.1f} CPU-s, {peak_mb()} MB, {lost_copies(made)} lost")
