"""An article put together from what a reader found, with its id."""

from dataclasses import replace
from datetime import datetime

from firsthand.records import Article
from firsthand.text import hash64


def make_article(
    body: str,
    *,
    title: str = "",
    given_id: str | None = None,
    implied_id: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    published: datetime | None = None,
    published_precision: str | None = None,
    language: str = "und",
    source: str = "",
) -> Article:
    """The article with its text (title, blank line, body) and the id that its content gives it.

    `implied_id` is the id that its file's name gives it where none is stated.

    >>> make_article("Body.", title="Title", given_id="7").text
    'Title\\n\\nBody.'
    """
    text = f"{title}\n\n{body}" if title else body
    if given_id is not None:
        known = ("id", given_id)
    elif implied_id is not None:
        known = ("file", implied_id)
    else:
        known = ("url", url) if url else ("outlet", f"{outlet}\n{title}")
    article_id = hash64("article", *known, text)
    id_shown = given_id if given_id is not None else implied_id
    return Article(
        article_id=article_id,
        given_id=id_shown if id_shown is not None else _hexadecimal(article_id),
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


def _hexadecimal(article_id: int) -> str:
    return f"{article_id & (2**64 - 1):016x}"


def states_id(article: Article) -> bool:
    """Whether the article's id was stated with it, not implied by a file's name or made of its content.

    >>> states_id(make_article("Body.", given_id="7")), states_id(make_article("Body.", implied_id="7"))
    (True, False)
    """
    return article.article_id == hash64("article", "id", article.given_id, article.text)


def has_made_id(article: Article) -> bool:
    """Whether the article's id is made of its content, since neither it nor its file gave one."""
    return article.given_id == _hexadecimal(article.article_id)


def rename(article: Article, given_id: str, *, stated: bool) -> Article:
    """The article under another id, since the one that it came with is taken."""
    kind = "id" if stated else "file"
    return replace(article, article_id=hash64("article", kind, given_id, article.text), given_id=given_id)
