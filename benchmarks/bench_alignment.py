"""Span-level reuse in the pairs of the PAN 2013 text-alignment corpus, by the alignment step alone."""

import tempfile
from pathlib import Path

from benchmarks.table import Measure, read_lines, run_scorer, write_lines
from firsthand.pipeline import numbers_for
from firsthand.read.articles import make_article
from firsthand.records import Alignment, Article
from firsthand.reuse.align import align_pairs
from firsthand.reuse.rows import Pair
from firsthand.schema import to_rows, to_table
from firsthand.settings import Settings

LEAST_WORDS = 20
"""Equal words of a stretch from which it is a case: the corpus has no shorter ones."""
NEEDS = ("data/pan13/dev.jsonl.gz", "score/score_alignment.py")


def join_stretches(found: list[Alignment], swapped: bool) -> list[dict[str, int]]:
    """The stretches of one pair, from the first to the last word of each, as the corpus marks its cases.

    Passages that stand near each other in both texts are one case; fewer than `LEAST_WORDS` equal words are stock
    wording.
    """
    stretches: dict[int, list[Alignment]] = {}
    for alignment in found:
        stretches.setdefault(alignment.block, []).append(alignment)
    spans = [
        (
            min(x.a_start for x in parts),
            max(x.a_end for x in parts),
            min(x.b_start for x in parts),
            max(x.b_end for x in parts),
        )
        for parts in stretches.values()
        if sum(x.matches for x in parts) >= LEAST_WORDS
    ]
    names = ("b_start", "b_end", "a_start", "a_end") if swapped else ("a_start", "a_end", "b_start", "b_end")
    return [dict(zip(names, span, strict=True)) for span in spans]


def measure(shared: Path) -> list[Measure]:
    path = shared / "data" / "pan13" / "dev.jsonl.gz"
    numbers = numbers_for(align_pairs, Settings())
    rows = []
    for pair in read_lines(path):
        # The corpus gives the pairs; whether they would have been found among others is not asked.
        articles = [make_article(pair[side], given_id=side) for side in "ab"]
        ids = [article.article_id for article in articles]
        pairs = to_table([Pair(min(ids), max(ids), 0, None)], Pair)
        found = to_rows(align_pairs(pairs, to_table(articles, Article), **numbers), Alignment)
        rows += [{"pair": pair["pair"], **stretch} for stretch in join_stretches(found, ids[0] > ids[1])]
    with tempfile.TemporaryDirectory() as folder:
        scored = run_scorer(shared, "score_alignment", path, write_lines(Path(folder) / "predicted.jsonl", rows))
    return [
        Measure("alignment", "pan13", "development", f"{kind} {name}", scored[kind][name])
        for kind in ("verbatim", "random", "summary", "all")
        for name in ("plagdet", "precision", "recall", "granularity")
    ]
