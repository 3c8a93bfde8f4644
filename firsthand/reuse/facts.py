"""What the words of one article say, read once and looked up for every passage of it: weights, stock phrases,
captions.
"""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.weights import find_phrases, weigh_each
from firsthand.latest import keep_latest
from firsthand.reuse.quotations import find_quotations, list_paragraphs
from firsthand.reuse.traits import (
    BOILERPLATE,
    CAPITAL,
    CLASSES,
    DIGIT,
    FORMULA,
    LINK,
    OWN,
    read_traits,
    stock_phrases,
)
from firsthand.reuse.words import fold_between, read_words
from firsthand.text import Span

LONGEST_CAPTION = 500
"""Characters of a paragraph with a photo credit up to which it is taken for a caption."""

_AGENCIES = ("REUTERS", "Reuters", "AFP", "EPA", "AP")
_BESIDE_SLASH = re.compile(
    rf"/(?:(?={'|'.join((*_AGENCIES, 'Getty'))})|{'|'.join(f'(?<={name}/)' for name in _AGENCIES)})"
)
_PHOTO_WORDS = re.compile(r"AP Photo|Photo(?:graph)?(?: by|:) |Getty Images|Image copyright")
"""How photos are credited: "Ada Holm/Reuters", "Photo: "."""


class Facts(NamedTuple):
    """What the words of one text say."""

    weights: NDArray[np.float32]
    """Multiples of a quarter."""
    goes_on: NDArray[np.bool_]
    """See `weigh_each`."""
    quoted: NDArray[np.bool_]
    """Whether each word is quoted (`find_quotations`)."""
    page: list[tuple[int, int, str]]
    """Phrases of a web page's frame: start, end, words."""
    bars: list[int]
    """Where a vertical bar stands, as between links."""
    captions: list[Span]
    """Short paragraphs with a photo credit."""


@keep_latest
def read_facts(text: str) -> Facts:
    """The facts of a text; kept for the texts met last."""
    words = read_words(text)
    traits = read_traits(text)
    stock = np.zeros(len(words.numbers), np.bool_)
    page: list[tuple[int, int, str]] = []
    for section, trait in (("formula", FORMULA), ("boilerplate", BOILERPLATE)):
        begins, is_number = (traits & trait) > 0, (traits & DIGIT) > 0
        for low, high, _ in find_phrases(words.numbers, begins, is_number, *stock_phrases(section)).tolist():
            stock[low:high] = True
            if trait == BOILERPLATE:
                folded = fold_between(text, words, low, high)
                page.append((int(words.starts[low]), int(words.ends[high - 1]), " ".join(folded)))
    classes = (traits & CLASSES).astype(np.uint8)
    weights, goes_on = weigh_each(classes, (traits & CAPITAL) > 0, (traits & LINK) > 0, stock)
    bars = [found.start() for found in re.finditer(r"\|", text)] if "|" in text else []
    return Facts(
        weights.astype(np.float32),
        goes_on,
        covers(find_quotations(text), words.starts),
        page,
        bars,
        find_captions(text),
    )


def covers(spans: list[Span], places: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether each place lies in one of some spans, none of which overlap."""
    if not spans:
        return np.zeros(len(places), np.bool_)
    firsts, lasts = np.array(spans).T
    inside: NDArray[np.bool_] = np.searchsorted(firsts, places, "right") > np.searchsorted(lasts, places, "right")
    return inside


def find_captions(text: str) -> list[Span]:
    """Paragraphs of at most `LONGEST_CAPTION` characters with a photo credit.

    >>> text = "Crews at the depot. REUTERS/Ada Holm\\nThe road is shut, Reuters reported."
    >>> [text[s:e] for s, e in find_captions(text)]
    ['Crews at the depot. REUTERS/Ada Holm']
    """
    marks = [found.span() for found in _BESIDE_SLASH.finditer(text)] if "/" in text else []
    if "hoto" in text or "Image" in text:
        marks += [found.span() for found in _PHOTO_WORDS.finditer(text)]
    if not marks:
        return []
    short = [span for span in list_paragraphs(text) if span[1] - span[0] <= LONGEST_CAPTION]
    return [(start, end) for start, end in short if any(start <= first and last <= end for first, last in marks)]


def caption_share(text: str, start: int, end: int) -> float:
    """Share of a span's characters that stand in captions."""
    inside = sum(max(0, min(end, last) - max(start, first)) for first, last in read_facts(text).captions)
    return inside / max(1, end - start)


def page_phrases(text: str, start: int, end: int) -> list[str]:
    """Phrases of a web page's frame inside a span, each once."""
    page = read_facts(text).page
    return list(dict.fromkeys(words for first, last, words in page if start <= first and last <= end)) if page else []


def is_list_of_links(text: str, start: int, end: int) -> bool:
    """Whether a span has vertical bars as stand between links."""
    bars = read_facts(text).bars
    return len(bars) > 1 and sum(start <= place < end for place in bars) > 1


def is_speech(text: str, start: int, end: int) -> bool:
    """Whether somebody speaks for himself in a span: "I", "we", "my" or "our"."""
    words = read_words(text)
    low, high = np.searchsorted(words.starts, [start, end])
    return bool((read_traits(text)[low:high] & OWN).any())
