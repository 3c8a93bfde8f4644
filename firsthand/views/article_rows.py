"""Articles as lines of a list."""

from dataclasses import dataclass

from firsthand.records import Mention, Reuse
from firsthand.views.lookup import Lookup


@dataclass(frozen=True)
class ArticleRow:
    """An article in a list."""

    article: str
    outlet: str | None
    title: str
    published: str | None
    language: str
    characters: int
    claims: int
    """Statements of claims that were found in it."""
    shares_with: int
    """Articles with which it shares reporting, as far as rows are kept."""


def list_articles(lookup: Lookup) -> list[ArticleRow]:
    """All articles, in the order of their ids."""
    shares: dict[int, set[int]] = {}
    for row in lookup.rows(Reuse):
        if row.kind in ("story", "quotation"):
            shares.setdefault(row.a_id, set()).add(row.b_id)
            shares.setdefault(row.b_id, set()).add(row.a_id)
    rows = []
    for article_id in lookup.article_ids():
        article = lookup.article(article_id)
        rows.append(
            ArticleRow(
                article=article.given_id,
                outlet=article.outlet,
                title=article.title,
                published=article.published.date().isoformat() if article.published else None,
                language=article.language,
                characters=len(article.text),
                claims=len(lookup.get(Mention, "article_id", article_id)),
                shares_with=len(shares.get(article_id, ())),
            )
        )
    return rows
