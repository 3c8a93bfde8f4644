"""From the model's marks to statements: which cue places count, and which spans their roles make."""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.attribution.model.inputs import CHANNEL, CONTENT, CUE, SOURCE, Ints
from firsthand.attribution.model.phrases import (
    Run,
    choose_sources,
    count_words,
    find_runs,
    merge,
    sentence_bounds,
    trim,
)
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens
from firsthand.text import Span

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Marks:
    """What the model makes of an article: n tokens, k cue places, W = inputs.WIDTH tokens around each."""

    chances: Floats
    """(n,) how likely each token is a cue place, 0 to 1"""
    places: Ints
    """(k,) the tokens that were chosen"""
    index: Ints
    """(k, W) tokens around them, -1 outside the article"""
    roles: Floats
    """(k, W, 5) how likely each role is there, 0 to 1"""


APART = 2
"""Cue places nearer than this many tokens are one: the better counts."""
CRUMB = 2
"""Words of a piece of content that are dropped where they hang over a sentence's bound, or are hardly likely."""
LIKELY = 0.8
"""Least mean chance of so short a piece that stands by itself, and of a channel."""


def choose_places(chances: Floats, least: float) -> Ints:
    """Tokens whose chance is at least `least`, no two of them near each other.

    >>> choose_places(np.array([0.1, 0.9, 0.8, 0.2, 0.6], dtype=np.float32), 0.5).tolist()
    [1, 4]
    """
    taken = np.zeros(len(chances) + 2 * APART, dtype=bool)
    for i in np.argsort(-chances, kind="stable"):
        if chances[i] < least:
            break
        if not taken[i + 1 : i + 2 * APART].any():
            taken[i + APART] = True
    places: Ints = np.flatnonzero(taken[APART:-APART])
    return places


class Decoded(NamedTuple):
    """A statement that the model sees at a cue place."""

    place: int
    statement: Statement
    source_chance: float
    """mean chance of the words of its source; 0 without one"""


def decode(t: Tokens, places: Ints, index: Ints, roles: Floats) -> list[Decoded]:
    """Statements of cue places; roles are (k, W, 5) chances of the tokens at `index`."""
    made: list[Decoded] = []
    for row, place in enumerate(places):
        known = index[row] >= 0
        tokens, chances = index[row][known], roles[row][known]
        best = chances.argmax(-1)
        runs = {role: find_runs(tokens, chances[:, role], best == role) for role in range(1, CHANNEL + 1)}
        words_of_cue = set(tokens[best == CUE].tolist())
        content = _join_content(t, runs[CONTENT], set(tokens[(best == CUE) | (best == SOURCE)].tolist()))
        cue = [t.span(first, last) for first, last, _ in trim(t, runs[CUE])[:1]]
        named = choose_sources(t, runs[SOURCE], words_of_cue)
        if not content or not (named or cue):
            continue
        channel = [t.span(run.first, run.last) for run in trim(t, runs[CHANNEL])[:1] if run.chance >= LIKELY]
        for source in named or [Run(0, 0, 0.0)]:
            spans = [t.span(source.first, source.last)] if source.last else []
            s = Statement(spans, list(cue), [t.span(*piece) for piece in content], list(channel))
            made.append(Decoded(int(place), s, source.chance))
    return made


def _join_content(t: Tokens, runs: list[Run], others: set[int]) -> list[Span]:
    """Pieces of content: runs with one token between them are one, unless it is among `others`; without crumbs."""
    joined: list[Run] = []
    for run in runs:
        if joined and run.first - joined[-1].last == 1 and joined[-1].last not in others:
            joined[-1] = merge(joined[-1], run)
        else:
            joined.append(run)
    long = [run for run in joined if count_words(t, run.first, run.last) > CRUMB]
    kept = [run for run in joined if run in long or not long or run.chance >= LIKELY]
    return [_without_overhang(t, run.first, run.last) for run in trim(t, kept)]


def _without_overhang(t: Tokens, first: int, last: int) -> Span:
    """A run of several sentences without the last words of one before them or the first of one after."""
    pieces = list(pairwise(sentence_bounds(t, first, last)))
    if len(pieces) > 1 and count_words(t, *pieces[0]) <= CRUMB < count_words(t, *pieces[1]):
        del pieces[0]
    if len(pieces) > 1 and count_words(t, *pieces[-1]) <= CRUMB < count_words(t, *pieces[-2]):
        del pieces[-1]
    return pieces[0][0], pieces[-1][1]


def sureness(index: Ints, roles: Floats) -> Floats:
    """(k,) mean chance of the best role over the tokens around each cue place that have one."""
    best = roles.argmax(-1)
    marked = (index >= 0) & (best > 0)
    total: Floats = np.where(marked, roles.max(-1), 0).sum(-1) / np.maximum(marked.sum(-1), 1)
    return total
