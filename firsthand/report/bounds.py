"""How much a page holds, and lists that tell how much they leave out."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Bounds:
    """How much of a case one page holds: what is left out is counted on the page, with the command that gives it.

    A page is read, sent and printed: these keep a case of 700 articles below ten megabytes and a few seconds.
    """

    claims: int = 200
    """Claims in the table, each with its mentions."""
    drawn: int = 25
    """Claims with chains and whole sentences."""
    mentions: int = 40
    """Mentions of one claim."""
    families: int = 25
    """Texts that several articles have."""
    members: int = 12
    """Near copies of one variant of such a text."""
    pairs: int = 8
    """Pairs of articles side by side."""
    pair_characters: int = 60_000
    """Longest two texts shown side by side, in characters together; beyond it only their shared passages are told."""
    conflicts: int = 60
    """Conflicts, and sets of statements to compare, of each."""
    rows: int = 150
    """Rows of each further list: figures, times, places, sources, what was skipped."""
    words: int = 30
    """Telling words."""
    spots: int = 10
    """Places in the texts that one count of words, places or statements leads to."""
    text_characters: int = 600_000
    """Texts of articles that are held whole, in characters together; those that claims stand in come first."""


@dataclass(frozen=True)
class Part(Generic[T]):
    """A list, or as much of it as a page holds."""

    rows: tuple[T, ...]
    total: int
    """How many there are in the case."""
    command: str
    """The command that gives all of them."""


def part_of(rows: list[T] | tuple[T, ...], bound: int, command: str, total: int | None = None) -> Part[T]:
    """The first rows of a list; `total` where the list is cut already.

    >>> part_of([1, 2, 3], 2, "firsthand show CASE")
    Part(rows=(1, 2), total=3, command='firsthand show CASE')
    """
    return Part(tuple(rows[:bound]), len(rows) if total is None else total, command)
