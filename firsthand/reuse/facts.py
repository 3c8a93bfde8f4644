"""What the words of one article say, read once and looked up for every passage of it: weights, stock phrases, captions,
the past, the present.
"""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.scan import CLASSED, DIGIT, character_classes, codes_of, number_word
from firsthand.kernels.weights import ANY_NUMBER, FUNCTION, STOCK, find_phrases, weigh_each
from firsthand.latest import keep_latest
from firsthand.reuse.lists import common_words, read_sections
from firsthand.reuse.quotations import find_quotations, list_paragraphs
from firsthand.reuse.words import read_words
from firsthand.text import Span, fold

NAME_LINKS = frozenset(["of", "for", "the", "al", "el", "and", "de", "la", "bin", "ibn", "abu"])
"""Words that may stand inside a name."""
LONGEST_CAPTION = 500
"""Characters of a paragraph with a photo credit up to which it is taken for a caption."""
WINDOW_WORDS = 12
"""Words before and after a word of the past in which its phrase stands."""

_PHOTO_MARKS = (
    *(f"{name}/" for name in ("REUTERS", "Reuters", "AFP", "EPA", "AP")),
    *(f"/{name}" for name in ("REUTERS", "Reuters", "AFP", "EPA", "AP", "Getty")),
    *("Getty Images", "AP Photo", "Image copyright", "Photo by ", "Photograph by ", "Photo: ", "Photograph: "),
)
"""How photos are credited."""
_BEGAN = r"(?:began|begun|started|erupted|broke out)"
_PAST = re.compile(
    r"\bsince (?:the |its |his |her |their |\w+ )?(?:(?:early |late |mid )?(?:\w+ )?(?:19|20)\d\d"
    rf"|\w+ {_BEGAN}|\w+ (?:conflict|war|uprising|crisis|civil war|insurgency) {_BEGAN})"
    r"|\b(?:began|begun|started|erupted|broke out|founded|established|elected|seized|annexed|invaded)"
    r" (?:\w+ ){0,3}in (?:\w+ )?(?:19|20)\d\d"
    rf"|\b(?:conflict|war|uprising|crisis|civil war|insurgency|pandemic|revolt) {_BEGAN}"
    r"|\b(?:has|have) (?:been|killed|left|displaced|forced|claimed) (?:\w+ ){0,8}?since\b"
    r"|\bis controlled by\b|\bchanged its name\b"
    r"|\brelies on\b|\bhas a network of\b|\bis home to\b|\bhas long been\b|\bthe last remaining\b"
    r"|\b\w+ year (?:old )?(?:conflict|war|civil war|uprising)\b"
)
_PAST_WORDS = (
    "since began begun started erupted broke founded established elected seized annexed invaded relies network home "
    "long remaining year controlled changed"
)
"""One of these stands in everything that `_PAST` finds."""
_OWN_WORDS = "i im ive we weve my our mine ours myself ourselves"
_PRESENT_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday today yesterday overnight"  # and "this morning"
)


class Facts(NamedTuple):
    """What the words of one text say."""

    weights: NDArray[np.float64]
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
    first = codes_of(text)[words.starts]
    first = np.where(first < CLASSED, first, 0)
    is_number = (character_classes()[first] & DIGIT) > 0
    stock = np.zeros(len(words.numbers), np.bool_)
    page: list[tuple[int, int, str]] = []
    for section in ("formula", "boilerplate"):
        for low, high, _ in find_phrases(words.numbers, is_number, *_phrases(section)).tolist():
            stock[low:high] = True
            if section == "boilerplate":
                folded = (fold(text[words.starts[k] : words.ends[k]]) for k in range(low, high))
                page.append((int(words.starts[low]), int(words.ends[high - 1]), " ".join(folded)))
    known, classes = _word_classes()
    place = np.minimum(np.searchsorted(known, words.numbers), len(known) - 1)
    kinds = np.where(known[place] == words.numbers, classes[place], 0).astype(np.uint8)
    weights, goes_on = weigh_each(kinds & np.uint8(3), capitals()[first], (kinds & 4) > 0, stock)
    bars = [found.start() for found in re.finditer(r"\|", text)] if "|" in text else []
    return Facts(weights, goes_on, covers(find_quotations(text), words.starts), page, bars, find_captions(text))


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
    marks = [mark for mark in _PHOTO_MARKS if mark in text]
    if not marks:
        return []
    short = [span for span in list_paragraphs(text) if span[1] - span[0] <= LONGEST_CAPTION]
    return [(start, end) for start, end in short if any(text.find(mark, start, end) >= 0 for mark in marks)]


def caption_share(text: str, start: int, end: int) -> float:
    """Share of a span's characters that stand in captions."""
    inside = sum(max(0, min(end, last) - max(start, first)) for first, last in read_facts(text).captions)
    return inside / max(1, end - start)


@cache
def capitals() -> NDArray[np.bool_]:
    """Which of the classed code points are capital letters."""
    return np.array([chr(code).isupper() for code in range(CLASSED)], np.bool_)


@cache
def _word_classes() -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Numbers of the common words, in order, and the class of each; 4 is added for words inside names."""
    classes: dict[int, int] = {number_word(word): STOCK for word in common_words("stock")}
    classes |= {number_word(word): FUNCTION for word in common_words("function")}
    for word in NAME_LINKS:
        classes[number_word(word)] = classes.get(number_word(word), 0) | 4
    known = sorted(classes)
    return np.array(known, np.int64), np.array([classes[number] for number in known], np.uint8)


@cache
def _phrases(section: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Stock phrases as `find_phrases` takes them, longer ones first; N stands for any number."""
    phrases = sorted(read_sections("stock_wording.txt")[section], key=lambda phrase: (-len(phrase), phrase))
    numbers = [[ANY_NUMBER if w == "N" else number_word(w) for w in phrase.split()] for phrase in phrases]
    numbers.sort(key=lambda phrase: phrase[0])
    bounds = np.concatenate([[0], np.cumsum([len(phrase) for phrase in numbers])]).astype(np.int64)
    return (
        np.array([phrase[0] for phrase in numbers], np.int64),
        np.array([number for phrase in numbers for number in phrase], np.int64),
        bounds,
    )


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
    return bool(np.isin(words.numbers[low:high], _numbers(_OWN_WORDS)).any())


def past_phrase(text: str, start: int, end: int) -> str | None:
    """Words inside a span that tell of what went before, where none there tell of the present; else null."""
    past, present = _times(text)
    found = next((words for first, last, words in past if start <= first and last <= end), None)
    return None if found is None or any(start <= place < end for place in present) else found


def past_places(text: str) -> list[int]:
    """Where the words stand that tell of what went before."""
    return [start for start, _, _ in _times(text)[0]]


@keep_latest
def _times(text: str) -> tuple[list[tuple[int, int, str]], list[int]]:
    """Phrases of the past, and where words of the present stand."""
    words = read_words(text)
    past: dict[tuple[int, int], str] = {}
    for hit in np.flatnonzero(np.isin(words.numbers, _numbers(_PAST_WORDS))).tolist():
        low, high = max(0, hit - WINDOW_WORDS), min(len(words.numbers), hit + WINDOW_WORDS)
        folded = [fold(text[words.starts[k] : words.ends[k]]) for k in range(low, high)]
        line = " ".join(folded)
        for found in _PAST.finditer(line):
            first = low + line.count(" ", 0, found.start())
            last = first + found.group().count(" ")
            if first <= hit <= last:
                past[int(words.starts[first]), int(words.ends[last])] = found.group()
    present = np.isin(words.numbers, _numbers(_PRESENT_WORDS))
    this, then = (words.numbers == number_word(word) for word in ("this", "morning"))
    earlier, week = (words.numbers == number_word(word) for word in ("earlier", "week"))
    present[1:] |= then[1:] & this[:-1]
    present[2:] |= week[2:] & this[1:-1] & earlier[:-2]
    return [(*span, past[span]) for span in sorted(past)], words.starts[present].tolist()


@cache
def _numbers(words: str) -> NDArray[np.int64]:
    return np.array([number_word(word) for word in words.split()], np.int64)
