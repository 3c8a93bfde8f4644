"""Judgements that cannot hold together: A is B, B is C, A is not C.

The latest word counts. Judgements are taken from the latest back, and one that those taken before leave no room for
does not hold; which they are is kept with it.
"""

from collections import deque
from dataclasses import dataclass, field

TRANSITIVE = ("mentions", "sources", "origins")
"""What is judged the same by steps: figures that agree with a third need not agree, and a direction has two ends."""

Thing = tuple[str, ...]


@dataclass
class Taken:
    """The judgements of one kind that hold, as pairs of things."""

    same: dict[Thing, list[tuple[Thing, int]]] = field(default_factory=dict)
    different: list[tuple[Thing, Thing, int]] = field(default_factory=list)

    def add(self, a: Thing, b: Thing, decision: str, judgement_id: int) -> list[int]:
        """Takes a judgement, or gives those that leave no room for it, by their ids.

        >>> taken = Taken()
        >>> taken.add(("a",), ("b",), "same", 1), taken.add(("b",), ("c",), "same", 2)
        ([], [])
        >>> taken.add(("c",), ("a",), "different", 3)
        [1, 2]
        """
        against = self._against(a, b, decision)
        if not against and decision == "same":
            self.same.setdefault(a, []).append((b, judgement_id))
            self.same.setdefault(b, []).append((a, judgement_id))
        elif not against and decision == "different":
            self.different.append((a, b, judgement_id))
        return against

    def _against(self, a: Thing, b: Thing, decision: str) -> list[int]:
        if decision == "different":
            return sorted(self._way(a, b) or ())
        for x, y, judgement_id in self.different if decision == "same" else ():
            for one, other in ((a, b), (b, a)):
                here, there = self._way(one, x), self._way(other, y)
                if here is not None and there is not None:
                    return sorted({*here, *there, judgement_id})
        return []

    def _way(self, a: Thing, b: Thing) -> list[int] | None:
        """The judgements by which two things are the same; none where they are one thing, null where they are not."""
        before: dict[Thing, tuple[Thing, int] | None] = {a: None}
        waiting = deque([a])
        while waiting and b not in before:
            thing = waiting.popleft()
            for other, judgement_id in self.same.get(thing, ()):
                if other not in before:
                    before[other] = (thing, judgement_id)
                    waiting.append(other)
        if b not in before:
            return None
        way = []
        step = before[b]
        while step is not None:
            way.append(step[1])
            step = before[step[0]]
        return way
