"""Traits of words, each by itself: on which lists a word is, and whether it begins with a capital letter or a digit.

All lists of reuse are looked up in one pass over the words of an article; who asks for the words of one list looks at
one bit.
"""

from collections import defaultdict
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.scan import CLASSED, character_classes, codes_of, number_word
from firsthand.kernels.scan import DIGIT as DIGIT_CLASS
from firsthand.kernels.weights import ANY_NUMBER, FUNCTION, STOCK, mark_words
from firsthand.latest import keep_latest
from firsthand.reuse.lists import common_words, read_sections
from firsthand.reuse.words import read_words

Traits = NDArray[np.uint16]
"""Bits of each word of a text."""

CLASSES = FUNCTION | STOCK
"""The class of a word by what it says, see `firsthand.kernels.weights`."""
LINK, PAST, PRESENT, BEHIND_THIS, OWN, COUNTED = (1 << k for k in range(2, 8))
"""Lists that a word may be on; the words of each are below."""
FORMULA, BOILERPLATE = 1 << 8, 1 << 9
"""Whether a stock phrase of that section of `stock_wording.txt` may begin with the word."""
CAPITAL, DIGIT = 1 << 10, 1 << 11
"""How it begins."""

NAME_LINKS = frozenset(["of", "for", "the", "al", "el", "and", "de", "la", "bin", "ibn", "abu"])
"""Words that may stand inside a name."""
SMALL_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers that reports write in words or in digits; "one" is seldom a number."""
YEARS = range(1900, 2040)
_WORDS = {
    LINK: " ".join(sorted(NAME_LINKS)),
    PAST: (
        "since began begun started erupted broke founded established elected seized annexed invaded relies network "
        "home long remaining year controlled changed"
    ),
    PRESENT: "monday tuesday wednesday thursday friday saturday sunday today yesterday overnight",
    BEHIND_THIS: "morning week",
    OWN: "i im ive we weve my our mine ours myself ourselves",
    COUNTED: " ".join([*SMALL_NUMBERS, *map(str, range(len(SMALL_NUMBERS) + 2)), *map(str, YEARS)]),
}


@keep_latest
def read_traits(text: str) -> Traits:
    """The traits of each word of a text; kept for the texts met last.

    >>> (read_traits("On Monday two of us left") & (PRESENT | COUNTED) > 0).tolist()
    [False, True, True, False, False, False]
    """
    words = read_words(text)
    return mark_words(words.numbers, codes_of(text)[words.starts], _traits_of_letters(), *_listed())


@cache
def _listed() -> tuple[NDArray[np.int64], Traits]:
    """Numbers and traits of the words of all lists, as `mark_words` looks them up."""
    traits: dict[int, int] = defaultdict(int)
    traits |= {number_word(word): STOCK for word in common_words("stock")}
    traits |= {number_word(word): FUNCTION for word in common_words("function")}
    for trait, words in _WORDS.items():
        for word in words.split():
            traits[number_word(word)] |= trait
    for trait, section in ((FORMULA, "formula"), (BOILERPLATE, "boilerplate")):
        for phrase in read_sections("stock_wording.txt")[section]:
            traits[number_word(phrase.split()[0])] |= trait
    size = 1 << (4 * len(traits)).bit_length()
    keys, values = np.zeros(size, np.int64), np.zeros(size, np.uint16)
    for number in sorted(traits):
        slot = number & (size - 1)
        while values[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], values[slot] = number, traits[number]
    return keys, values


@cache
def _traits_of_letters() -> Traits:
    """The traits that a word has from the code point with which it begins."""
    capital = np.array([chr(code).isupper() for code in range(CLASSED)], np.bool_)
    digit = (character_classes() & DIGIT_CLASS) > 0
    return (capital * CAPITAL | digit * DIGIT).astype(np.uint16)


@cache
def stock_phrases(section: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
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
