"""Aligning many pairs at once gives what the plain functions give for each."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.kernels import pairs, reference
from tests.kernels.test_kernels import as_array, edited_pairs, words

LIMITS = 12, 8, 20
edges = st.integers(0, 255).flatmap(
    lambda low: st.sampled_from([0, 0, 0, reference.PARAGRAPH, reference.JOINED]).map(
        lambda flag: low | low << 8 | (low & 255) << 16 | flag
    )
)


def plain_passages(a: list[int], b: list[int], a_edges: list[int], b_edges: list[int]) -> list[list[tuple[int, int]]]:
    gap_words, passage_words, _ = LIMITS
    equal: dict[int, list[tuple[int, int]]] = {}
    for number, i, j, length in reference.align_words(a, b, gap_words, passage_words):
        equal.setdefault(number, []).extend((i + k, j + k) for k in range(length))
    return [p for one in equal.values() for p in reference.part_alignment(one, a_edges, b_edges, passage_words)]


@given(edited_pairs(), st.data())
@settings(max_examples=120, deadline=None)
def test_passages_stretches_and_marks_are_alike(pair: tuple[list[int], list[int]], data: st.DataObject) -> None:
    a, b = pair
    a_edges = data.draw(st.lists(edges, min_size=len(a), max_size=len(a)))
    b_edges = data.draw(st.lists(edges, min_size=len(b), max_size=len(b)))
    found, runs = pairs.align_many(
        as_array([*a, *b]),
        np.array([*a_edges, *b_edges], np.int32),
        np.full(len(a) + len(b), -1, np.int32),
        np.array([0, len(a), len(a) + len(b)]),
        np.array([[0, 1, -1]]),
        np.array(LIMITS),
    )
    expected = plain_passages(a, b, a_edges, b_edges)
    bounds = [(p[0][0], p[-1][0], p[0][1], p[-1][1]) for p in expected]
    assert found[:, 1].tolist() == reference.number_stretches(bounds, LIMITS[2])
    assert found[:, 3:7].tolist() == [list(bound) for bound in bounds]
    for row, passage in zip(found.tolist(), expected, strict=True):
        (i, j), (x, y) = passage[0], passage[-1]
        assert row[7] == reference.marks_before(a_edges[i], b_edges[j])
        assert row[8] == reference.marks_after(a_edges[x], b_edges[y])
        equal = [(i + k, j + k) for i, j, n in runs[row[9] : row[9] + row[10]].tolist() for k in range(n)]
        assert equal == passage


@given(words, st.data())
@settings(max_examples=120, deadline=None)
def test_near_copies_are_composed_alike(leader: list[int], data: st.DataObject) -> None:
    copies, maps = [], []
    for _ in range(2):
        places = [k for k in range(len(leader)) if data.draw(st.integers(0, 9))]
        copy = [leader[k] if data.draw(st.integers(0, 9)) else 99 for k in places]
        copies.append(copy)
        maps.append([k if leader[k] == word else -1 for k, word in zip(places, copy, strict=True)])
    (a, b), (to_leader, other) = copies, maps
    from_leader = [other.index(k) if k in other else -1 for k in range(len(leader))]
    expected = reference.compose_runs(a, b, to_leader, from_leader)
    arrays = as_array(a), as_array(b), np.array(to_leader, np.int32), np.array(from_leader, np.int32)
    assert list(map(tuple, pairs.compose_runs(*arrays).tolist())) == expected
    for i, j, length in expected:
        assert a[i : i + length] == b[j : j + length]
    made = list(map(tuple, pairs.align_copies(*arrays, 12, 8).tolist()))
    assert made == reference.align_copies(a, b, to_leader, from_leader, 12, 8)
