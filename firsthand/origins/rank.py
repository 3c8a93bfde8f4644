"""Which article is the likeliest source of a text that several have: wire copies, then the earliest."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pyarrow as pa

from firsthand.origins.names import letters_of
from firsthand.records import Article, Credit
from firsthand.reuse.rows import ArticleHead, SourceRank
from firsthand.schema import to_rows, to_table

_LATE = datetime(9999, 1, 1, tzinfo=UTC)

LIST_HEADS = "SELECT article_id, given_id, outlet, published FROM articles"
"""What is needed of articles to rank them, which takes those of the whole case at once."""


def wire_of(articles: Iterable[Article | ArticleHead], credit_lines: Iterable[Credit]) -> dict[int, str]:
    """The wire that each article as a whole is a copy of, by article; an outlet's own name in its dateline is none."""
    outlets = {a.article_id: letters_of(a.outlet) if a.outlet else None for a in articles}
    found: dict[int, str] = {}
    for credit in sorted(credit_lines, key=lambda c: (c.article_id, c.kind != "wire mark", c.start, c.name or "")):
        if credit.covers != "article" or not credit.name or credit.article_id not in outlets:
            continue
        if letters_of(credit.name) != outlets[credit.article_id]:
            found.setdefault(credit.article_id, credit.name)
    return found


def rank_articles(articles: Iterable[Article | ArticleHead], credit_lines: Iterable[Credit]) -> dict[int, int]:
    """Place of each article by id, 0 for the likeliest source of shared wording.

    Copies of a wire come first, then by the time of publication (the dateline's day before the stated one, which is
    often wrong), then by given id.
    """
    listed, lines = list(articles), list(credit_lines)
    wires = wire_of(listed, lines)
    dated: dict[int, datetime] = {}
    for credit in lines:
        if credit.kind == "dateline" and credit.date is not None:
            dated[credit.article_id] = min(credit.date, dated.get(credit.article_id, _LATE))

    def place(article: Article | ArticleHead) -> tuple[bool, datetime, str, int]:
        when = dated.get(article.article_id) or article.published or _LATE
        return article.article_id not in wires, when, article.given_id, article.article_id

    return {article.article_id: index for index, article in enumerate(sorted(listed, key=place))}


def list_ranks(article_heads: pa.Table, credit_lines: pa.Table) -> pa.Table:
    """The place of every article among the possible sources of a text; see `rank_articles`."""
    ranks = rank_articles(to_rows(article_heads, ArticleHead), to_rows(credit_lines, Credit))
    return to_table([SourceRank(article_id, rank) for article_id, rank in ranks.items()], SourceRank)
