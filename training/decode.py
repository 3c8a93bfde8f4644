"""From the model's marks to statements: which cue places count, and which spans their roles make."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens
from firsthand.text import Span
from training.inputs import CHANNEL, CONTENT, CUE, SOURCE, Ints

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


TRIMMED = frozenset(".,;:!?…-–—")
APART = 2
"""Cue places nearer than this many tokens are one: the better counts."""


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


def decode(t: Tokens, places: Ints, index: Ints, roles: Floats) -> list[tuple[int, Statement]]:
    """Statements of cue places, each with its place; roles are (k, W, 5) scores of the tokens at `index`."""
    made: list[tuple[int, Statement]] = []
    for row, place in enumerate(places):
        known = index[row] >= 0
        tokens, best = index[row][known], roles[row][known].argmax(-1)
        content = _pieces(t, tokens[best == CONTENT], gap=2)
        if not content:
            continue
        cue = _pieces(t, tokens[best == CUE], gap=1)[:1]
        channel = _pieces(t, tokens[best == CHANNEL], gap=1)[:1]
        sources = _pieces(t, tokens[best == SOURCE], gap=1)
        if not (sources or cue):
            continue
        for source in [[run] for run in sources] or [[]]:
            parts = ([t.span(*run) for run in runs] for runs in (source, cue, content, channel))
            made.append((int(place), _statement(*parts)))
    return made


def _statement(source: list[Span], cue: list[Span], content: list[Span], channel: list[Span]) -> Statement:
    return Statement(source, cue, content, channel)


def sureness(index: Ints, roles: Floats) -> Floats:
    """(k,) mean chance of the best role over the tokens around each cue place that have one."""
    best = roles.argmax(-1)
    marked = (index >= 0) & (best > 0)
    total: Floats = np.where(marked, roles.max(-1), 0).sum(-1) / np.maximum(marked.sum(-1), 1)
    return total


def _pieces(t: Tokens, tokens: Ints, gap: int) -> list[Span]:
    """Runs of tokens; runs with fewer than `gap` tokens between them are one; marks at the ends are cut off."""
    runs: list[list[int]] = []
    for token in tokens.tolist():
        if runs and token - runs[-1][1] < gap:
            runs[-1][1] = token + 1
        else:
            runs.append([token, token + 1])
    out = []
    for first, last in runs:
        while first < last and t.words[last - 1] in TRIMMED:
            last -= 1
        while first < last and t.words[first] in TRIMMED:
            first += 1
        if first < last and any(c.isalnum() for w in t.words[first:last] for c in w):
            out.append((first, last))
    return out
