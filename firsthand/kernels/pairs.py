"""Alignments of many pairs at once, in numba, up to the passages as numbers of words; see `reference` for what each
function computes.
"""

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.compiled import Ints, _compile, align_runs, align_words, lacks_words
from firsthand.kernels.reference import (
    DOTS,
    JOINED,
    MARKS_AFTER,
    MARKS_BEFORE,
    OPEN,
    PARAGRAPH,
    SEED_WORDS,
    SINGLE,
    STOP,
)

Edges = NDArray[np.int32]
Places = NDArray[np.int32]

PASSAGE_FIELDS = 11
"""pair, block, equal words, first and last word in a, first and last word in b, marks before and after, first run,
runs."""


@_compile
def marks_after(one: int, other: int) -> int:
    """See `reference.marks_after`; the classes that end something are those between a stop and a closing bracket."""
    kept = 0
    for mark in range(MARKS_AFTER):
        kind = one >> (4 * mark) & 15
        if not kind or kind != other >> (4 * mark) & 15:
            break
        if STOP <= kind <= OPEN - 1:
            kept = mark + 1
    return kept


@_compile
def marks_before(one: int, other: int) -> int:
    """See `reference.marks_before`."""
    kept = 0
    for mark in range(MARKS_BEFORE):
        kind = one >> (16 + 4 * mark) & 15
        if not (DOTS < kind <= SINGLE or kind == OPEN) or kind != other >> (16 + 4 * mark) & 15:
            break
        kept = mark + 1
    return kept


@_compile
def part_alignment(equal: Ints, a_edges: Edges, b_edges: Edges, passage_words: int) -> Ints:
    """See `reference.part_alignment`; a row is the first and the end of a passage in `equal`."""
    bounds = np.empty((len(equal) // max(1, passage_words) + 1, 2), np.int64)
    count, start = 0, 0
    for cut in range(1, len(equal) + 1):
        if cut < len(equal):
            both = a_edges[equal[cut, 0]] & b_edges[equal[cut, 1]] & PARAGRAPH
            if not both or cut - start < passage_words or len(equal) - cut < passage_words:
                continue
        first, last = start, cut
        while first < last and (a_edges[equal[first, 0]] | b_edges[equal[first, 1]]) & JOINED:
            first += 1
        while first < last:
            i, j = equal[last - 1, 0] + 1, equal[last - 1, 1] + 1
            if not ((i < len(a_edges) and a_edges[i] & JOINED) or (j < len(b_edges) and b_edges[j] & JOINED)):
                break
            last -= 1
        if last > first:
            bounds[count, 0], bounds[count, 1] = first, last
            count += 1
        start = cut
    return bounds[:count].copy()


@_compile
def number_stretches(bounds: Ints, stretch_words: int) -> Ints:
    """See `reference.number_stretches`."""
    size = len(bounds)
    numbers = np.arange(size)
    for k in range(size):
        for i in range(k):
            if numbers[i] == numbers[k]:
                continue
            a_gap = max(bounds[k, 0], bounds[i, 0]) - min(bounds[k, 1], bounds[i, 1])
            b_gap = max(bounds[k, 2], bounds[i, 2]) - min(bounds[k, 3], bounds[i, 3])
            a_size = min(bounds[k, 1] - bounds[k, 0], bounds[i, 1] - bounds[i, 0])
            b_size = min(bounds[k, 3] - bounds[k, 2], bounds[i, 3] - bounds[i, 2])
            again = -2 * a_gap > a_size or -2 * b_gap > b_size
            if max(a_gap, b_gap) <= stretch_words and not again:
                low, high = min(numbers[i], numbers[k]), max(numbers[i], numbers[k])
                for n in range(size):
                    if numbers[n] == high:
                        numbers[n] = low
    places = np.full(size, -1, np.int64)
    places[numbers] = 0
    order = 0
    for place in range(size):
        if places[place] == 0:
            places[place] = order
            order += 1
    return places[numbers]


@_compile
def compose_runs(a: Ints, b: Ints, to_leader: Places, from_leader: Places) -> Ints:
    """See `reference.compose_runs`."""
    runs = np.empty((len(a) // SEED_WORDS + 1, 3), np.int64)
    count, x, y = 0, 0, 0
    for i in range(len(a)):
        j = from_leader[to_leader[i]] if to_leader[i] >= 0 else -1
        if i < x or j < y:
            continue
        start, first = i, j
        while start > x and first > y and a[start - 1] == b[first - 1]:
            start, first = start - 1, first - 1
        length = i - start
        while start + length < len(a) and first + length < len(b) and a[start + length] == b[first + length]:
            length += 1
        if length >= SEED_WORDS:
            runs[count, 0], runs[count, 1], runs[count, 2] = start, first, length
            count += 1
        x, y = start + length, first + length
    return runs[:count].copy()


@_compile
def align_copies(a: Ints, b: Ints, to_leader: Places, from_leader: Places, gap_words: int, passage_words: int) -> Ints:
    """See `reference.align_copies`."""
    runs = compose_runs(a, b, to_leader, from_leader)
    if lacks_words(len(a), runs[:, ::2], passage_words) or lacks_words(len(b), runs[:, 1:], passage_words):
        return align_runs(a, b, runs, gap_words, passage_words)
    return align_words(a, b, gap_words, passage_words)


@_compile
def map_words(a: Ints, leader: Ints, gap_words: int, passage_words: int) -> Places:
    """Where in the leader each word of a near copy stands; -1 where it does not."""
    places = np.full(len(a), -1, np.int32)
    for _, i, j, length in align_words(a, leader, gap_words, passage_words):
        for k in range(length):
            if places[i + k] < 0:
                places[i + k] = j + k
    return places


@_compile
def _room_for(rows: Ints, count: int) -> Ints:
    """The rows, with room for at least `count` of them."""
    if count <= len(rows):
        return rows
    larger = np.empty((max(count, 2 * len(rows)), rows.shape[1]), np.int64)
    larger[: len(rows)] = rows
    return larger


@_compile
def align_many(words: Ints, edges: Edges, places: Places, bounds: Ints, pairs: Ints, limits: Ints) -> tuple[Ints, Ints]:
    """The passages of many pairs.

    `words`, `edges` and `places` are those of all articles, one after the other, between `bounds`; `places` is where
    each word stands in the article's leader. A row of `pairs` is the number of a, of b, and of the leader of both or
    -1. `limits` are gap_words, passage_words and stretch_words. Returns the passages (see `PASSAGE_FIELDS`) and their
    runs of equal words: first word in a, first word in b, words.
    """
    gap_words, passage_words, stretch_words = limits[0], limits[1], limits[2]
    found = np.empty((256, PASSAGE_FIELDS), np.int64)
    equals = np.empty((1024, 3), np.int64)
    count, total = 0, 0
    for pair in range(len(pairs)):
        one, other, leader = pairs[pair, 0], pairs[pair, 1], pairs[pair, 2]
        a, b = words[bounds[one] : bounds[one + 1]], words[bounds[other] : bounds[other + 1]]
        a_edges, b_edges = edges[bounds[one] : bounds[one + 1]], edges[bounds[other] : bounds[other + 1]]
        if leader >= 0:
            from_leader = np.full(bounds[leader + 1] - bounds[leader], -1, np.int32)
            for j in range(len(b)):
                k = places[bounds[other] + j]
                if k >= 0:
                    from_leader[k] = j
            to_leader = places[bounds[one] : bounds[one + 1]]
            runs = align_copies(a, b, to_leader, from_leader, gap_words, passage_words)
        else:
            runs = align_words(a, b, gap_words, passage_words)
        first_passage, row = count, 0
        while row < len(runs):
            end = row
            size = 0
            while end < len(runs) and runs[end, 0] == runs[row, 0]:
                size += runs[end, 3]
                end += 1
            equal = np.empty((size, 2), np.int64)
            size = 0
            for r in range(row, end):
                for k in range(runs[r, 3]):
                    equal[size, 0], equal[size, 1] = runs[r, 1] + k, runs[r, 2] + k
                    size += 1
            row = end
            for first, last in part_alignment(equal, a_edges, b_edges, passage_words):
                found = _room_for(found, count + 1)
                i, j, x, y = equal[first, 0], equal[first, 1], equal[last - 1, 0], equal[last - 1, 1]
                found[count, 0], found[count, 2] = pair, last - first
                found[count, 3], found[count, 4], found[count, 5], found[count, 6] = i, x, j, y
                found[count, 7] = marks_before(a_edges[i], b_edges[j])
                found[count, 8] = marks_after(a_edges[x], b_edges[y])
                found[count, 9] = total
                for e in range(first, last):
                    i, j = equal[e, 0], equal[e, 1]
                    if e > first and equal[e - 1, 0] + 1 == i and equal[e - 1, 1] + 1 == j:
                        equals[total - 1, 2] += 1
                        continue
                    equals = _room_for(equals, total + 1)
                    equals[total, 0], equals[total, 1], equals[total, 2] = i, j, 1
                    total += 1
                found[count, 10] = total - found[count, 9]
                count += 1
        stretches = number_stretches(found[first_passage:count, 3:7].copy(), stretch_words)
        for k in range(count - first_passage):
            found[first_passage + k, 1] = stretches[k]
    return found[:count].copy(), equals[:total].copy()
