"""The edit script of an alignment: what is equal, replaced, and only in one of the two."""

import re
from typing import NamedTuple

from firsthand.records import Alignment
from firsthand.schema import pairs_of
from firsthand.text import Span

EQUAL, REPLACED, ONLY_IN_A, ONLY_IN_B = "equal", "replaced", "only in a", "only in b"
_IN_WORDS = re.compile(r"[^\W_]")


class Edit(NamedTuple):
    """One step of an edit script: from words of a to words of b."""

    kind: str
    """equal, replaced, only in a, or only in b."""
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    """Characters of the texts; where the words stand in one text only, the place in the other has no length."""


def list_edits(alignment: Alignment, a_text: str, b_text: str) -> list[Edit]:
    """The words of an alignment from first to last, in the order of both texts, each once.

    Marks and spaces between two steps belong to neither. Words that are written in another way but count as the same
    (case, accents, apostrophes, spelling; see `firsthand.text.fold`) are equal.

    >>> a, b = "Five medics were killed in Karsten, he said", "Four medics were killed, he said"
    >>> shared = Alignment(1, 0, 43, 2, 0, 32, 5, 8, 6, 0, [5, 23, 36, 43], [5, 23, 25, 32])
    >>> [(e.kind, a[e.a_start : e.a_end], b[e.b_start : e.b_end]) for e in list_edits(shared, a, b)][:2]
    [('equal', 'medics were killed', 'medics were killed'), ('only in a', 'in Karsten', '')]
    """
    edits: list[Edit] = []
    for a, b in zip(pairs_of(alignment.a_equal), pairs_of(alignment.b_equal), strict=True):
        if edits:
            edits += _between(_words_in(a_text, edits[-1].a_end, a[0]), _words_in(b_text, edits[-1].b_end, b[0]))
        edits.append(Edit(EQUAL, *a, *b))
    return edits


def _between(a: Span, b: Span) -> list[Edit]:
    if a[0] == a[1] and b[0] == b[1]:
        return []
    kind = ONLY_IN_B if a[0] == a[1] else ONLY_IN_A if b[0] == b[1] else REPLACED
    return [Edit(kind, *a, *b)]


def _words_in(text: str, start: int, end: int) -> Span:
    """From the first to the last letter or digit of a stretch; its start, without length, where there is none."""
    found = [match.start() for match in _IN_WORDS.finditer(text, start, end)]
    return (found[0], found[-1] + 1) if found else (start, start)
