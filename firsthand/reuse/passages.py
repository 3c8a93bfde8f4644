"""Passages: the alignments of a pair with their kind and with the credit that each side gives."""

import pyarrow as pa

from firsthand.records import Alignment, Passage
from firsthand.reuse.kinds import tell_kind
from firsthand.schema import to_rows, to_table

JOIN_PAIR_ARTICLES = """
WITH aligned AS (SELECT DISTINCT a_id, b_id FROM alignments)
SELECT p.a_id, a.text AS a_text, a.outlet AS a_outlet, a.published AS a_published,
       p.b_id, b.text AS b_text, b.outlet AS b_outlet, b.published AS b_published
FROM aligned p JOIN articles a ON p.a_id = a.article_id JOIN articles b ON p.b_id = b.article_id
"""


def find_passages(pair_articles: pa.Table, alignments: pa.Table) -> pa.Table:
    """The passages of every pair of one article, with kind and reasons."""
    texts = {(row["a_id"], row["b_id"]): row for row in pair_articles.to_pylist()}
    rows = []
    for found in to_rows(alignments, Alignment):
        pair = texts[found.a_id, found.b_id]
        kind, reasons = tell_kind(found, pair["a_text"], pair["b_text"])
        rows.append(
            Passage(
                **vars(found),
                kind=kind,
                reasons=reasons,
                a_credit_start=None,
                a_credit_end=None,
                a_credit_name=None,
                b_credit_start=None,
                b_credit_end=None,
                b_credit_name=None,
            )
        )
    return to_table(rows, Passage)
