"""What it costs to add articles to a case, as a share of reading all of them at once; the tables are held equal.

Every run has a process of its own, so that none finds words or parses that another has left in memory.
"""

import multiprocessing
import random
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.table import Measure, read_lines
from firsthand.judgements.rows import Judgement
from firsthand.pipeline import Local, Step
from firsthand.read.articles import make_article
from firsthand.read.sources import read_articles
from firsthand.records import Article, Problem, RegistryEntry
from firsthand.schema import schema_of, to_table
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


def run_seconds(articles: Path, case: Path, reuse_only: bool) -> float:
    """Processor seconds of making a case of a Parquet file of articles, or of growing it to them."""
    steps = reuse_steps() if reuse_only else STEPS
    given = {"articles": pq.ParquetFile(articles).read()}
    given |= {
        name: schema_of(row).empty_table()
        for name, row in (("problems", Problem), ("judgements", Judgement), ("registry", RegistryEntry))
    }
    begun = time.process_time()
    with write_case(case) as writer:
        writer.make(given, steps, Local(Settings()))
    return time.process_time() - begun


def run_apart(articles: Path, case: Path, reuse_only: bool) -> float:
    """The same in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(run_seconds, articles, case, reuse_only).result()


def check_same(one: Path, other: Path) -> None:
    """Stops where two cases differ in a table."""
    cases = open_case(one), open_case(other)
    names = [case.tables() for case in cases]
    differ = [name for name in names[0] if not cases[0].table(name).equals(cases[1].table(name))]
    if names[0] != names[1] or differ:
        raise AssertionError(f"a case that grew differs from one read at once: {differ or names}")


def measure_growth(articles: pa.Table, added: int, reuse_only: bool) -> tuple[float, float]:
    """Processor seconds of an addition, and of one run over all."""
    articles = articles.sort_by("article_id")
    last = set(random.Random(1).sample(range(articles.num_rows), added))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pq.write_table(articles, folder / "all.parquet")
        pq.write_table(articles.take([k for k in range(articles.num_rows) if k not in last]), folder / "first.parquet")
        run_apart(folder / "first.parquet", folder / "grown", reuse_only)
        addition = run_apart(folder / "all.parquet", folder / "grown", reuse_only)
        whole = run_apart(folder / "all.parquet", folder / "whole", reuse_only)
        check_same(folder / "grown", folder / "whole")
    return addition, whole


def measure(shared: Path) -> list[Measure]:
    rows = [
        make_article(line["text"], title=line.get("title") or "", given_id=line["id"], outlet=line.get("outlet"))
        for line in read_lines(shared / NEEDS[0])
    ]
    corpora = {
        "articles-8k": (to_table(rows, Article), True, "reuse steps"),
        "fa-kes-dev": (read_articles([shared / NEEDS[1]]).articles, False, "all steps"),
    }
    found = []
    for corpus, (articles, reuse_only, steps) in corpora.items():
        added = ADDED[corpus]
        addition, whole = measure_growth(articles, added, reuse_only)
        what = f"{corpus}, {articles.num_rows - added:,} + {added:,}"
        share = Measure("growth", what, "development", f"{steps}, share of one run over all", addition / whole)
        found += [share, Measure("growth", what, "development", steps, round(whole, 1), unit="CPU-seconds")]
    return found
