"""The words of an article as stems, sentence by sentence: what two articles that say the same in other words share.

Stems are crude: "investigators" and "investigated" fall together, "fled" and "flight" do not. Words of other languages
than English are their own stems.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.likeness import (
    ENDINGS,
    LEAST_LETTERS,
    MOST_LETTERS,
    QUOTED,
    Stems,
    list_stems,
    stem_words,
    weigh_stems,
)
from firsthand.kernels.scan import codes_of, number_word
from firsthand.latest import keep_latest
from firsthand.reuse.facts import read_facts
from firsthand.reuse.past import past_phrase, past_places
from firsthand.reuse.quotations import find_quotations
from firsthand.reuse.traits import CAPITAL, COUNTED, DIGIT, SMALL_NUMBERS, YEARS, read_traits
from firsthand.reuse.words import read_words
from firsthand.text import find_sentences, fold

SMALL, YEAR = 0.5, 0.25
"""Weights of small numbers and of years, which stand in many reports."""
_LETTERS = re.compile(r"[A-Za-z'’`]+")


class Sentences(NamedTuple):
    """The sentences of one article and what they say; sentences that tell of the past say nothing."""

    spans: NDArray[np.int64]
    """Start and end of each."""
    stems: Stems


@lru_cache(maxsize=1 << 14)
def stem_word(word: str) -> str:
    """What a word has in common with its other forms.

    >>> [stem_word(word) for word in ("shelling", "shells", "Party’s", "parties", "damaged", "damages", "3,000")]
    ['shel', 'shel', 'parti', 'parti', 'damag', 'damag', '3000']
    """
    stem = fold(word)
    if not _LETTERS.fullmatch(word) or not LEAST_LETTERS <= len(stem) <= MOST_LETTERS:
        return stem
    if len(stem) > LEAST_LETTERS and stem[-1] == "s" and stem[-2] not in "su":
        stem = stem[:-1]
    ending = next((e for e in ENDINGS if stem.endswith(e) and len(stem) >= len(e) + LEAST_LETTERS), "")
    stem = stem[: len(stem) - len(ending)]
    if len(stem) > LEAST_LETTERS and stem[-1] == "e":
        stem = stem[:-1]
    if len(stem) > LEAST_LETTERS and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem[:-1] + "i" if stem[-1] == "y" else stem


@keep_latest
def read_sentences(text: str) -> Sentences:
    """The sentences of a text and their stems; kept for the texts met last."""
    spans = np.array(find_sentences(text), np.int64).reshape(-1, 2)
    words, facts, codes = read_words(text), read_facts(text), codes_of(text)
    sentences = np.searchsorted(spans[:, 1], words.starts, side="right").astype(np.int32)
    traits = read_traits(text)
    digit = (traits & (DIGIT | COUNTED)) > 0
    stems = stem_words(codes, words.starts, words.ends, words.numbers)
    counted = np.flatnonzero(traits & COUNTED)
    known, meant, known_weights = _numbers()
    place = np.searchsorted(known, words.numbers[counted])
    stems[counted] = meant[place]
    weights, marks = weigh_stems(
        facts.weights.astype(np.float64), facts.goes_on, (traits & CAPITAL) > 0, digit, sentences
    )
    weights[digit] = np.maximum(weights[digit], SMALL)
    weights[counted] = known_weights[place]
    marks[counted[known_weights[place] == YEAR]] = 0
    for start, end in find_quotations(text):
        low, high = np.searchsorted(words.starts, [start, end])
        marks[low:high] |= QUOTED
    for start in past_places(text):
        sentence = np.searchsorted(spans[:, 1], start, side="right")
        if past_phrase(text, *spans[sentence].tolist()):
            weights[sentences == sentence] = 0.0
    listed = list_stems(stems, weights, marks, sentences)
    return Sentences(spans, Stems(*listed, words.starts[listed[-1]]))


@cache
def _numbers() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Numbers that stand in many reports, sorted: each as it may be written, in digits, and its weight."""
    rows = [(number_word(word), number_word(str(k)), SMALL) for k, word in enumerate(SMALL_NUMBERS, start=2)]
    rows += [(number_word(str(k)), number_word(str(k)), SMALL) for k in range(len(SMALL_NUMBERS) + 2)]
    rows += [(number_word(str(k)), number_word(str(k)), YEAR) for k in YEARS]
    written, meant, weights = zip(*sorted(rows), strict=True)
    return np.array(written, np.int64), np.array(meant, np.int64), np.array(weights)
