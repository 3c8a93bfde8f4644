"""Passages: the alignments of a pair with their kind and with the credit that each side gives."""

from typing import Any

import pyarrow as pa

from firsthand.reuse.crediting import Naming, canonical_outlet, find_near_credit, same_outlet
from firsthand.reuse.kinds import COPIED, Shared, quoted_share, tell_kinds
from firsthand.reuse.rows import PairArticles, Passage, RecurringAlignment
from firsthand.schema import pairs_of, to_rows, to_table
from firsthand.text import Span

JOIN_PAIR_ARTICLES = """
WITH aligned AS (SELECT DISTINCT a_id, b_id FROM alignments)
SELECT p.a_id, a.text AS a_text, a.outlet AS a_outlet, a.published AS a_published,
       c.credit_names AS a_credit_names, c.credit_bounds AS a_credit_bounds,
       p.b_id, b.text AS b_text, b.outlet AS b_outlet, b.published AS b_published,
       d.credit_names AS b_credit_names, d.credit_bounds AS b_credit_bounds
FROM aligned p JOIN articles a ON p.a_id = a.article_id JOIN articles b ON p.b_id = b.article_id
JOIN article_credits c ON p.a_id = c.article_id JOIN article_credits d ON p.b_id = d.article_id
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
        rows += [_as_passage(pair, alignment, *kind) for alignment, kind in zip(alignments, kinds, strict=True)]
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


def _as_passage(pair: PairArticles, found: RecurringAlignment, kind: str, reasons: list[str]) -> Passage:
    known = {name: value for name, value in vars(found).items() if not name.endswith("_recurs")}
    a_credit = b_credit = None
    if kind in COPIED:
        a_credit, b_credit = _near_credits(pair, found)
    return Passage(
        **known,
        **_credit_of("a", a_credit, pair.a_credit_names, pair.a_credit_bounds),
        **_credit_of("b", b_credit, pair.b_credit_names, pair.b_credit_bounds),
        kind=kind,
        reasons=reasons,
    )


def _near_credits(pair: PairArticles, found: RecurringAlignment) -> tuple[Naming | None, Naming | None]:
    """What either side says beside a passage of whose words it is; an attribution that both have came along with
    them.
    """
    a_credit = find_near_credit(pair.a_text, (found.a_start, found.a_end), _gaps(found.a_equal), pair.b_outlet)
    b_credit = find_near_credit(pair.b_text, (found.b_start, found.b_end), _gaps(found.b_equal), pair.a_outlet)
    if a_credit and b_credit and same_outlet(a_credit.name, b_credit.name):
        return None, None
    return _not_itself(a_credit, pair.a_outlet), _not_itself(b_credit, pair.b_outlet)


def _gaps(equal: list[int]) -> list[Span]:
    """Stretches between the runs of equal words."""
    return list(zip(equal[1:-1:2], equal[2::2], strict=True))


def _not_itself(credit: Naming | None, outlet: str | None) -> Naming | None:
    return None if credit and outlet and same_outlet(credit.name, outlet) else credit


def _credit_of(side: str, near: Naming | None, names: list[str], bounds: list[int]) -> dict[str, Any]:
    """Credit fields of one side: the one beside the passage, else the one for the whole article."""
    if near is not None:
        values: tuple[Any, ...] = near.start, near.end, canonical_outlet(near.name), "passage"
    elif names:
        values = bounds[0], bounds[1], names[0], "article"
    else:
        values = None, None, None, None
    return dict(zip((f"{side}_credit_{name}" for name in ("start", "end", "name", "covers")), values, strict=True))
