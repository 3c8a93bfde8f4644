"""The rules' statements mended by the model: what they missed is added, what is none goes, spans are set right."""

from dataclasses import replace
from typing import Protocol

from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens
from training.decode import Marks, decode, sureness
from training.inputs import Inputs, make_inputs, place_of, token_span
from training.pieces import Pieces

KEPT = 0.3
"""Least chance of a cue place that the rules have: below it their statement goes."""
ADDED = 0.6
"""Least chance of a cue place that they do not have."""
SURE = 0.75
"""Least mean chance of the roles around a cue place for its spans to be believed."""
ALIKE = 0.6
"""Share of common words (Dice) from which a statement that the rules do not have is one of theirs under another cue."""
NEARBY = 2
"""Tokens by which the model's cue place may lie beside that of the rules."""
NOBODY = frozenset(["no", "nobody", "none", "nothing"])
"""First words of a source that says nothing."""


class Reads(Protocol):
    """What reads an article: a `Reader`."""

    pieces: Pieces

    def read(self, x: Inputs, least: float) -> Marks:
        """Marks of an article."""
        ...


def mend_statements(t: Tokens, statements: list[Statement], reader: Reads) -> list[Statement]:
    """Statements of an article, in the order of what they state, from those that the rules found."""
    if not t.words:
        return statements
    marks = reader.read(make_inputs(t, reader.pieces, statements), KEPT)
    sure = dict(zip(marks.places.tolist(), sureness(marks.index, marks.roles).tolist(), strict=True))
    read: dict[int, list[Statement]] = {}
    for place, s in decode(t, marks.places, marks.index, marks.roles):
        if sure[place] >= SURE:
            read.setdefault(place, []).append(s)
    ruled: dict[int, list[Statement]] = {}
    for s in statements:
        ruled.setdefault(place_of(t, s), []).append(s)
    mended = _keep(ruled, read, marks)
    taken = {i for s in statements for cue in (s.cue or s.source) for i in range(*token_span(t, cue))}
    taken |= {i + step for i in taken for step in (-1, 1)}
    words = [_words(t, s) for s in mended]
    for place, new in read.items():
        if place in taken or marks.chances[place] < ADDED:
            continue
        for s in new:
            if t.low[t.at((s.source or s.cue)[0][0])] in NOBODY:
                continue
            if all(_dice(_words(t, s), other) < ALIKE for other in words):
                mended.append(replace(s, base=t.lemmas[place]))
    mended.sort(key=lambda s: (s.content[0], s.cue, s.source))
    return mended


def _keep(ruled: dict[int, list[Statement]], read: dict[int, list[Statement]], marks: Marks) -> list[Statement]:
    """The rules' statements that the model lets stand, with its spans where it is sure of them."""
    kept: list[Statement] = []
    now: dict[int, Statement] = {}
    for place, old in ruled.items():
        around = marks.chances[max(0, place - NEARBY) : place + NEARBY + 1]
        if len(around) and around.max() < KEPT and any(s.cue and s.base != ":" for s in old):
            continue  # a headline shows its source by its place: the model has seen few
        new = read.get(place, [])
        if len(new) != len(old) or any(_goes_further(was, s) for was, s in zip(old, new, strict=True)):
            new = old
        for was, s in zip(old, new, strict=True):
            now[id(was)] = replace(s, channel=was.channel or s.channel, base=was.base, aside=was.aside, outer=was.outer)
            kept.append(now[id(was)])
    for s in kept:
        s.outer = now.get(id(s.outer)) if s.outer is not None else None
    return kept


def _goes_further(was: Statement, s: Statement) -> bool:
    """Whether the rules' statement is a quotation that runs on over sentences after what the model has of it."""
    return len(was.content) > len(s.content) and was.content[-1][0] >= s.content[-1][1]


def _words(t: Tokens, s: Statement) -> set[int]:
    return {i for span in s.content for i in range(*token_span(t, span))}


def _dice(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))
