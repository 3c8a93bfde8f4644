"""Two texts compared word by word, as people see it."""

from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from firsthand.text import Words, find_words

_DIFF_WORDS = 3_000
"""Longest passage that is compared word by word, in words; beyond it only the passage is shown."""


@dataclass(frozen=True)
class Edit:
    """Some words of a passage: equal in both texts, or in one alone."""

    text: str
    changed: bool
    number: bool
    """Whether it is a figure that differs (see NumberEdit): a changed figure is news."""


def compare_words(one: str, other: str) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Both texts cut into pieces that are equal (as folded words) and pieces that are not.

    >>> [(e.text, e.changed) for e in compare_words("Five medics died.", "Four medics died.")[0]]
    [('Five', True), (' medics died.', False)]
    """
    words, others = find_words(one), find_words(other)
    if max(len(words.folded), len(others.folded)) > _DIFF_WORDS:
        return whole(one), whole(other)
    kept_one, kept_other = [False] * len(words.folded), [False] * len(others.folded)
    for block in Indel.opcodes(words.folded, others.folded):
        if block.tag == "equal":
            kept_one[block.src_start : block.src_end] = [True] * (block.src_end - block.src_start)
            kept_other[block.dest_start : block.dest_end] = [True] * (block.dest_end - block.dest_start)
    return _cut_edits(one, words, kept_one), _cut_edits(other, others, kept_other)


def mark_numbers(edits: tuple[Edit, ...], spans: list[tuple[int, int]]) -> tuple[Edit, ...]:
    """The pieces with the figures at some spans of the passage cut out and marked.

    >>> [(e.text, e.number) for e in mark_numbers((Edit("Five medics", True, False),), [(0, 4)])]
    [('Five', True), (' medics', False)]
    """
    made: list[Edit] = []
    start = 0
    for edit in edits:
        end = start + len(edit.text)
        edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
        for left, right in pairwise(edges):
            inside = any(first <= left and right <= last for first, last in spans)
            made.append(Edit(edit.text[left - start : right - start], edit.changed or inside, inside))
        start = end
    return tuple(made)


def whole(text: str) -> tuple[Edit, ...]:
    """A text that is shown as it is."""
    return (Edit(text, False, False),)


def _cut_edits(text: str, words: Words, kept: list[bool]) -> tuple[Edit, ...]:
    """Runs of changed words, and what is between them: marks and white space at the edges of a run are not changed."""
    edits: list[Edit] = []
    at = i = 0
    while i < len(kept):
        if kept[i]:
            i += 1
            continue
        first = i
        while i < len(kept) and not kept[i]:
            i += 1
        start, end = words.starts[first], words.ends[i - 1]
        if start > at:
            edits.append(Edit(text[at:start], False, False))
        edits.append(Edit(text[start:end], True, False))
        at = end
    if at < len(text):
        edits.append(Edit(text[at:], False, False))
    return tuple(edits) or whole(text)
