"""An article put together from what a reader found, with its id."""

from datetime import datetime

from firsthand.records import Article
from firsthand.text import hash64


def make_article(
    body: str,
    *,
    title: str = "",
    given_id: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    published: datetime | None = None,
    published_precision: str | None = None,
    language: str = "und",
    source: str = "",
) -> Article:
    """The article with its text (title, blank line, body) and the id that its content gives it.

    >>> make_article("Body.", title="Title", given_id="7").text
    'Title\\n\\nBody.'
    """
    text = f"{title}\n\n{body}" if title else body
    known = ("id", given_id) if given_id is not None else ("url", url) if url else ("outlet", f"{outlet}\n{title}")
    article_id = hash64("article", *known, text)
    return Article(
        article_id=article_id,
        given_id=given_id if given_id is not None else f"{article_id & (2**64 - 1):016x}",
        outlet=outlet,
        url=url,
        title=title,
        byline=byline,
        published=published,
        published_precision=published_precision,
        language=language,
        text=text,
        source=source,
    )
