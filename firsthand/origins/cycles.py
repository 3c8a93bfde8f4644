"""Circles of citation: one outlet rests on another that rests on the first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from firsthand.origins.names import letters_of
from firsthand.records import Article, Derivation


def find_circles(chains: Iterable[tuple[int, Sequence[Derivation]]], articles: dict[int, Article]) -> list[str]:
    """Sentences that name the outlets of each circle, for the chains (article, hops) of one claim.

    An outlet rests on another where its article names it as a source or channel, or credits it. Copying alone makes no
    edge: a text that two outlets share is no citation.
    """
    rests: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for article_id, hops in chains:
        outlet = articles[article_id].outlet
        if outlet is None:
            continue
        here = letters_of(outlet)
        shown.setdefault(here, outlet)
        named = [hop for hop in hops if hop.name and hop.kind == "outlet" and hop.article_id == article_id]
        for hop in named[:1]:
            there = letters_of(hop.name or "")
            if there != here:
                rests[here].add(there)
                shown.setdefault(there, hop.name or "")
    found = []
    for group in _circles(rests):
        names = " cites ".join([*(shown[o] for o in group), shown[group[0]]])
        found.append(f"Circular: {names} for the same claim.")
    return found


def _circles(rests: dict[str, set[str]]) -> list[list[str]]:
    """Shortest circle through each vertex that is its circle's first by name."""
    found = []
    for start in sorted(rests):
        before: dict[str, str] = {}
        front, closed = [start], False
        while front and not closed:
            following = []
            for vertex in front:
                for onward in sorted(rests.get(vertex, ())):
                    if onward == start:
                        before[start], closed = vertex, True
                        break
                    if onward not in before:
                        before[onward] = vertex
                        following.append(onward)
                if closed:
                    break
            front = following
        if closed:
            path = [before[start]]
            while path[-1] != start:
                path.append(before[path[-1]])
            path.reverse()
            if min(path) == start:
                found.append(path)
    return found
