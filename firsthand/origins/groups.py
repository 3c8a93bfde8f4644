"""The origins of one claim as groups of mentions: high keeps apart, best joins bodies, low joins what may be one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from firsthand.origins.bodies import Body, nations_of
from firsthand.origins.names import GENERIC, TELLING
from firsthand.text import hash64

LEVELS = ("high", "best", "low")


@dataclass(frozen=True)
class Stand:
    """Where one mention's chain ends."""

    mention_id: int
    article_id: int
    outlet: str
    """The publishing outlet; the article's own id where none is known."""
    outlet_body: Body | None
    read: bool
    body: Body | None
    """The last source that is named or described; null where the chain names nobody."""
    unnamed: bool
    text_id: int | None
    """The article whose text a chain that names nobody ends in."""
    links: tuple[int, ...]
    """Articles that the wording was copied from, or is shared with."""
    whole: frozenset[int]
    """Those of the links that have nearly all of the mention's words."""
    wire: str | None
    """The wire that the article as a whole is a copy of."""
    wire_body: Body | None
    doubtful: bool = False
    """Whether only weak agreement holds the mention in its claim."""
    inherited: bool = False
    """Whether its own article names nobody for it, and the source is that of the text it has in common."""
    figure: tuple[float, float] | None = None
    """Lowest and highest number that the mention allows; null where it gives none."""

    @property
    def attributed(self) -> bool:
        """Whether anybody is named or described."""
        return self.body is not None


class Judged(NamedTuple):
    """What a person judged of the origins of two mentions of one claim."""

    a_mention: int
    b_mention: int
    decision: str
    """same, different or unsure."""
    reason: str


@dataclass(frozen=True)
class Grouped:
    """The group of every counted mention at the three levels, and what was joined why."""

    high: dict[int, int]
    best: dict[int, int]
    low: dict[int, int]
    dropped: dict[int, str]
    """Mentions that are not counted, with the reason."""
    reasons: dict[int, list[str]]
    merges: list[tuple[str, str]]
    """What best or low joined beyond the level above: (level, reason), each once."""


def group_origins(claim_id: int, stands: Iterable[Stand], judged: Sequence[Judged] = ()) -> Grouped:
    """Groups of the mentions of one claim.

    The groups of best are unions of those of high, and those of low unions of those of best, so that
    low <= best <= high always holds. A group's id comes from its mentions. What people judged goes before: the same are
    joined first, the different are joined at no level, and what a person is unsure of is one in low and two in high.
    """
    listed = sorted(stands, key=lambda s: s.mention_id)
    dropped = _dropped(listed)
    aside = _apart_by_figure(listed, dropped)
    counted = [s for s in listed if s.mention_id not in dropped or s.mention_id in aside]
    root = {s.mention_id: s.mention_id for s in counted}
    reasons: dict[int, list[str]] = {s.mention_id: [] for s in counted}
    merges: list[tuple[str, str]] = []
    groups = {}
    pairs = [j for j in judged if j.a_mention in root and j.b_mention in root]
    for level, joins in (("high", _join_high), ("best", _join_best), ("low", _join_low)):
        if len(root) == 1:
            groups[level] = dict(root)
            continue
        apart = [j for j in pairs if j.decision == "different" or (j.decision == "unsure" and level == "high")]
        # What only doubt kept apart in high is joined in best as if nobody had doubted.
        again = _join_high(counted) if pairs and level == "best" else []
        for a, b, reason in [*_join_judged(pairs, level), *again, *joins(counted)]:
            ra, rb = _find(root, a), _find(root, b)
            if ra == rb:
                continue
            against = next((j for j in apart if {_find(root, j.a_mention), _find(root, j.b_mention)} == {ra, rb}), None)
            if against is not None:
                for m in (against.a_mention, against.b_mention):
                    if against.reason not in reasons[m]:
                        reasons[m].append(against.reason)
                continue
            root[max(ra, rb)] = min(ra, rb)
            if reason not in reasons[b]:
                reasons[b].append(reason)
            if level != "high" and (level, reason) not in merges:
                merges.append((level, reason))
        groups[level] = {m: _find(root, m) for m in root}
    read = {s.mention_id for s in counted if s.read and s.mention_id not in aside}
    named = {level: _named(claim_id, level, found) for level, found in groups.items()}
    # An article that nobody could read is outside best and low, unless its wording is that of one that was read.
    for level in ("best", "low"):
        held = {group for m, group in named[level].items() if m in read}
        named[level] = {m: group for m, group in named[level].items() if group in held and m not in aside}
    return Grouped(named["high"], named["best"], named["low"], dropped, reasons, merges)


def _named(claim_id: int, level: str, groups: dict[int, int]) -> dict[int, int]:
    return {mention: hash64("origin", level, claim_id, group) for mention, group in groups.items()}


def _find(root: dict[int, int], mention: int) -> int:
    while root[mention] != mention:
        root[mention] = root[root[mention]]
        mention = root[mention]
    return mention


def _dropped(stands: list[Stand]) -> dict[int, str]:
    """Own-voice mentions of articles that state the same claim on somebody's authority."""
    attributed = {s.article_id for s in stands if s.attributed}
    naming = {s.article_id for s in stands if s.attributed and not s.inherited}
    return {
        s.mention_id: "the same article states it on somebody's authority; counted there"
        for s in stands
        if s.article_id in (naming if s.inherited else attributed) and (s.inherited or not s.attributed)
    }


def _apart_by_figure(stands: list[Stand], dropped: Iterable[int]) -> set[int]:
    """Those of the dropped mentions whose number no source of their article gives: they are not shown to be the same
    statement, and count in high."""
    figures: dict[int, list[tuple[float, float]]] = {}
    for s in stands:
        if s.attributed and s.mention_id not in dropped and s.figure is not None:
            figures.setdefault(s.article_id, []).append(s.figure)
    return {
        s.mention_id
        for s in stands
        if s.mention_id in dropped and s.figure is not None and (told := figures.get(s.article_id))
        if all(s.figure[0] > high or low > s.figure[1] for low, high in told)
    }


Join = tuple[int, int, str]


def _join_judged(judged: Iterable[Judged], level: str) -> list[Join]:
    """What people judged to be the same; what they are unsure of may be."""
    told = {"high": ("same",), "best": (), "low": ("unsure",)}[level]
    return [(j.a_mention, j.b_mention, j.reason) for j in judged if j.decision in told]


def _by(stands: Iterable[Stand], keys: "list[tuple[int, str, str]]") -> list[Join]:
    """Joins of all mentions that have a key in common; keys are (mention, key, reason)."""
    first: dict[str, int] = {}
    joins = []
    for mention, key, reason in keys:
        if key in first:
            joins.append((first[key], mention, reason))
        else:
            first[key] = mention
    return joins


def _join_high(stands: list[Stand]) -> list[Join]:
    """What is shown to be the same: one name, one outlet's own voice, one wire, one text."""
    keys = []
    for s in stands:
        if s.body is not None and not s.unnamed:
            keys.append((s.mention_id, f"name {s.body.name}", "the same source"))
        elif s.body is not None:
            keys += [
                (s.mention_id, f"copied {link} {s.body.name}", "the words that describe the source are shared text")
                for link in (s.article_id, *s.links)
            ]
            keys.append((s.mention_id, f"article {s.article_id} {s.body.name}", "the same description in one article"))
        else:
            if s.wire is None:
                keys.append((s.mention_id, f"outlet {s.outlet}", "the same outlet in its own voice"))
            if s.outlet_body is not None:
                keys.append((s.mention_id, f"name {s.outlet_body.name}", "the outlet itself is the source"))
            keys += [
                (s.mention_id, f"text {link}", "shared wording that names nobody")
                for link in {s.article_id, *s.links, *([s.text_id] if s.text_id is not None else [])}
            ]
            if s.wire is not None:
                keys.append((s.mention_id, f"wire {s.wire}", f"copies of one wire, {s.wire}"))
                if s.wire_body is not None:
                    keys.append((s.mention_id, f"name {s.wire_body.name}", f"the wire {s.wire} itself is the source"))
    return _by(stands, keys)


def _join_best(stands: list[Stand]) -> list[Join]:
    """One body under its names and organs; unnamed sources of one description."""
    keys = []
    for s in stands:
        if s.body is None:
            continue
        if s.unnamed and s.body.body == s.body.name:
            keys.append(
                (
                    s.mention_id,
                    f"unnamed {_description(s.body.name)}",
                    f"one description, “{s.body.title}”, about one claim",
                )
            )
        else:
            keys.append((s.mention_id, f"body {s.body.body}", s.body.reason or "names of one body"))
    return _by(stands, keys) + _join_copied(stands) + _join_short(stands)


def _join_short(stands: list[Stand]) -> list[Join]:
    """Names that leave out their nation: "the army" is the only nation's army that the claim has."""
    named = {s.body.body: s for s in reversed(stands) if s.body is not None and s.body.named}
    joins = []
    for key in sorted(named):
        words = frozenset(key.split())
        if nations_of(words):
            continue
        longer = [k for k in sorted(named) if words < (o := frozenset(k.split())) and o - words == nations_of(o)]
        if len(longer) == 1:
            reason = f"“{named[key].body.title}” can only be {named[longer[0]].body.title} here"  # type: ignore[union-attr]
            joins.append((named[longer[0]].mention_id, named[key].mention_id, reason))
    return joins


def _join_copied(stands: list[Stand]) -> list[Join]:
    """Sources of shared words of which at least one is not named: who said the same words is one."""
    by_article: dict[int, list[Stand]] = {}
    for s in stands:
        if s.body is not None:
            by_article.setdefault(s.article_id, []).append(s)
    joins = []
    for s in stands:
        if s.body is None:
            continue
        for link in s.links:
            others = by_article.get(link, ())
            if len(others) != 1 or not (s.unnamed or others[0].unnamed):
                continue
            # Part of a sentence is often kept when another source is put in; the whole statement is not.
            if link in s.whole or (s.unnamed and others[0].unnamed):
                joins.append((others[0].mention_id, s.mention_id, "the statement itself is shared text"))
    return joins


def _description(key: str) -> str:
    """A description without the words that only say that it is one."""
    words = set(key.split())
    return " ".join(sorted(words - {"based", "group", "organization"} or words))


def _join_low(stands: list[Stand]) -> list[Join]:
    """Whatever may be one: owners, descriptions that fit each other, own voice with anything."""
    keys = []
    for s in stands:
        body = s.body or s.outlet_body
        if body is not None and body.owner:
            keys.append(
                (
                    s.mention_id,
                    f"owner {body.owner}",
                    "one of the bodies owns or runs the other, or both are run by one",
                )
            )
    joins = [*_by(stands, keys), *_join_shared(stands), *_join_doubtful(stands)]
    unnamed = [s for s in stands if s.unnamed and s.body is not None]
    for i, one in enumerate(unnamed):
        for other in unnamed[:i]:
            if one.body and other.body and fit(one.body.name, other.body.name):
                reason = f"“{other.body.title}” and “{one.body.title}” may be one"
                joins.append((other.mention_id, one.mention_id, reason))
    voices = [s for s in stands if s.body is None]
    others = [s for s in stands if s.body is not None and s.read] or [s for s in voices if s.read]
    reason = "own voice may rest on a source that another names"
    if others:
        joins += [(others[0].mention_id, voice.mention_id, reason) for voice in voices if voice.read]
    return joins


def _join_shared(stands: list[Stand]) -> list[Join]:
    """Two names for the source of shared words: a slip of one article, or of who read it."""
    by_article: dict[int, list[Stand]] = {}
    for s in stands:
        by_article.setdefault(s.article_id, []).append(s)
    return [
        (by_article[link][0].mention_id, s.mention_id, "two sources are named for one shared wording")
        for s in stands
        for link in s.links
        if link in s.whole and len(by_article.get(link, ())) == 1
    ]


def _join_doubtful(stands: list[Stand]) -> list[Join]:
    """Mentions that may state something else, with the rest of the claim: without them the claim has fewer origins."""
    sure = [s for s in stands if not s.doubtful and s.read]
    reason = "it agrees weakly with the others, and may state another claim"
    return [(sure[0].mention_id, s.mention_id, reason) for s in stands if s.doubtful and s.read] if sure else []


def fit(one: str, other: str) -> bool:
    """Whether two descriptions of unnamed sources, as keys, can be of one source.

    >>> fit("unnamed security source", "unnamed lebanese security source")
    True
    >>> fit("unnamed lebanese source", "unnamed syrian source")
    False
    """
    a, b = frozenset(one.split()) - {"unnamed"}, frozenset(other.split()) - {"unnamed"}
    if nations_of(a) and nations_of(b) and nations_of(a) != nations_of(b):
        return False
    if a & TELLING and b & TELLING and not (a & TELLING) & (b & TELLING):
        return False
    small, large = sorted((a, b), key=len)
    return small <= large or bool(a & b - TELLING) or not (small - GENERIC)
