"""Chains: which statement reports which."""

from bisect import bisect_left

from firsthand.attribution.statements import Statement


def find_parents(statements: list[Statement]) -> list[int | None]:
    """For each statement the index of the one that reports it, or None.

    The construction says so ("Reuters quoted X as saying"), or the cue and source stand inside what the other states.
    Time grows with the number of statements times those that begin before them in one sentence.
    """
    index = {id(s): k for k, s in enumerate(statements)}
    order = sorted(range(len(statements)), key=lambda k: statements[k].content[0][0])
    firsts = [statements[k].content[0][0] for k in order]
    parents: list[int | None] = []
    for k, s in enumerate(statements):
        if s.outer is not None and id(s.outer) in index:
            parents.append(index[id(s.outer)])
            continue
        at = s.cue[0] if s.cue else s.source[0]
        best: int | None = None
        for place in range(bisect_left(firsts, at[0] + 1) - 1, -1, -1):
            other = order[place]
            if at[0] - firsts[place] > 4000:
                break
            o = statements[other]
            if other != k and any(a <= at[0] and at[1] <= b for a, b in o.content) and o.content != s.content:
                best = other
                break
        parents.append(best)
    return parents
