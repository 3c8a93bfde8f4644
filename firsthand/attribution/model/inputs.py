"""What the model reads of an article: pieces, syntax, and what the rules marked, as arrays a token.

A *cue place* is the token that stands for a statement: the first of its cue, or of its source where it has no cue. For
every cue place the tokens around it are described once more as seen from there (`around`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.attribution.model.pieces import Pieces
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import QUOTES, Tokens
from firsthand.text import Span

Ints = NDArray[np.int64]

REACH = 64
"""Tokens to each side of a cue place that are read for its statement. 96, with which the model was trained, finds no
more statements of the development articles and takes half as long again."""
LEARNED_REACH = 96
"""The same in training: 999 in 1,000 gold statements stay inside."""
WIDTH = 2 * REACH + 1
CORE, CONTEXT = 112, 8
"""Pieces that one pass of the encoder decides, and pieces of context on each side; 130 with the two marks."""
OUTSIDE, SOURCE, CUE, CONTENT, CHANNEL = range(5)
ROLES = ("source", "cue", "content", "channel")

TAGS = """
NN IN NNP DT NNS JJ VBD , . VBN VB CC RB TO VBG PRP CD VBZ VBP PRP$ HYPH MD `` '' WDT : POS -LRB- -RRB- WP WRB NNPS RP
JJR JJS EX $ FW UH RBR RBS NFP PDT XX SYM WP$ ADD LS AFX
""".split()  # noqa: SIM905
RELATIONS = """
prep det pobj compound amod nsubj punct ROOT dobj conj advmod cc aux ccomp poss relcl mark nummod nsubjpass auxpass
advcl xcomp appos acl case npadvmod attr pcomp acomp neg nmod prt agent expl dep quantmod dative oprd parataxis predet
preconj csubj intj meta csubjpass
""".split()  # noqa: SIM905
_TAG = {name: k + 1 for k, name in enumerate(TAGS)}
_RELATION = {name: k + 1 for k, name in enumerate(RELATIONS)}


@dataclass(frozen=True)
class Inputs:
    """Arrays of one article; n tokens, p pieces."""

    pieces: Ints
    """(p,) numbers of the pieces"""
    first: Ints
    """(n,) index of the first piece of each token"""
    signs: Ints
    """(n, 5) tag, relation, shape, quotation state, whether a sentence begins"""
    marked: NDArray[np.float32]
    """(n, 5) whether the rules have the token in some source, cue, content, channel; and their cue places"""
    sentence: Ints
    """(n,) number of the sentence"""
    heads: Ints
    left: Ints
    right: Ints
    by_place: dict[int, Ints]
    """For each cue place of the rules the role of every token in the statements that stand there."""


def token_span(t: Tokens, span: Span) -> tuple[int, int]:
    """Tokens that overlap some characters."""
    return t.at(span[0]), t.before(span[1])


def place_of(t: Tokens, s: Statement) -> int:
    """The cue place of a statement; the number of tokens where it lies behind the last one."""
    return t.at((s.cue or s.source or s.content)[0][0])


def roles_of(t: Tokens, statements: list[Statement]) -> dict[int, Ints]:
    """For each cue place the role of every token; a role that stands later in ROLES gives way."""
    places: dict[int, Ints] = {}
    for s in statements:
        place = place_of(t, s)
        if place >= len(t.words):
            continue
        roles = places.setdefault(place, np.zeros(len(t.words), dtype=np.int64))
        for role, spans in ((CONTENT, s.content), (CHANNEL, s.channel), (SOURCE, s.source), (CUE, s.cue)):
            for span in spans:
                first, last = token_span(t, span)
                roles[first:last] = role
    return places


def make_inputs(t: Tokens, pieces: Pieces, statements: list[Statement]) -> Inputs:
    """The arrays of an article; `statements` are those that the rules found."""
    n = len(t.words)
    flat: list[int] = []
    first = np.zeros(n, dtype=np.int64)
    for i, word in enumerate(t.words):
        first[i] = len(flat)
        flat += pieces.cut(word)
    sentence = np.zeros(n, dtype=np.int64)
    signs = np.zeros((n, 5), dtype=np.int64)
    for k, (start, end) in enumerate(t.sentences):
        sentence[start:end] = k
        if start < n:
            signs[start, 4] = 1
    signs[:, 0] = [_TAG.get(tag, 0) for tag in t.tags]
    signs[:, 1] = [_RELATION.get(relation, 0) for relation in t.relations]
    signs[:, 2] = [_shape(word) for word in t.words]
    for start, end in t.quotes:
        signs[t.at(start) : t.before(end), 3] = 1
    signs[[i for i, word in enumerate(t.words) if word in QUOTES], 3] = 2
    by_place = roles_of(t, statements)
    marked = np.zeros((n, 5), dtype=np.float32)
    for place, roles in by_place.items():
        marked[place, 4] = 1
        for role in (SOURCE, CUE, CONTENT, CHANNEL):
            marked[roles == role, role - 1] = 1
    return Inputs(
        np.array(flat, dtype=np.int64),
        first,
        signs,
        marked,
        sentence,
        np.array(t.heads, dtype=np.int64),
        np.array(t.left, dtype=np.int64),
        np.array(t.right, dtype=np.int64),
        by_place,
    )


def _shape(word: str) -> int:
    """Small, capital first, all capitals, number, mark.

    >>> [_shape(word) for word in ("said", "Syria", "SANA", "30", ",")]
    [0, 1, 2, 3, 4]
    """
    if not any(c.isalnum() for c in word):
        return 4
    if word[0].isdigit():
        return 3
    if word[0].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 0


def windows(x: Inputs) -> list[tuple[int, int, int, int]]:
    """Tokens first .. last of each pass of the encoder, and which of them (from .. to) it decides."""
    n, out, start = len(x.first), [], 0
    ends = np.append(x.first[1:], len(x.pieces)) if n else x.first
    while start < n:
        stop = int(np.searchsorted(ends, x.first[start] + CORE, side="right"))
        stop = max(stop, start + 1)
        low = int(np.searchsorted(x.first, x.first[start] - CONTEXT))
        high = int(np.searchsorted(ends, ends[stop - 1] + CONTEXT, side="right"))
        out.append((min(low, start), max(high, stop), start, stop))
        start = stop
    return out


NEAR = 4
"""Sentence differences are cut at this many."""
BITS = 5
MARKED = 5


def around(x: Inputs, places: Ints, reach: int = REACH) -> tuple[Ints, Ints, Ints, NDArray[np.float32]]:
    """The tokens around cue places, as (k, 2 * reach + 1) arrays.

    Their indices (-1 outside the article), the role that the rules gave them there (CHANNEL + 1 where the rules have
    nothing at the place), the difference in sentences, and BITS bits of syntax.
    """
    n = len(x.first)
    index = places[:, None] + np.arange(-reach, reach + 1)[None, :]
    inside = (index >= 0) & (index < n)
    safe = np.clip(index, 0, max(n - 1, 0))
    roles = np.full(index.shape, CHANNEL + 1, dtype=np.int64)
    for row, place in enumerate(places):
        known = x.by_place.get(int(place))
        if known is not None:
            roles[row] = known[safe[row]]
    far = np.clip(x.sentence[safe] - x.sentence[places][:, None], -NEAR, NEAR) + NEAR
    bits = np.stack(
        [
            x.heads[safe] == places[:, None],
            safe == x.heads[places][:, None],
            (safe >= x.left[places][:, None]) & (safe < x.right[places][:, None]),
            x.marked[safe, 4] > 0,
            inside,
        ],
        axis=-1,
    ).astype(np.float32)
    return np.where(inside, index, -1), np.where(inside, roles, 0), far, bits
