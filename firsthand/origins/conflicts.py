"""What cannot all be right, and what a reader should compare: differing figures, denials, names, and one actor's acts.

A conflict states its sides and who says each; it never says which is right. Figures of one origin are no conflict: a
later toll of one monitor is an update.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from firsthand.judgements.rows import Decision
from firsthand.origins.bodies import nations_of
from firsthand.origins.names import GENERIC, key_of, words_of
from firsthand.origins.naming import find_namings
from firsthand.records import Article, Attribution, Claim, Conflict, Mention, MentionOrigin
from firsthand.schema import to_rows, to_table
from firsthand.text import fold, hash64

_OTHER_THAN_ASSERTED = ("plan", "denial", "aim")
_ACTOR_WORDS = 4
"""Words of an actor's name at most; a longer phrase says what he did."""
_SIDES = 12
"""Statements shown side by side at most; more would be no comparison."""


@dataclass(frozen=True)
class Told:
    """One mention with who is behind it."""

    mention: Mention
    origin: MentionOrigin
    article: Article
    stance: str


def find_conflicts(
    claims: pa.Table,
    mention_origins: pa.Table,
    mentions: pa.Table,
    attributions: pa.Table,
    articles: pa.Table,
    decisions: pa.Table,
) -> pa.Table:
    """Conflicts of a case, and its lists to compare; figures that a person judged to agree, or not to, as he did."""
    judged = {
        frozenset((d.a_mention, d.b_mention)): d.decision
        for d in to_rows(decisions, Decision)
        if d.status == "in force" and d.about == "figures" and d.a_mention and d.b_mention
    }
    by_id = {a.article_id: a for a in to_rows(articles, Article)}
    mentioned = {m.mention_id: m for m in to_rows(mentions, Mention)}
    stances = {a.attribution_id: a.stance for a in to_rows(attributions, Attribution)}
    told: dict[int, list[Told]] = defaultdict(list)
    for origin in sorted(to_rows(mention_origins, MentionOrigin), key=lambda o: (o.claim_id, o.mention_id)):
        mention = mentioned[origin.mention_id]
        stance = stances.get(mention.attribution_id or 0, "")
        told[origin.claim_id].append(Told(mention, origin, by_id[mention.article_id], stance))
    rows: list[Conflict] = []
    for claim_id in sorted(told):
        rows += _figures(told[claim_id], judged)
        rows += _denials(claim_id, told[claim_id])
    listed = sorted(to_rows(claims, Claim), key=lambda c: c.claim_id)
    rows += _compare(listed, told, mentioned)
    rows += find_namings(by_id.values(), mentioned.values())
    return to_table({row.conflict_id: row for row in rows}.values(), Conflict)


def words_in(mention: Mention, article: Article) -> str:
    """The claim's own words, white space made one."""
    return " ".join(article.text[mention.start : mention.end].split())


def _side(told: Told) -> str:
    return f"{_who(told)}: {words_in(told.mention, told.article)}"


def _who(told: Told) -> str:
    return told.origin.origin


def _bounds(mention: Mention) -> tuple[float, float] | None:
    """Least and greatest number that the words of a mention allow; null when they give none."""
    low, high = mention.figure_low, mention.figure_high
    if mention.figure_value is None or (low is None and high is None):
        return None
    return (low if low is not None else float("-inf")), (high if high is not None else float("inf"))


Stated = tuple[int, tuple[float, float]]
"""One origin's figure: the group of its best count, and the bounds."""


def _figures(told: Iterable[Told], judged: dict[frozenset[int], str]) -> list[Conflict]:
    """Mentions whose figures cannot all be right, equal figures of one origin folded."""
    stated: dict[Stated, Told] = {}
    told_by: dict[int, Stated] = {}
    for one in told:
        bounds = _bounds(one.mention)
        if bounds is not None and one.origin.best is not None:
            stated.setdefault((one.origin.best, bounds), one)
            told_by[one.mention.mention_id] = one.origin.best, bounds
    decided: dict[frozenset[Stated], str] = {}
    for pair, decision in judged.items():
        if len(pair) == 2 and pair <= told_by.keys():
            decided[frozenset(told_by[m] for m in pair)] = decision
    against = set()
    keys = sorted(stated, key=lambda k: (k[1], stated[k].mention.mention_id))
    for i, key in enumerate(keys):
        for other in keys[:i]:
            decision = decided.get(frozenset((key, other)), "unsure")
            if decision == "different" or (decision == "unsure" and _differ(stated, key, other)):
                against |= {key, other}
    if not against:
        return []
    sides = [stated[key] for key in keys if key in against]
    values = sorted({one.mention.figure_value for one in sides if one.mention.figure_value is not None})
    about = f"{sides[0].mention.aspect}: " + " / ".join(f"{value:g}" for value in values)
    return [_conflict("figure", about, sides, "different origins give figures that cannot all be right at one time")]


def _differ(stated: dict[Stated, Told], one: Stated, other: Stated) -> bool:
    """Whether two figures of different origins cannot both be right."""
    (origin, (low, high)), (other_origin, (other_low, other_high)) = one, other
    apart = low > other_high or other_low > high
    return origin != other_origin and apart and not _agrees(stated, origin, other_origin)


def _agrees(stated: dict[Stated, Told], one: int, other: int) -> bool:
    """Whether two origins share a figure: the one that gives another as well has updated it."""
    figures: dict[int, set[tuple[float, float]]] = {one: set(), other: set()}
    for origin, bounds in stated:
        if origin in figures:
            figures[origin].add(bounds)
    return bool(figures[one] & figures[other])


def _denials(claim_id: int, told: Iterable[Told]) -> list[Conflict]:
    """A denial against an assertion of the same, by different origins."""
    counted = [one for one in told if one.origin.best is not None]
    denying = [o for o in counted if o.stance == "denied" or "denial" in o.mention.modality.split("+")]
    asserting = [o for o in counted if o not in denying and "asserted" in o.mention.modality.split("+")]
    deniers = {o.origin.best for o in denying}
    asserting = [o for o in asserting if o.origin.best not in deniers]
    if not denying or not asserting:
        return []
    about = words_in(asserting[0].mention, asserting[0].article)
    return [_conflict("denial", about, [*denying, *asserting], "one origin denies what another asserts")]


def _conflict(kind: str, about: str, sides: list[Told], reason: str) -> Conflict:
    ids = [one.mention.mention_id for one in sides]
    return Conflict(hash64("conflict", kind, *sorted(ids)), kind, about, ids, [_side(one) for one in sides], reason)


def _compare(claims: list[Claim], told: dict[int, list[Told]], mentions: dict[int, Mention]) -> list[Conflict]:
    """What different claims of one story say of one actor, where some are plans or denials and others are not."""
    story = _stories(told)
    standing: dict[tuple[int, str], set[int]] = defaultdict(set)
    actors: dict[tuple[int, str], str] = {}
    speaking: dict[int, Told] = {}
    for claim in claims:
        one = next((t for t in told[claim.claim_id] if t.mention.mention_id == claim.mention_id), None)
        if one is None:
            continue
        place = story[one.article.article_id]
        speaking[one.mention.mention_id] = one
        for word in words_of(words_in(one.mention, one.article)):
            standing[place, word].add(one.mention.mention_id)
        words = words_of(one.mention.actor or "")
        name = one.mention.actor or ""
        if len(words) <= _ACTOR_WORDS and _is_actor(name, words):
            known = actors.get((place, key_of(words)), name)
            actors[place, key_of(words)] = min(name, known, key=lambda n: (len(n), n))
    rows = []
    for (place, key), actor in sorted(actors.items()):
        named = set.intersection(*(standing[place, word] for word in key.split()))
        sides = [speaking[m] for m in named]
        modalities = {modality for one in sides for modality in one.mention.modality.split("+")}
        if len(sides) < 2 or "asserted" not in modalities or not modalities & set(_OTHER_THAN_ASSERTED):
            continue
        sides.sort(key=lambda o: ("asserted" in o.mention.modality, o.article.given_id, o.mention.start))
        reason = "statements about one actor that differ in kind, side by side; whether they contradict is for a reader"
        rows.append(_conflict("to compare", actor, sides[:_SIDES], reason))
    return rows


def _is_actor(name: str, words: frozenset[str]) -> bool:
    """Whether a noun phrase names people or a body, and not an event or a thing.

    >>> _is_actor("The Lebanese army", words_of("The Lebanese army")), _is_actor("The operation", words_of("operation"))
    (True, False)
    """
    names = {fold(word) for word in name.split()[1:] if word[:1].isupper()}
    plain = words - nations_of(words)
    return bool(plain & GENERIC and plain != words) or bool(plain & names and not plain - names - GENERIC)


def _stories(told: dict[int, list[Told]]) -> dict[int, int]:
    """Smallest article id of the articles that are connected by claims in common, by article."""
    root: dict[int, int] = {}

    def find(article: int) -> int:
        while root.setdefault(article, article) != article:
            root[article] = root[root[article]]
            article = root[article]
        return article

    for claim_id in sorted(told):
        ids = [find(one.article.article_id) for one in told[claim_id]]
        for one in ids:
            a, b = find(ids[0]), find(one)
            root[max(a, b)] = min(a, b)
    return {article: find(article) for article in root}
