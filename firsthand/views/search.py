"""Search: articles whose text has some words, with the words in their surroundings."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from firsthand.text import find_words
from firsthand.views.lookup import Lookup

AROUND_WORDS = 14
"""Words shown on either side of the first that was found: about a sentence."""
LONGEST_PIECE = 400
"""Characters of one piece of the surroundings at most: a text may have words without an end."""


@dataclass(frozen=True)
class Part:
    """Some characters of the surroundings, and whether they were searched for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Hit:
    """An article with the words that were searched for."""

    article: str
    outlet: str | None
    published: str | None
    title: str
    language: str
    times: int
    """How often the words stand in it."""
    start: int
    """Where the surroundings that are shown begin."""
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Folded:
    """The folded words of an article, joined by single spaces."""

    article_id: int
    words: str
    """With a space before the first and after the last word."""


def fold_articles(lookup: Lookup) -> list[Folded]:
    """The words of all articles, folded for search: made once a generation."""
    return [
        Folded(article_id, f" {' '.join(find_words(lookup.article(article_id).text).folded)} ")
        for article_id in lookup.article_ids()
    ]


def read_wanted(query: str) -> tuple[str, ...]:
    """What is searched for, folded: single words by their beginnings, and words in quotation marks as they stand.

    >>> read_wanted('Québec "the bridge"')
    (' the bridge ', ' quebec')
    """
    pieces = query.replace("“", '"').replace("”", '"').split('"')
    quoted = [" ".join(find_words(piece).folded) for piece in pieces[1::2]]
    single = [word for piece in pieces[::2] for word in find_words(piece).folded]
    return tuple(dict.fromkeys([*(f" {words} " for words in quoted if words), *(f" {word}" for word in single)]))


def search_articles(lookup: Lookup, folded: list[Folded], wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    """Articles that have all that is wanted, with how often they have it; in titles first, then the most often."""
    found = []
    for one in folded:
        counts = [one.words.count(words) for words in wanted]
        if counts and all(counts):
            title = f" {' '.join(find_words(lookup.article(one.article_id).title).folded)} "
            found.append((one.article_id, sum(counts), all(words in title for words in wanted)))
    found.sort(key=lambda hit: (not hit[2], -hit[1], lookup.given(hit[0])))
    return [(article_id, times) for article_id, times, _ in found]


def view_hit(lookup: Lookup, article_id: int, times: int, wanted: tuple[str, ...]) -> Hit:
    """An article with the first place where it has what is wanted."""
    article = lookup.article(article_id)
    words = find_words(article.text)
    spans = sorted(_places(words.folded, wanted))
    first = spans[0][0] if spans else 0
    low, high = max(0, first - AROUND_WORDS), min(len(words.starts), first + 2 * AROUND_WORDS)
    start = words.starts[low] if words.starts else 0
    end = words.ends[high - 1] if high else 0
    parts, at = [], start
    for one, last in spans:
        if low <= one and last < high and words.starts[one] >= at:
            parts += [Part(article.text[at : words.starts[one]], False)]
            parts += [Part(article.text[words.starts[one] : words.ends[last]], True)]
            at = words.ends[last]
    parts.append(Part(article.text[at:end], False))
    return Hit(
        article=article.given_id,
        outlet=article.outlet,
        published=article.published.date().isoformat() if article.published else None,
        title=article.title,
        language=article.language,
        times=times,
        start=start,
        parts=tuple(Part(part.text[:LONGEST_PIECE], part.found) for part in parts if part.text),
    )


def _places(folded: list[str], wanted: tuple[str, ...]) -> set[tuple[int, int]]:
    """First and last word of each place where something wanted stands."""
    joined = f" {' '.join(folded)} "
    starts, at = [], 0
    for word in folded:
        starts.append(at)
        at += len(word) + 1
    found = set()
    for words in wanted:
        place = joined.find(words)
        while place >= 0:
            # The space before a word of the joined text stands at the word's start.
            first = bisect_left(starts, place)
            last = bisect_right(starts, place + len(words.rstrip()) - 1) - 1
            if first < len(starts):
                found.add((first, max(first, last)))
            place = joined.find(words, place + 1)
    return found
