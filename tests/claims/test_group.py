"""Bridges between claims: one likeness joins nothing, and a folded copy goes with the text that it is a copy of."""

from firsthand.claims.group import cut_bridges
from firsthand.claims.rows import MatchCandidate
from firsthand.schema import to_table


def candidate(one: int, other: int, score: float = 1.0, *, folded: frozenset[int] = frozenset()) -> MatchCandidate:
    """A match of two mentions; each mention is of an article of its own with the same number."""
    return MatchCandidate(0, one, other, score, True, [], one, other, True, None, one in folded, other in folded)


def kept(rows: list[MatchCandidate]) -> set[tuple[int, int]]:
    table = cut_bridges(to_table(rows, MatchCandidate))
    return set(zip(table.column("a_mention").to_pylist(), table.column("b_mention").to_pylist(), strict=True))


def test_a_weak_bridge_between_two_claims_is_cut() -> None:
    claims = [candidate(a, b) for group in (range(5), range(5, 10)) for a in group for b in group if a < b]
    assert (4, 5) not in kept([*claims, candidate(4, 5, 0.6)])
    assert len(kept([*claims, candidate(4, 5, 0.6)])) == 20


def test_folded_copies_go_with_the_one_they_were_compared_with_however_many() -> None:
    copies = frozenset(range(1, 101))
    rows = [candidate(0, copy, folded=copies) for copy in sorted(copies)]
    assert len(kept(rows)) == 100
    # Two versions that both are much copied are one claim by their own match, as two articles are.
    others = frozenset(range(201, 301))
    rows += [candidate(200, copy, folded=others) for copy in sorted(others)] + [candidate(0, 200, 0.7)]
    assert (0, 200) in kept(rows)
