"""Passages: the alignments of a pair with their kind and with the credit that each side gives."""

import pyarrow as pa

from firsthand.records import PairArticles, Passage, RecurringAlignment
from firsthand.reuse.kinds import Shared, quoted_share, tell_kinds
from firsthand.schema import pairs_of, to_rows, to_table

JOIN_PAIR_ARTICLES = """
WITH aligned AS (SELECT DISTINCT a_id, b_id FROM alignments)
SELECT p.a_id, a.text AS a_text, a.outlet AS a_outlet, a.published AS a_published,
       p.b_id, b.text AS b_text, b.outlet AS b_outlet, b.published AS b_published
FROM aligned p JOIN articles a ON p.a_id = a.article_id JOIN articles b ON p.b_id = b.article_id
"""


def find_passages(pair_articles: pa.Table, recurring_alignments: pa.Table) -> pa.Table:
    """The passages of every pair of one article, with kind, reasons and credit."""
    found: dict[tuple[int, int], list[RecurringAlignment]] = {}
    for alignment in to_rows(recurring_alignments, RecurringAlignment):
        found.setdefault((alignment.a_id, alignment.b_id), []).append(alignment)
    rows: list[Passage] = []
    for pair in to_rows(pair_articles, PairArticles):
        alignments = found[pair.a_id, pair.b_id]
        kinds = tell_kinds([_as_shared(pair, alignment) for alignment in alignments])
        rows += [_as_passage(alignment, *kind) for alignment, kind in zip(alignments, kinds, strict=True)]
    return to_table(rows, Passage)


def _as_shared(pair: PairArticles, found: RecurringAlignment) -> Shared:
    days = None
    if pair.a_published and pair.b_published:
        days = abs((pair.a_published - pair.b_published).total_seconds()) / 86_400
    return Shared(
        text=pair.a_text[found.a_start : found.a_end],
        equal=tuple(pair.a_text[start:end] for start, end in pairs_of(found.a_equal)),
        matches=found.matches,
        words=max(found.a_words, found.b_words),
        quoted=min(
            quoted_share(pair.a_text, found.a_start, found.a_end),
            quoted_share(pair.b_text, found.b_start, found.b_end),
        ),
        begins=min(found.a_start / len(pair.a_text), found.b_start / len(pair.b_text)),
        article_share=max(
            (found.a_end - found.a_start) / len(pair.a_text), (found.b_end - found.b_start) / len(pair.b_text)
        ),
        same_outlet=pair.a_outlet is not None and pair.a_outlet == pair.b_outlet,
        days=days,
        recurs=max(found.a_recurs, found.b_recurs),
    )


def _as_passage(found: RecurringAlignment, kind: str, reasons: list[str]) -> Passage:
    known = {name: value for name, value in vars(found).items() if not name.endswith("_recurs")}
    nothing = {f"{side}_credit_{name}": None for side in "ab" for name in ("start", "end", "name")}
    return Passage(**known, **nothing, kind=kind, reasons=reasons)
