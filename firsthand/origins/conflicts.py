"""What cannot all be right: differing figures, denials and names; what only is to compare is beside it.

A conflict states its sides and who says each; it never says which is right. Figures of one origin are no conflict: a
later toll of one monitor is an update.
"""

from collections import defaultdict
from collections.abc import Iterable

import pyarrow as pa

from firsthand.claims.rows import Role, Story
from firsthand.judgements.rows import Decision
from firsthand.origins.comparisons import find_comparisons
from firsthand.origins.naming import find_namings
from firsthand.origins.told import Told, make_conflict, words_in
from firsthand.records import Article, Attribution, BareMention, Conflict, MentionOrigin, Place
from firsthand.schema import to_rows, to_table


def find_conflicts(
    mention_origins: pa.Table,
    mentions: pa.Table,
    attributions: pa.Table,
    articles: pa.Table,
    decisions: pa.Table,
    roles: pa.Table,
    places: pa.Table,
    stories: pa.Table,
) -> pa.Table:
    """Conflicts of a case, and its lists to compare; figures that a person judged to agree, or not to, as he did."""
    judged = {
        frozenset((d.a_mention, d.b_mention)): d.decision
        for d in to_rows(decisions, Decision)
        if d.status == "in force" and d.about == "figures" and d.a_mention and d.b_mention
    }
    by_id = {a.article_id: a for a in to_rows(articles, Article)}
    mentioned = {m.mention_id: m for m in to_rows(mentions, BareMention)}
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
    story = {row.article_id: row.story_id for row in to_rows(stories, Story)}
    everything = [one for claim_id in sorted(told) for one in told[claim_id]]
    rows += find_comparisons(everything, to_rows(roles, Role), to_rows(places, Place), story)
    rows += find_namings(by_id.values(), mentioned.values())
    return to_table({row.conflict_id: row for row in rows}.values(), Conflict)


def _bounds(mention: BareMention) -> tuple[float, float] | None:
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
    return [
        make_conflict("figure", about, sides, "different origins give figures that cannot all be right at one time")
    ]


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
    return [make_conflict("denial", about, [*denying, *asserting], "one origin denies what another asserts")]
