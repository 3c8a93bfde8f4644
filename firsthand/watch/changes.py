"""What a round changed in a case: new origins, new figures, new conflicts, and pages that were edited."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from firsthand.counting import count_of
from firsthand.records import Article, ClaimMention, Finding, Mention
from firsthand.text import find_paragraphs
from firsthand.views.claims import view_claim
from firsthand.views.diff import compare_words
from firsthand.views.lookup import Lookup, short_id
from firsthand.views.story import view_conflicts

LONGEST = 200
"""Words of a text in a line, in characters."""


@dataclass(frozen=True)
class Change:
    """One thing that is other than before."""

    kind: str
    """origins, claim, figures, conflict or edit"""
    line: str
    """What changed, in a sentence."""
    data: dict[str, Any] = field(default_factory=dict)
    """The same as values."""

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)


def find_changes(before: Lookup | None, after: Lookup, edited: list[tuple[str, str]]) -> list[Change]:
    """What is other in a case than before; `edited` are ids of an earlier and a later version of one page."""
    changes = [change for pair in edited for change in _find_edits(after, *pair)]
    if before is not None:
        changes += _find_claims(before, after)
        changes += _find_conflicts(before, after)
    return changes


def _find_claims(before: Lookup, after: Lookup) -> Iterator[Change]:
    """Claims with more or fewer origins, claims that a second outlet tells, and figures that stand beside others."""
    then = {m.mention_id: f for f, m in _findings(before)}
    figures = {f.claim_id: _figures(before, f.claim_id) for f in before.rows(Finding)}
    members: dict[int, list[int]] = {}
    for finding, row in _findings(after):
        members.setdefault(finding.claim_id, []).append(row.mention_id)
    for claim_id, mentions in sorted(members.items()):
        now = after.by(Finding, "claim_id")[claim_id][0]
        olds = {f.claim_id: f for m in mentions if (f := then.get(m)) is not None}
        name = f"claim {short_id(claim_id)} “{_cut(view_claim(after, now).statement)}”"
        known = {"claim": short_id(claim_id), "origins": now.origins_best, "articles": now.articles}
        if not olds:
            if now.outlets > 1:
                line = f"new {name}: {count_of(now.origins_best, 'origin')}, {count_of(now.outlets, 'outlet')}"
                yield Change("claim", line, known)
            continue
        most = max(olds.values(), key=lambda f: f.origins_best)
        if now.origins_best != most.origins_best:
            line = f"{name} now has {count_of(now.origins_best, 'origin')}, before {most.origins_best}"
            yield Change("origins", line, known | {"before": most.origins_best})
        old_values = set().union(*(figures[c] for c in olds))
        new_values = _figures(after, claim_id) - old_values
        if old_values and new_values:
            line = f"{name}: the figure {_list(new_values)} now stands beside {_list(old_values)}"
            yield Change("figures", line, known | {"before": sorted(old_values), "new": sorted(new_values)})


def _findings(lookup: Lookup) -> Iterator[tuple[Finding, ClaimMention]]:
    findings = lookup.by(Finding, "claim_id")
    for row in lookup.rows(ClaimMention):
        for finding in findings.get(row.claim_id, ()):
            yield finding, row


def _figures(lookup: Lookup, claim_id: int) -> set[float]:
    rows = lookup.get(ClaimMention, "claim_id", claim_id)
    mentions = [m for row in rows for m in lookup.get(Mention, "mention_id", row.mention_id)]
    return {m.figure_value for m in mentions if m.figure_value is not None}


def _find_conflicts(before: Lookup, after: Lookup) -> Iterator[Change]:
    known = {_sides(conflict) for conflict in view_conflicts(before)}
    for conflict in view_conflicts(after):
        if _sides(conflict) not in known:
            sides = "; ".join(f"{side.mention.article}: {_cut(side.says)}" for side in conflict.sides)
            line = f"{conflict.kind}, {conflict.about}: {_cut(sides)}"
            yield Change("conflict", line, {"conflict": conflict.short_id, "kind": conflict.kind})


def _sides(conflict: Any) -> frozenset[str]:
    return frozenset(side.mention.mention_id for side in conflict.sides)


def _find_edits(after: Lookup, earlier: str, later: str) -> Iterator[Change]:
    """Paragraphs of a page that were changed, dropped or added since it was read before."""
    one, other = (after.article(after.article_id(given)) for given in (earlier, later))
    old, new = _paragraphs(one), _paragraphs(other)
    gone = [p for p in old if p not in set(new)]
    come = [p for p in new if p not in set(old)]
    for paragraph in gone:
        match = max(come, key=lambda p: _alike(paragraph, p), default=None)
        if match is not None and _alike(paragraph, match) >= SAME_PARAGRAPH:
            come.remove(match)
            line = f"{_who(other)} changed a paragraph of {other.url}: {_changed_words(paragraph, match)}"
            yield _edit(later, line, paragraph, match)
        else:
            yield _edit(
                later, f"{_who(other)} dropped a paragraph of {other.url}: “{_cut(paragraph)}”", paragraph, None
            )
    for paragraph in come:
        yield _edit(later, f"{_who(other)} added a paragraph to {other.url}: “{_cut(paragraph)}”", None, paragraph)


SAME_PARAGRAPH = 0.5
"""Share of equal characters from which a paragraph is another in edited form."""


def _alike(one: str, other: str) -> float:
    """Share of the longer paragraph that both have, 0 to 1.

    >>> _alike("Five medics died.", "Four medics died.") > 0.7
    True
    """
    kept = sum(len(edit.text) for edit in compare_words(one, other)[0] if not edit.changed)
    return kept / max(len(one), len(other), 1)


def _changed_words(one: str, other: str) -> str:
    """What a paragraph had and what it has now.

    >>> _changed_words("Five medics died.", "Four medics died."), _changed_words("He left.", "He left early.")
    ('“Five” is now “Four”', '“early” was added')
    """
    gone, come = (_cut(" … ".join(e.text for e in side if e.changed)) for side in compare_words(one, other))
    if gone and come:
        return f"“{gone}” is now “{come}”"
    return f"“{come}” was added" if come else f"“{gone}” was taken out" if gone else "marks or spaces only"


def _edit(article: str, line: str, before: str | None, after: str | None) -> Change:
    return Change("edit", line, {"article": article, "before": before, "after": after})


def _paragraphs(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in find_paragraphs(article.text)]


def _who(article: Article) -> str:
    return article.outlet or "a page without an outlet"


def _cut(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 1] + "…"


def _list(values: set[float]) -> str:
    return ", ".join(f"{value:g}" for value in sorted(values))
