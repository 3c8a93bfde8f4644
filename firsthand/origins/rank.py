"""Which article is the likeliest source of a text that several have: wire copies, then the earliest."""

from collections.abc import Iterable
from datetime import UTC, datetime

from firsthand.records import Article, Credit

_LATE = datetime(9999, 1, 1, tzinfo=UTC)


def wire_of(listed: Iterable[Credit]) -> dict[int, str]:
    """The wire that each article as a whole is a copy of, by article."""
    found: dict[int, str] = {}
    ordered = sorted(listed, key=lambda c: (c.article_id, c.kind != "wire mark", c.start, c.name or ""))
    for credit in ordered:
        if credit.covers == "article" and credit.name:
            found.setdefault(credit.article_id, credit.name)
    return found


def rank_articles(articles: Iterable[Article], lines: Iterable[Credit]) -> dict[int, int]:
    """Place of each article by id, 0 for the likeliest source of shared wording.

    Copies of a wire come first, then by the time of publication (the dateline's day before the stated one, which is
    often wrong), then by given id.
    """
    listed = list(lines)
    wires = wire_of(listed)
    dated: dict[int, datetime] = {}
    for credit in listed:
        if credit.kind == "dateline" and credit.date is not None:
            dated[credit.article_id] = min(credit.date, dated.get(credit.article_id, _LATE))

    def place(article: Article) -> tuple[bool, datetime, str, int]:
        when = dated.get(article.article_id) or article.published or _LATE
        return article.article_id not in wires, when, article.given_id, article.article_id

    return {article.article_id: index for index, article in enumerate(sorted(articles, key=place))}
