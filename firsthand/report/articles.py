"""Articles of a dossier: what was read, the hash of its text, and the text itself as far as the page holds it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.masking import Masking
from firsthand.report.bounds import Bounds
from firsthand.views.claims import ClaimView
from firsthand.views.lookup import Lookup


@dataclass(frozen=True)
class ArticleEntry:
    """One article as it was read."""

    number: int
    """Its number on this page, from 1."""
    article: str
    """The id that came with it."""
    outlet: str | None
    title: str
    published: str | None
    language: str
    url: str | None
    byline: str | None
    file: str
    """The file that it was read from, relative to the path that was named."""
    characters: int
    sha256: str
    """SHA-256 of its text in UTF-8, as it was read: before anything was masked."""
    masked: bool
    """Whether its text is masked: spans still say where words stand."""
    text: str | None
    """The text, in which all spans count, with █ for each masked character; null where all of it is masked, or where it
    is left out for the size of the page."""


def list_entries(
    lookup: Lookup, read: Lookup, masking: Masking, claims: list[ClaimView], bounds: Bounds
) -> Iterator[ArticleEntry]:
    """All articles; `lookup` has them as they are shown, `read` as they were read."""
    whole = _choose_whole(lookup, masking, claims, bounds.text_characters)
    for number, article_id in enumerate(read.article_ids(), start=1):
        article = lookup.article(article_id)
        yield ArticleEntry(
            number=number,
            article=article.given_id,
            outlet=article.outlet,
            title=article.title,
            published=article.published.date().isoformat() if article.published else None,
            language=article.language,
            url=article.url,
            byline=article.byline,
            file=article.source,
            characters=len(article.text),
            sha256=hashlib.sha256(read.article(article_id).text.encode("utf-8", "surrogatepass")).hexdigest(),
            masked=article_id in masking.texts,
            text=article.text if article_id in whole else None,
        )


def _choose_whole(lookup: Lookup, masking: Masking, claims: list[ClaimView], most: int) -> set[int]:
    """Articles whose texts the page holds: those that the claims stand in first, then the others, up to a size."""
    told = (lookup.article_id(mention.article) for claim in claims for mention in claim.mentions)
    chosen: set[int] = set()
    characters = 0
    for article_id in dict.fromkeys([*told, *lookup.article_ids()]):
        if article_id not in masking.texts:
            characters += len(lookup.article(article_id).text)
            if characters > most:
                break
            chosen.add(article_id)
    return chosen
