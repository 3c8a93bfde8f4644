"""What every judgement decides in the case as it is now: its words are found again, and what stands there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from firsthand.judgements.anchors import Anchor, find_anchor
from firsthand.judgements.contradictions import TRANSITIVE, Taken
from firsthand.judgements.log import WITHDRAWAL
from firsthand.judgements.rows import Decision, JudgedDirection, Judgement
from firsthand.records import Article, Attribution, Mention
from firsthand.schema import to_rows, to_table
from firsthand.text import Span

LEAST_OVERLAP = 0.5
"""Share of the shorter of two spans that must be common for a mention to be the one that was judged: another model may
draw its bounds otherwise, and the mention beside it shares less."""
_OF_MENTIONS = ("mentions", "origins", "figures", "credibility")
_OF_SOURCES = ("sources", "reliability")


class Place(NamedTuple):
    """Where one thing that was judged stands now."""

    article_id: int
    start: int
    end: int
    mention_id: int | None = None
    name: str | None = None


@dataclass(frozen=True)
class _Case:
    articles: dict[int, Article]
    by_given_id: dict[str, list[int]]
    mentions: dict[int, list[Mention]]
    attributions: dict[int, list[Attribution]]


def follow_judgements(
    judgements: pa.Table, judged_articles: pa.Table, mentions: pa.Table, attributions: pa.Table
) -> pa.Table:
    """One decision a judgement. What is withdrawn, replaced by a later judgement of the same two things, contradicted
    by later ones together or no longer to be found is kept, with the reason.
    """
    listed = sorted(to_rows(judgements, Judgement), key=lambda j: (j.made, j.judgement_id))
    case = _open(listed, judged_articles, mentions, attributions)
    withdrawn = {j.decision for j in listed if j.about == WITHDRAWAL}
    later: dict[tuple[object, ...], tuple[Judgement, Place | None]] = {}
    by_id = {j.judgement_id: j for j in listed}
    taken = {about: Taken() for about in TRANSITIVE}
    rows = []
    for judgement in reversed(listed):
        if judgement.about == WITHDRAWAL:
            continue
        a, b = (_place(case, judgement.about, anchor) for anchor in anchors_of(judgement))
        status, reason = "in force", ""
        against: list[int] = []
        if str(judgement.judgement_id) in withdrawn:
            status, reason = "withdrawn", "it was taken back"
        elif a is None or (b is None and judgement.b_id is not None):
            status, reason = "lost", _why_lost(case, judgement, "a" if a is None else "b")
        else:
            key = (judgement.about, *sorted(_identity(place) for place in (a, b) if place))
            newer, first = later.setdefault(key, (judgement, a))
            if newer is not judgement:
                status, reason = "replaced", f"{newer.person} judged the same later"
                if newer.person != judgement.person and _opposite(newer, judgement, first == a):
                    reason, against = f"{newer.person} judged otherwise later", [newer.judgement_id]
            elif a and b and judgement.about in taken:
                things = _identity(a), _identity(b)
                against = taken[judgement.about].add(*things, judgement.decision, judgement.judgement_id)
                if against:
                    status, reason = "contradicted", _why_contradicted([by_id[i] for i in against])
        rows.append(_decision(judgement, status, reason, (a, b), against))
    return to_table(reversed(rows), Decision)


FIND_JUDGED = """
WITH named AS (SELECT a_id AS article_id, a_given_id AS given_id FROM judgements
               UNION ALL SELECT b_id AS article_id, b_given_id AS given_id FROM judgements)
SELECT a.* FROM articles a
WHERE EXISTS (SELECT 1 FROM named n WHERE n.article_id = a.article_id)
      OR EXISTS (SELECT 1 FROM named n WHERE n.given_id = a.given_id)
"""
"""The articles that judgements name, by id or under the id that came with them."""


def follow_directions(judgements: pa.Table, judged_articles: pa.Table) -> pa.Table:
    """What people decided of directions, before anything is found in the articles."""
    about = judgements.filter(pc.is_in(judgements["about"], pa.array(["directions", WITHDRAWAL])))
    nothing = (to_table([], row) for row in (Mention, Attribution))
    given = {j.judgement_id: (j.b_given_id, j.a_given_id) for j in to_rows(about, Judgement)}
    told = {
        "same": "has its words from",
        "different": "does not have its words from",
        "unsure": "may have its words from",
    }
    rows = []
    for one in to_rows(follow_judgements(about, judged_articles, *nothing), Decision):
        if one.status != "in force" or one.a_id is None or one.b_id is None or one.a_id == one.b_id:
            continue
        copier, source = given[one.judgement_id]
        note = f": {one.note}" if one.note else ""
        rows.append(
            JudgedDirection(
                a_id=min(one.a_id, one.b_id),
                b_id=max(one.a_id, one.b_id),
                from_id=one.a_id if one.decision == "same" else None,
                not_from_id=one.a_id if one.decision == "different" else None,
                judgement_id=one.judgement_id,
                reason=f"{one.person} judged that {copier} {told[one.decision]} {source}{note}",
            )
        )
    return to_table(rows, JudgedDirection)


def anchors_of(judgement: Judgement) -> tuple[Anchor | None, Anchor | None]:
    """The words of a judgement's two things."""
    sides = []
    for side in "ab":
        fields = ("id", "given_id", "start", "end", "quote", "before", "after", "aspect")
        values = [getattr(judgement, f"{side}_{field}") for field in fields]
        sides.append(Anchor(*values) if values[0] is not None else None)
    return sides[0], sides[1]


def _open(listed: list[Judgement], articles: pa.Table, mentions: pa.Table, attributions: pa.Table) -> _Case:
    """The articles that were judged, under their ids of now, with what was found in them."""
    ids = {i for j in listed for i in (j.a_id, j.b_id) if i is not None}
    given = {g for j in listed for g in (j.a_given_id, j.b_given_id) if g is not None}
    named = pc.or_(
        pc.is_in(articles["article_id"], pa.array(sorted(ids), pa.int64())),
        pc.is_in(articles["given_id"], pa.array(sorted(given), pa.string())),
    )
    held = {a.article_id: a for a in to_rows(articles.filter(named), Article)}
    by_given_id: dict[str, list[int]] = {}
    for article in held.values():
        by_given_id.setdefault(article.given_id, []).append(article.article_id)
    wanted = pa.array(sorted(held), pa.int64())
    found: tuple[dict[int, list[Mention]], dict[int, list[Attribution]]] = ({}, {})
    for mention in to_rows(mentions.filter(pc.is_in(mentions["article_id"], wanted)), Mention):
        found[0].setdefault(mention.article_id, []).append(mention)
    for said in to_rows(attributions.filter(pc.is_in(attributions["article_id"], wanted)), Attribution):
        found[1].setdefault(said.article_id, []).append(said)
    return _Case(held, by_given_id, *found)


def _place(case: _Case, about: str, anchor: Anchor | None) -> Place | None:
    """Where what an anchor names stands now; null when it is not there."""
    if anchor is None:
        return None
    article = _article(case, anchor)
    span = find_anchor(article.text, anchor) if article else None
    if article is None or span is None:
        return None
    if about in _OF_MENTIONS:
        mention = _mention(case.mentions.get(article.article_id, ()), span, anchor.aspect)
        return Place(article.article_id, mention.start, mention.end, mention.mention_id) if mention else None
    if about in _OF_SOURCES:
        name = _name(case.attributions.get(article.article_id, ()), span)
        return Place(article.article_id, *span, name=name) if name else None
    return Place(article.article_id, *span)


def _article(case: _Case, anchor: Anchor) -> Article | None:
    """The article itself, else another version under the id that came with it, where there is one only."""
    if anchor.article_id in case.articles:
        return case.articles[anchor.article_id]
    versions = case.by_given_id.get(anchor.given_id, [])
    return case.articles[versions[0]] if len(versions) == 1 else None


def _mention(mentions: Iterable[Mention], span: Span, aspect: str | None) -> Mention | None:
    """The mention that stands in the words: of the aspect that was judged if there is one, then by the most common
    characters.
    """
    ranked = [
        (m.aspect == aspect, _overlap((m.start, m.end), span), -(m.end - m.start), m.mention_id, m) for m in mentions
    ]
    ranked = [r for r in ranked if r[1] >= LEAST_OVERLAP * min(span[1] - span[0], r[4].end - r[4].start)]
    return max(ranked)[4] if ranked else None


def _name(attributions: Iterable[Attribution], span: Span) -> str | None:
    """Whom the words name as a source or channel."""
    ranked = []
    for said in attributions:
        for spans, name in ((said.source, said.who), (said.channel, said.channel_name)):
            stands = (min(spans[::2]), max(spans[1::2])) if spans else (0, 0)
            common = _overlap(stands, span)
            if name and common >= LEAST_OVERLAP * max(1, min(span[1] - span[0], stands[1] - stands[0])):
                ranked.append((common, -(stands[1] - stands[0]), name))
    return max(ranked)[2] if ranked else None


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _identity(place: Place) -> tuple[str, ...]:
    """What makes two judgements ones of the same thing: a source's name, a mention, or a place."""
    return tuple(map(str, (place.name,) if place.name else (place.mention_id or place[:3],)))


def _opposite(one: Judgement, other: Judgement, same_order: bool) -> bool:
    """Whether two judgements of the same two things cannot both hold; of directions, each may name another copier."""
    if one.about == "directions" and not same_order:
        return one.decision == other.decision == "same"
    return {one.decision, other.decision} == {"same", "different"}


def _why_contradicted(later: list[Judgement]) -> str:
    """What a judgement cannot hold with, in words."""
    told = ", ".join(
        f"{j.person} ({j.decision}, {j.made:%Y-%m-%d %H:%M})" for j in sorted(later, key=lambda j: (j.made, j.person))
    )
    return f"it cannot hold with what was judged later: {told}"


def _why_lost(case: _Case, judgement: Judgement, side: str) -> str:
    anchor = anchors_of(judgement)["ab".index(side)]
    assert anchor is not None
    article = _article(case, anchor)
    if article is None:
        return f"the case has no article {anchor.given_id!r}"
    if find_anchor(article.text, anchor) is None:
        return f"article {anchor.given_id!r} no longer has the words"
    what = "source" if judgement.about in _OF_SOURCES else "claim"
    return f"no {what} was found in these words of article {anchor.given_id!r}"


def _decision(
    judgement: Judgement, status: str, reason: str, places: tuple[Place | None, Place | None], against: list[int]
) -> Decision:
    sides = {
        f"{side}_{field}": value
        for side, place in zip("ab", places, strict=True)
        for field, value in zip(("id", "start", "end", "mention", "name"), place or (None,) * 5, strict=True)
    }
    return Decision(
        judgement_id=judgement.judgement_id,
        made=judgement.made,
        person=judgement.person,
        about=judgement.about,
        decision=judgement.decision,
        note=judgement.note,
        status=status,
        reason=reason,
        against=against,
        **sides,  # type: ignore[arg-type]
    )
