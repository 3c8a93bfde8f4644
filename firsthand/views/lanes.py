"""The chains of a claim as a drawing: a lane a document, copied lanes join, and each origin is one right-hand end.

Only the places are worked out here; the page draws them. All lengths are in pixels of the drawing at its natural size.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.views.chains import Hop
from firsthand.views.claims import ClaimView, MentionView, label_groups
from firsthand.views.lookup import NO_OUTLET

LANES = 24
"""Most lanes of one drawing: about a screen's height; the table below it has every document."""
_LANE_HEIGHT = 56
_TOP = 34
"""Room above the first lane, for the headings of the columns."""
_LABEL_WIDTH = 164
_COLUMN_WIDTH = 168
_JOIN_WIDTH = 96
_END_WIDTH = 300


@dataclass(frozen=True)
class Label:
    """Words in a drawing, cut to fit, with the whole of them."""

    x: float
    y: float
    shown: str
    whole: str


@dataclass(frozen=True)
class Line:
    """One stroke: the path's data and what it stands for."""

    path: str
    kind: str
    """lane, credited, uncredited, shared, or apart (not counted)."""


@dataclass(frozen=True)
class Node:
    """A source on a lane that is not the last one."""

    x: float
    y: float
    label: Label
    kind: str


@dataclass(frozen=True)
class Document:
    """The left end of a lane."""

    x: float
    y: float
    name: Label
    """The article's id."""
    outlet: Label


@dataclass(frozen=True)
class End:
    """A right-hand end: one origin of the best count."""

    x: float
    y: float
    number: int
    label: Label
    note: str
    """party to the event, or nothing."""
    stated: bool
    """Whether a source is named or described, not only shared words or an own voice."""


@dataclass(frozen=True)
class Drawing:
    """The chains of a claim, ready to draw."""

    width: float
    height: float
    documents: tuple[Document, ...]
    lines: tuple[Line, ...]
    joins: tuple[Label, ...]
    """What each join is: "copied, uncredited"."""
    nodes: tuple[Node, ...]
    ends: tuple[End, ...]
    hidden: int
    """Documents that the drawing leaves to the table."""
    summary: str
    """The drawing in a sentence, for those who do not see it."""


@dataclass
class _Lane:
    mention: MentionView
    y: float
    before: list[Hop]
    """Sources that its own words name before the text it was copied from."""
    into: str | None
    """Article whose lane it joins."""
    mark: str
    after: list[Hop]
    """Sources between the join and the origin."""
    sentences: int = 1
    """Mentions of the article that have this way back."""


def draw_claim(claim: ClaimView) -> Drawing:
    """The drawing of a claim's chains; lanes of one origin stand together, the copied ones below what they copied."""
    counted = [m for m in claim.mentions if m.best is not None]
    told = {(m.article, m.best) for m in counted}
    lanes = list(_fold(counted, told))
    lanes = _order(lanes)
    hidden = max(0, len(lanes) - LANES)
    lanes = lanes[:LANES]
    for number, lane in enumerate(lanes):
        lane.y = _TOP + _LANE_HEIGHT * (number + 0.5)
    joined = any(lane.into for lane in lanes)
    first = max((len(lane.before) for lane in lanes if lane.into), default=0)
    join_x = _LABEL_WIDTH + first * _COLUMN_WIDTH + (_JOIN_WIDTH if joined else 0)
    columns = max((len(lane.after) for lane in lanes if not lane.into), default=0)
    end_x = join_x + columns * _COLUMN_WIDTH + _JOIN_WIDTH
    ends = _ends(lanes, end_x, label_groups(claim.mentions))
    lines: list[Line] = []
    joins: list[Label] = []
    nodes: list[Node] = []
    for lane in lanes:
        before, x = lane.before, float(_LABEL_WIDTH)
        nodes += [_node(hop, _LABEL_WIDTH + (i + 0.5) * _COLUMN_WIDTH, lane.y) for i, hop in enumerate(before)]
        target = _target(lane, lanes)
        if target is not None:
            x = _LABEL_WIDTH + len(before) * _COLUMN_WIDTH
            kind = {"credited": "credited", "shared wording": "shared"}.get(lane.mark.split(":")[0], "uncredited")
            lines.append(Line(f"M{_LABEL_WIDTH} {lane.y:g}H{x:g}{_curve(x, lane.y, join_x, target.y)}", kind))
            joins.append(_label(f"copied, {lane.mark}" if kind != "shared" else lane.mark, x + 8, lane.y + 17, 26))
            continue
        nodes += [_node(hop, join_x + (i + 0.5) * _COLUMN_WIDTH, lane.y) for i, hop in enumerate(lane.after)]
        x = join_x + len(lane.after) * _COLUMN_WIDTH
        end = next(e for e in ends if e.number == lane.mention.best)
        lines.append(Line(f"M{_LABEL_WIDTH} {lane.y:g}H{x:g}{_curve(x, lane.y, end.x, end.y)}", "lane"))
    documents = tuple(
        Document(
            _LABEL_WIDTH,
            lane.y,
            _label(lane.mention.article, 0, lane.y - 4, 19),
            _label(_sign(lane), 0, lane.y + 14, 24),
        )
        for lane in lanes
    )
    return Drawing(
        width=end_x + _END_WIDTH,
        height=_TOP + _LANE_HEIGHT * len(lanes) + 8,
        documents=documents,
        lines=tuple(lines),
        joins=tuple(joins),
        nodes=tuple(nodes),
        ends=ends,
        hidden=hidden,
        summary=_summary(claim, ends, lanes),
    )


def _fold(mentions: list[MentionView], told: set[tuple[str, int | None]]) -> Iterable[_Lane]:
    """A lane for each way back that an article has, however many of its sentences have it."""
    lanes: dict[tuple[str, int | None, str], _Lane] = {}
    for mention in mentions:
        key = mention.article, mention.best, mention.chain_line
        if key in lanes:
            lanes[key].sentences += 1
        else:
            lanes[key] = _lane(mention, told)
    return lanes.values()


def _order(lanes: list[_Lane]) -> list[_Lane]:
    """Lanes of one origin together, each copied one below the one that it joins."""
    place = {(lane.mention.article, lane.mention.best): lane.mention.article for lane in lanes if lane.into is None}
    return sorted(
        lanes,
        key=lambda lane: (
            lane.mention.best or 0,
            place.get((lane.into or lane.mention.article, lane.mention.best), "\U0010ffff"),
            lane.into is not None,
            lane.mention.article,
        ),
    )


def _sign(lane: _Lane) -> str:
    outlet = lane.mention.outlet or NO_OUTLET
    return outlet if lane.sentences == 1 else f"{outlet} · {lane.sentences} sentences"


def _lane(mention: MentionView, told: set[tuple[str, int | None]]) -> _Lane:
    """A mention's chain, parted at the text it was copied from where that article's mention has the same origin."""
    hops = [hop for hop in mention.chain[1:] if hop.kind != "none"]
    texts = [i for i, h in enumerate(hops) if h.kind == "text" and h.article and h.article != mention.article]
    place = next((i for i in texts if (hops[i].article or "", mention.best) in told), None)
    if place is None:
        return _Lane(mention, 0.0, [], None, "", hops[:-1] if hops and hops[-1].kind != "text" else hops)
    return _Lane(mention, 0.0, hops[:place], hops[place].article, hops[place].mark, [])


def _target(lane: _Lane, lanes: list[_Lane]) -> _Lane | None:
    """The lane that a copied one joins: the copied article's with the same origin."""
    if lane.into is None:
        return None
    same = [
        o for o in lanes if o.mention.article == lane.into and o is not lane and o.mention.best == lane.mention.best
    ]
    return next((other for other in same if other.into is None), same[0] if same else None)


def _ends(lanes: list[_Lane], x: float, names: dict[int, str]) -> tuple[End, ...]:
    groups: dict[int, list[_Lane]] = {}
    for lane in lanes:
        groups.setdefault(lane.mention.best or 0, []).append(lane)
    ends = []
    for number, members in groups.items():
        roots = [m for m in members if m.into is None] or members
        y = sum(m.y for m in roots) / len(roots)
        note = "party to the event" if any(m.mention.party for m in members) else ""
        stated = any(m.mention.authority is not None for m in members)
        ends.append(End(x, y, number, _label(names[number], x + 22, y + 4, 38), note, stated))
    return tuple(ends)


def _node(hop: Hop, x: float, y: float) -> Node:
    return Node(x, y, _label(hop.shown, x, y - 11, 22), hop.kind)


def _label(text: str, x: float, y: float, characters: int) -> Label:
    folded = " ".join(text.split())
    shown = folded if len(folded) <= characters else folded[: characters - 1].rstrip() + "…"
    return Label(x, y, shown, folded)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    """The rest of a path: straight where both are level, else an S."""
    if y == to_y:
        return f"H{to_x:g}"
    middle = (x + to_x) / 2
    return f"C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}"


def _summary(claim: ClaimView, ends: tuple[End, ...], lanes: list[_Lane]) -> str:
    copied = sum(lane.into is not None for lane in lanes)
    count = len({lane.mention.article for lane in lanes})
    documents = "1 document leads" if count == 1 else f"{count} documents lead"
    parts = "1 right-hand end" if len(ends) == 1 else f"{len(ends)} right-hand ends"
    names = "; ".join(end.label.whole for end in ends)
    joins = f" {copied} of them join what they copied." if copied else ""
    return f"{documents} to {parts}: {names}.{joins}"
