"""Phrases out of the model's marks: runs of tokens of one role, and the sources that they make."""

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.attribution.model.inputs import Ints
from firsthand.attribution.tokens import FINITE, QUOTES, Tokens

Floats = NDArray[np.float32]

TRIMMED = frozenset(".,;:!?…-–—")
CONJUNCTIONS = frozenset(["and", "or", "&", ",", ";", "both", "as", "well"])
BRIDGED = 4
"""Most tokens between two runs of one source: "a statement by the army [flashed on] Syrian state TV"."""


class Run(NamedTuple):
    """Tokens first .. last - 1 of one role, and the mean of their chances for it."""

    first: int
    last: int
    chance: float


def find_runs(tokens: Ints, chances: Floats, chosen: NDArray[np.bool_]) -> list[Run]:
    """Runs of neighbours among the chosen ones of some tokens in order."""
    at = np.flatnonzero(chosen)
    parts = np.split(at, np.flatnonzero(np.diff(at) > 1) + 1)
    return [Run(int(tokens[x[0]]), int(tokens[x[-1]]) + 1, float(chances[x].mean())) for x in parts if len(x)]


def merge(a: Run, b: Run) -> Run:
    """Two runs and what stands between them, with the chance of their own tokens."""
    sizes = a.last - a.first, b.last - b.first
    return Run(a.first, b.last, (a.chance * sizes[0] + b.chance * sizes[1]) / sum(sizes))


def trim(t: Tokens, runs: list[Run]) -> list[Run]:
    """Runs without marks at their ends; those without a word are none."""
    out = []
    for first, last, chance in runs:
        while first < last and t.words[last - 1] in TRIMMED:
            last -= 1
        while first < last and t.words[first] in TRIMMED:
            first += 1
        if count_words(t, first, last):
            out.append(Run(first, last, chance))
    return out


def count_words(t: Tokens, first: int, last: int) -> int:
    """Tokens with a letter or a digit."""
    return sum(any(c.isalnum() for c in word) for word in t.words[first:last])


def sentence_bounds(t: Tokens, first: int, last: int) -> list[int]:
    """The tokens where some tokens begin, where a sentence begins among them, and where they end."""
    low = bisect_right(t.sentences, (first, len(t.words)))
    return [first, *(start for start, _ in t.sentences[low : bisect_left(t.sentences, (last, 0))]), last]


def choose_sources(t: Tokens, runs: list[Run], cue: set[int]) -> list[Run]:
    """The sources of a cue place: the likeliest run with what belongs to it, parted at conjunctions.

    Runs with a few words between them are one phrase, those with a conjunction between them are sources of their own,
    and what stands farther off, or in another sentence, is none of it.
    """
    runs = [Run(a, b, run.chance) for run in runs for a, b in pairwise(sentence_bounds(t, run.first, run.last))]
    if not runs:
        return []
    first = last = max(range(len(runs)), key=lambda k: runs[k].chance * (runs[k].last - runs[k].first))
    while first and _joined(t, runs[first - 1], runs[first]):
        first -= 1
    while last + 1 < len(runs) and _joined(t, runs[last], runs[last + 1]):
        last += 1
    phrases = [runs[first]]
    for before, run in pairwise(runs[first : last + 1]):
        if _joined(t, before, run) == "and":
            phrases.append(run)
        else:
            phrases[-1] = merge(phrases[-1], run)
    named = [run for run in trim(t, phrases) if any(t.tags[i][:2] in _NAMING for i in range(run.first, run.last))]
    return [_complete(t, run, cue) for run in named]


_NAMING = frozenset(["NN", "PR", "CD", "JJ"])
_BEFORE = frozenset(["DT", "PRP$", "PDT", "CD", "JJ"])
_PARTS = frozenset(["compound", "amod", "nummod", "det", "poss", "punct"])


def _joined(t: Tokens, before: Run, after: Run) -> str:
    """How one run goes on in the next: "and" as a conjunct, "in" as one phrase, "" not at all."""
    if any(before.last <= start <= after.first for start in sentence_bounds(t, before.first, after.last)[1:-1]):
        return ""
    between = range(before.last, after.first)
    if all(t.low[i] in CONJUNCTIONS or t.tags[i] == "DT" for i in between):
        return "and"
    if len(between) <= BRIDGED and not any(t.tags[i] in FINITE or t.words[i] in QUOTES for i in between):
        return "in"
    return ""


def _complete(t: Tokens, run: Run, cue: set[int]) -> Run:
    """A phrase with the determiners and adjectives of its words, and with the name that its last word goes with."""
    first, last, chance = run
    while first and first - 1 not in cue and t.tags[first - 1] in _BEFORE and first <= t.heads[first - 1] < last:
        first -= 1
    head = t.heads[last - 1]
    if (
        t.relations[last - 1] in _PARTS
        and last <= head < last + BRIDGED
        and t.cased(head)
        and not cue.intersection(range(last, head + 1))
    ):
        last = head + 1
    return Run(first, last, chance)
