"""Anchors: words of an article that are found again in another version of it, or by another version of firsthand.

After the TextPosition and TextQuote selectors of the W3C Web Annotation model: the place, and the words with some of
what stands around them where the place has moved.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.text import Span

CONTEXT = 40
"""Characters kept on either side of the words: enough to tell two equal sentences of one article apart."""


@dataclass(frozen=True)
class Anchor:
    """Words of one article, with their place and their surroundings."""

    article_id: int
    given_id: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    aspect: str | None = None
    """Aspect of the mention that they state, where two mentions may stand in the same words."""


def make_anchor(article_id: int, given_id: str, text: str, span: Span, aspect: str | None = None) -> Anchor:
    """The anchor of `text[start:end]`.

    >>> make_anchor(7, "a", "Nine died, police said.", (0, 9)).after
    ', police said.'
    """
    start, end = span
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(article_id, given_id, start, end, text[start:end], before, after, aspect)


def find_anchor(text: str, anchor: Anchor) -> Span | None:
    """Where an anchor's words stand in a text: at their place, else where their surroundings are most alike, the
    nearest of several; null when the words are not there.

    >>> find_anchor("Update. Nine died, police said.", make_anchor(7, "a", "Nine died, police said.", (0, 9)))
    (8, 17)
    """
    if not anchor.quote:
        return None
    if text[anchor.start : anchor.end] == anchor.quote:
        return anchor.start, anchor.end
    places = []
    place = text.find(anchor.quote)
    while place >= 0:
        places.append(place)
        place = text.find(anchor.quote, place + 1)
    if not places:
        return None
    best = max(places, key=lambda p: (_alike(text, p, anchor), -abs(p - anchor.start)))
    return best, best + len(anchor.quote)


def _alike(text: str, place: int, anchor: Anchor) -> int:
    """Characters next to the words that are those of the anchor."""
    end = place + len(anchor.quote)
    before = _common(reversed(anchor.before), reversed(text[max(0, place - CONTEXT) : place]))
    return before + _common(anchor.after, text[end : end + CONTEXT])


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for x, y in zip(one, other, strict=False):
        if x != y:
            break
        count += 1
    return count
