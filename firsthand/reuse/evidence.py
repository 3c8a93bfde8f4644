"""Evidence of direction: each observer is a function from one pair to observations, and a line in `OBSERVERS`.

Every weight is a log-odds for one article as the one copied from. All stand in `data/direction_weights.tsv`, with what
they rest on; `scripts/fit_directions.py` learns those that planted copies can tell. What is seen in the same few spans
(order, containment, a cut tail) is one observation. What proves copying only, not its direction, has weight 0.
"""

from collections.abc import Callable

from firsthand.attribution.registry import cached_by_registry, look_up
from firsthand.reuse.crediting import same_outlet
from firsthand.reuse.kinds import COPIED
from firsthand.reuse.layout import read_layout
from firsthand.reuse.lookup import Known
from firsthand.reuse.oddities import shared_oddity
from firsthand.reuse.recurrence import merge_spans
from firsthand.reuse.seams import seams
from firsthand.reuse.sides import Observation, Shown, Side, name_lead, read_weights
from firsthand.reuse.strays import stranded_reference
from firsthand.text import Span

Row = tuple[int, int, str, int | None, float, str, int | None, int | None, int | None]
"""Fields of DirectionEvidence, in their order."""


def observe(one: Known, other: Known, passages: list[Shown]) -> list[Row]:
    """All evidence for one pair as rows, from the passages that tell of the event."""
    found: list[Row] = []
    for name, side, text, place, size in find_observations(one, other, passages):
        _, kind, weight = read_weights()[name]
        from_id = side.article_id if side is not None else None
        weighed = round(weight * size, 2) if side is not None else 0.0
        ids = one.article_id, other.article_id
        found.append((*ids, kind, from_id, weighed, text, *(place or (None, None, None))))
    return found


def find_observations(one: Known, other: Known, passages: list[Shown]) -> list[Observation]:
    """All observations on one pair; none where no passage tells of the event."""
    copied = [passage for passage in passages if passage.kind in COPIED]
    if not any(passage.kind == "story" for passage in copied):
        return []
    a = _side(one, [passage.of_a() for passage in copied])
    b = _side(other, [passage.of_b() for passage in copied])
    return [found for observer in OBSERVERS for found in observer(a, b, copied)]


def _side(known: Known, shared: list[Span]) -> Side:
    rest = known.published, known.credit_names, known.credit_bounds
    return Side(known.article_id, known.text, known.outlet, shared, merge_spans(shared), *rest)


def credit(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """The copier names the other's outlet, or some outlet, beside the copied words."""
    found: list[Observation] = []
    for name, copier, source in (("a", a, b), ("b", b, a)):
        for passage in passages:
            credited = getattr(passage, f"{name}_credit_name")
            near = getattr(passage, f"{name}_credit_covers") != "article"
            named = credited and source.outlet is not None and same_outlet(credited, source.outlet)
            if credited and (near or named):
                start, end = getattr(passage, f"{name}_credit_start"), getattr(passage, f"{name}_credit_end")
                third = not named and source.outlet is not None
                whose = "a third outlet" if third else "the other's outlet" if named else "an outlet"
                text = f'credits shared wording to {credited}: "{copier.text[start:end]}"'
                place = copier.article_id, start, end
                found.append(Observation(f"credit to {whose}", None if third else source, text, place))
                break
    return found


def publication_time(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """The other was published earlier; a date a day apart may be a time zone, a year apart a wrong date."""
    if a.published is None or b.published is None or a.published == b.published:
        return []
    hours = abs((a.published - b.published).total_seconds()) / 3600
    first = a if a.published < b.published else b
    when = f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"
    return [Observation(name_lead(a.published, b.published), first, f"was published {when} earlier")]


def wire_mark(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """One of the two is of an agency, which others carry; or is signed by one, and then both may be copies of it."""
    agencies = [side for side in (a, b) if side.outlet is not None and _is_wire(side.outlet)]
    if len(agencies) == 1 and None not in (a.outlet, b.outlet):
        return [Observation("of an agency", agencies[0], f"is of an agency, {agencies[0].outlet}, the other is not")]
    signed = [(side, side.credit_names[0], side.credit_bounds) for side in (a, b) if side.credit_names]
    if len(signed) != 1 or agencies or None in (a.outlet, b.outlet):
        return []  # the other may be the wire itself
    side, name, bounds = signed[0]
    text = f"is signed {name} as a whole, the other is not: both may be from there"
    return [Observation("signed by an agency", None, text, (side.article_id, bounds[0], bounds[1]))]


@cached_by_registry
def _is_wire(outlet: str) -> bool:
    body = look_up(outlet)
    return body is not None and body.kind == "wire"


def layout(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """How the shared passages lie in the two; see `read_layout`."""
    return read_layout(a, b)


OBSERVERS: tuple[Callable[[Side, Side, list[Shown]], list[Observation]], ...] = (
    credit,
    publication_time,
    wire_mark,
    layout,
    stranded_reference,
    seams,
    shared_oddity,
)
"""What looks for evidence, in the order in which it is shown."""
