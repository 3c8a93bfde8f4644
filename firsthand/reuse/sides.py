"""The two sides of a pair as evidence of direction sees them, what an observer says, and what its word weighs."""

from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from firsthand.text import Span

DAY_APART = timedelta(hours=30)
"""Time up to which a time zone, a late edition or a date without a clock can turn the order of two articles."""


class Shown(NamedTuple):
    """What evidence needs of a passage; see Passage."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    kind: str
    a_credit_start: int | None
    a_credit_end: int | None
    a_credit_name: str | None
    a_credit_covers: str | None
    b_credit_start: int | None
    b_credit_end: int | None
    b_credit_name: str | None
    b_credit_covers: str | None

    def of_a(self) -> Span:
        """Where it stands in a."""
        return self.a_start, self.a_end

    def of_b(self) -> Span:
        """Where it stands in b."""
        return self.b_start, self.b_end


class Side(NamedTuple):
    """One article of a pair with what it shares."""

    article_id: int
    text: str
    outlet: str | None
    shared: list[Span]
    """Its stretches of the passages, in their order: the same place of both lists is one passage."""
    spans: list[Span]
    """The same, merged and in the order of the text."""
    published: datetime | None
    credit_names: list[str]
    """Whom it credits for itself as a whole, and where."""
    credit_bounds: list[int]


class Observation(NamedTuple):
    """One thing that speaks for an article as the one copied from."""

    name: str
    """Its line in `data/direction_weights.tsv`."""
    side: Side | None
    """The side spoken for; none where copying is proved and no direction."""
    text: str
    place: tuple[int, int, int] | None = None
    """Where it stands: article, start, end."""
    size: float = 1.0
    """How strong it is: of a seam the likelihood ratio in nats, else 1."""


class Weight(NamedTuple):
    """A line of `data/direction_weights.tsv`."""

    name: str
    kind: str
    """Kind of evidence that is shown for it."""
    weight: float
    """Log-odds that it adds for the side spoken for, for a size of 1."""


@cache
def read_weights() -> dict[str, Weight]:
    """What each observation is shown as and weighs, by its name.

    >>> read_weights()["shared oddity"].weight
    0.0
    """
    lines = files("firsthand").joinpath("data", "direction_weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: Weight(name, kind, float(weight)) for name, kind, weight, *_ in rows[1:]}


def name_lead(one: datetime, other: datetime) -> str:
    """The observation that one of two times is: days apart, hours by the clock, or dates a day apart.

    >>> noon = datetime(2024, 3, 5, 12)
    >>> name_lead(datetime(2024, 3, 5), datetime(2024, 3, 6)), name_lead(noon, datetime(2024, 3, 5, 7))
    ('dated a day earlier', 'published hours earlier')
    """
    if abs(one - other) >= DAY_APART:
        return "published days earlier"
    clock = any((time.hour, time.minute, time.second) != (0, 0, 0) for time in (one, other))
    return "published hours earlier" if clock else "dated a day earlier"


def is_inside(spans: list[Span], place: int) -> bool:
    """Whether a place stands in one of some spans."""
    return any(start <= place < end for start, end in spans)


def covered(spans: list[Span]) -> int:
    """Characters of some spans that do not overlap."""
    return sum(end - start for start, end in spans)
