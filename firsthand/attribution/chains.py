"""Chains: which statement reports which."""

from bisect import bisect_left

from firsthand.attribution.stretch import Statement


def find_parents(statements: list[Statement], names: list[str | None]) -> list[int | None]:
    """For each statement the index of the one that reports it, or None.

    The construction says so ("Reuters quoted X as saying"), or the cue stands inside what the other states, who is
    somebody else: `names` are the canonical sources. Two statements that hold each other's cue report neither; an aside
    of the writer ("what the ministry says was an accident") is reported by nobody; no statement reports itself, at any
    remove.
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
        if s.aside:
            parents.append(None)
            continue
        at = s.cue[0] if s.cue else s.source[0]
        best: int | None = None
        for place in range(bisect_left(firsts, at[0] + 1) - 1, -1, -1):
            other = order[place]
            if at[0] - firsts[place] > 4000:
                break
            o = statements[other]
            if other == k or o.content == s.content or (names[other] is not None and names[other] == names[k]):
                continue
            theirs = o.cue[0] if o.cue else o.source[0]
            if _holds(o, at) and not _holds(s, theirs):
                best = other
                break
        parents.append(best)
    return without_cycles(parents)


def say_channels_once(statements: list[Statement], parents: list[int | None]) -> None:
    """Takes a channel from a statement whose reporter came through it: "X told the Daily that Y had said" has one."""
    for s, parent in zip(statements, parents, strict=True):
        if parent is not None and s.channel and s.channel == statements[parent].channel:
            s.channel = []


def without_cycles(parents: list[int | None]) -> list[int | None]:
    """Parents in which no statement stands above itself: the link that closes a cycle is dropped, the first one read.

    >>> without_cycles([1, 0, 1])
    [None, 0, 1]
    """
    clear = [False] * len(parents)
    made = list(parents)
    for k in range(len(made)):
        path: list[int] = []
        on_path: set[int] = set()
        at: int | None = k
        while at is not None and not clear[at] and at not in on_path:
            path.append(at)
            on_path.add(at)
            at = made[at]
        if at is not None and at in on_path:
            made[at] = None
        for step in path:
            clear[step] = True
    return made


def _holds(s: Statement, span: tuple[int, int]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in s.content)
