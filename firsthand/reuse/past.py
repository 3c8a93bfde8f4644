"""Words that tell of what went before ("since the war began in 2011"), and words that tell of the present."""

import re

import numpy as np

from firsthand.kernels.scan import number_word
from firsthand.latest import keep_latest
from firsthand.reuse.traits import BEHIND_THIS, PAST, PRESENT, Traits, read_traits
from firsthand.reuse.words import WordTable, fold_between, read_words

WINDOW_WORDS = 12
"""Words before and after a word of the past in which its phrase stands."""

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
"""Every phrase has a word with the trait `PAST`."""


def _numbers_of(words: str) -> frozenset[int]:
    return frozenset(map(number_word, words.split()))


_SINCE, _YEAR = number_word("since"), number_word("year")
_HAPPENED = _numbers_of("began begun started erupted broke founded established elected seized annexed invaded")
"""Words behind which the year stands, if not a war before them."""
_WARS = _numbers_of("conflict war uprising crisis insurgency pandemic revolt")
_BESIDE = {
    number_word(word): (place, _numbers_of(others))
    for word, place, others in (
        ("controlled", -1, "is"),
        ("changed", 1, "its"),
        ("relies", 1, "on"),
        ("network", -1, "a"),
        ("home", -1, "is"),
        ("long", -1, "has"),
        ("remaining", -1, "last"),
        ("year", 1, "old conflict war civil uprising"),
    )
}
"""What must stand beside a word, before or behind, for a phrase with nothing else of the past."""
_BEFORE_SINCE, _BEHIND_SINCE, _TO_YEAR = 10, 5, 7
"""Words from a word of a phrase to the "since" behind and before it, and from what happened to its year, at most."""


def past_phrase(text: str, start: int, end: int) -> str | None:
    """Words inside a span that tell of what went before, where none there tell of the present; else null."""
    past, present = _read_times(text)
    found = next((words for first, last, words in past if start <= first and last <= end), None)
    return None if found is None or any(start <= place < end for place in present) else found


def past_places(text: str) -> list[int]:
    """Where the words stand that tell of what went before."""
    return [start for start, _, _ in _read_times(text)[0]]


@keep_latest
def _read_times(text: str) -> tuple[list[tuple[int, int, str]], list[int]]:
    """Phrases of the past, and where words of the present stand."""
    words, traits = read_words(text), read_traits(text)
    past: dict[tuple[int, int], str] = {}
    for hit in np.flatnonzero(traits & PAST).tolist():
        if not may_tell(text, words, hit):
            continue
        low, high = max(0, hit - WINDOW_WORDS), min(len(words.numbers), hit + WINDOW_WORDS)
        line = " ".join(fold_between(text, words, low, high))
        for found in _PAST.finditer(line):
            first = low + line.count(" ", 0, found.start())
            last = first + found.group().count(" ")
            if first <= hit <= last:
                past[int(words.starts[first]), int(words.ends[last])] = found.group()
    return [(*span, past[span]) for span in sorted(past)], words.starts[_is_present(words, traits)].tolist()


def may_tell(text: str, words: WordTable, hit: int) -> bool:
    """Whether a phrase of the past may stand around a word of the past: a quick look before the exact one, by the few
    words without which there is none.

    >>> text = "Crews went home when it began. The first strike, a long and bitter one, began quietly in 1984."
    >>> words = read_words(text)
    >>> [may_tell(text, words, hit) for hit in (2, 5, 14)]
    [False, False, True]
    """
    low = max(0, hit - _TO_YEAR)
    around = words.numbers[low : hit + _BEFORE_SINCE + 1].tolist()
    here = hit - low
    if _SINCE in around[max(0, here - _BEHIND_SINCE) :]:
        return True
    number, beside = around[here], _BESIDE.get(around[here])
    if beside is not None and 0 <= here + beside[0] < len(around) and around[here + beside[0]] in beside[1]:
        return True
    if _YEAR in around[here + 1 : here + 2] or (number in _HAPPENED and here and around[here - 1] in _WARS):
        return True
    if _HAPPENED.isdisjoint(around[: here + 1]):
        return False
    return any(text[start] in "12" for start in words.starts[hit + 1 : hit + _TO_YEAR + 1].tolist())


def _is_present(words: WordTable, traits: Traits) -> list[int]:
    """The words of the present, with those of "this morning" and "earlier this week"."""
    found = np.flatnonzero(traits & PRESENT).tolist()
    for place in np.flatnonzero(traits & BEHIND_THIS).tolist():
        before = words.numbers[max(0, place - 2) : place].tolist()
        if before[-1:] == [_THIS] and (words.numbers[place] == _MORNING or before[:-1] == [_EARLIER]):
            found.append(place)
    return sorted(found)


_THIS, _MORNING, _EARLIER = map(number_word, ("this", "morning", "earlier"))
