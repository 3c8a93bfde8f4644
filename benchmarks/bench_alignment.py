"""Span-level reuse in the pairs of the PAN 2013 text-alignment corpus, by the alignment step alone."""

import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.table import Measure, read_lines, run_scorer, write_lines
from firsthand.pipeline import make_tables
from firsthand.read.articles import make_article
from firsthand.records import Alignment, Article
from firsthand.schema import to_rows, to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS

NEEDS = ("data/pan13/dev.jsonl.gz", "score/score_alignment.py")


def needed_for(table: str) -> tuple[str, ...]:
    """The table and all that it is made from."""
    made = {step.table: step for step in STEPS}
    return (table, *(x for name in made[table].inputs for x in needed_for(name))) if table in made else (table,)


def measure(shared: Path) -> list[Measure]:
    path = shared / "data" / "pan13" / "dev.jsonl.gz"
    names = set(needed_for("alignments"))
    steps = tuple(step for step in STEPS if step.table in names)
    rows = []
    for pair in read_lines(path):
        # Each pair by itself, as the corpus asks.
        sides = {make_article(pair[side], given_id=side).article_id: side for side in "ab"}
        articles = to_table([make_article(pair[side], given_id=side) for side in "ab"], Article)
        spans = defaultdict(tuple)
        for found in to_rows(make_tables(articles, steps, Settings())["alignments"], Alignment):
            spans[sides[found.a_id]] = (found.a_start, found.a_end)
            spans[sides[found.b_id]] = (found.b_start, found.b_end)
            (a_start, a_end), (b_start, b_end) = spans["a"], spans["b"]
            rows.append({"pair": pair["pair"], "a_start": a_start, "a_end": a_end, "b_start": b_start, "b_end": b_end})
    with tempfile.TemporaryDirectory() as folder:
        scored = run_scorer(shared, "score_alignment", path, write_lines(Path(folder) / "predicted.jsonl", rows))
    return [
        Measure("alignment", "pan13", "development", f"{kind} {name}", scored[kind][name])
        for kind in ("verbatim", "random", "summary", "all")
        for name in ("plagdet", "precision", "recall")
    ]
