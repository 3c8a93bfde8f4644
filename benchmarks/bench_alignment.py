"""Span-level reuse in the pairs of the PAN 2013 text-alignment corpus: what the export `alignment` gives for each pair,
and the same for all articles of the corpus in one case, where the pairs have to be found first.
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.cases import make_between
from benchmarks.table import Measure, read_lines, run_scorer, write_lines
from firsthand.export.alignment import alignment_lines
from firsthand.read.articles import make_article
from firsthand.records import Article
from firsthand.reuse.rows import Pair
from firsthand.schema import to_table

NEEDS = ("data/pan13/dev.jsonl.gz", "score/score_alignment.py")
KINDS = ("verbatim", "random", "summary", "all")
NEEDED = ("credits", "article_days")
FIRST, GIVEN, LAST = "sketches", "alignments", "rewritings"
"""The steps are those from the first to the last of these tables; from the given one on where the pairs are given."""


@dataclass(frozen=True)
class MemoryCase:
    """Tables in memory, as exports take them."""

    tables: dict[str, pa.Table]

    def table(self, name: str) -> pa.Table:
        return self.tables[name]


def name_texts(pair: dict[str, Any]) -> dict[str, str]:
    """The two texts of a pair by their names, which the pair's name joins: "suspicious-…-source-…"."""
    suspicious, source = pair["pair"].split("-source-")
    return {suspicious: pair["a"], f"source-{source}": pair["b"]}


def as_predicted(line: dict[str, Any]) -> dict[str, Any]:
    """A line of the export in the form that the corpus has: a is the suspicious text."""
    a, b = ("a", "b") if line["a"].startswith("suspicious") else ("b", "a")
    spans = {f"{to}_{edge}": line[f"{side}_{edge}"] for to, side in (("a", a), ("b", b)) for edge in ("start", "end")}
    return {"pair": f"{line[a]}-{line[b]}", **spans}


def align_given(pair: dict[str, Any]) -> list[dict[str, Any]]:
    """The stretches of two texts that are known to be a pair: all that comes after the pairs, and the export."""
    articles = [make_article(text, given_id=name) for name, text in name_texts(pair).items()]
    first, second = sorted(article.article_id for article in articles)
    tables = {"articles": to_table(articles, Article), "pairs": to_table([Pair(first, second, 0, None)], Pair)}
    return export_tables(tables, GIVEN)


def align_all(pairs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stretches of all texts of the corpus as articles of one case."""
    texts = {name: text for pair in pairs for name, text in name_texts(pair).items()}
    articles = [make_article(text, given_id=name) for name, text in texts.items()]
    return export_tables({"articles": to_table(articles, Article)}, FIRST)


def export_tables(tables: dict[str, pa.Table], first: str) -> list[dict[str, Any]]:
    """What the export makes of some tables, with all tables made that reuse has from `first` on."""
    made = make_between(tables, first, LAST, NEEDED)
    return list(map(as_predicted, alignment_lines(MemoryCase(made))))


def score(shared: Path, lines: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The corpus' own measures, by kind of pair."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = write_lines(Path(folder) / "predicted.jsonl", lines)
        scored: dict[str, dict[str, Any]] = run_scorer(shared, "score_alignment", shared / NEEDS[0], predicted)
    return scored


def measure(shared: Path) -> list[Measure]:
    pairs = list(read_lines(shared / NEEDS[0]))
    planted = {pair["pair"]: bool(pair["cases"]) for pair in pairs}
    given = score(shared, (line for pair in pairs for line in align_given(pair)))
    lines = [line for line in align_all(pairs) if line["pair"] in planted]
    found = {line["pair"] for line in lines if planted[line["pair"]]}
    return [
        Measure("alignment", corpus, "development", f"{kind} {name}", scored[kind][name])
        for corpus, scored in (("pan13", given), ("pan13, one case", score(shared, lines)))
        for kind in KINDS
        for name in ("plagdet", "precision", "recall", "granularity")
    ] + [
        Measure("alignment", "pan13", "development", "none found", given["none"]["found"], unit="passages"),
        Measure("alignment", "pan13, one case", "development", "pairs found", len(found) / sum(planted.values())),
    ]
