"""What people decided, and what it did to the counts."""

from dataclasses import dataclass

from firsthand.judgements.judge import warn_of_grade
from firsthand.judgements.log import WITHDRAWAL
from firsthand.judgements.rows import Decision, Judgement
from firsthand.records import ClaimMention, Finding
from firsthand.views.lookup import Lookup, full_id, short_id

CHANGES_TOLD = 10
"""Claims whose new count is told one by one."""


@dataclass(frozen=True)
class ThingView:
    """One of the things that were judged: its words as they stood then."""

    article: str
    start: int
    end: int
    text: str
    name: str | None
    """For a source: who the words name now."""


@dataclass(frozen=True)
class JudgementView:
    """One judgement and whether it holds."""

    judgement_id: str
    short_id: str
    made: str
    by: str
    about: str
    decision: str
    note: str | None
    status: str
    reason: str
    things: tuple[ThingView, ...]
    warning: str | None
    against: tuple[str, ...]
    """Short ids of the judgements that it cannot hold with, earlier and later ones."""


@dataclass(frozen=True)
class ContradictionView:
    """What people judged that cannot all hold."""

    about: str
    fails: JudgementView
    """The judgement that does not hold."""
    against: tuple[JudgementView, ...]
    """The later ones that leave no room for it."""

    @property
    def line(self) -> str:
        """Who said what when, and which holds, in a sentence."""
        told = " and ".join(_who_when(one) for one in self.against)
        return f"{_who_when(self.fails)}, but {told}; the later word holds"


def _who_when(one: JudgementView) -> str:
    return f"{one.by} judged {one.decision} on {one.made[:16].replace('T', ' ')} ({one.short_id})"


def view_judgements(lookup: Lookup) -> list[JudgementView]:
    """All judgements, the latest first; those that hold no longer are among them, with the reason."""
    views = []
    meets = _meets(lookup)
    for judgement in sorted(lookup.rows(Judgement), key=lambda j: (j.made, j.judgement_id), reverse=True):
        decision = lookup.one(Decision, "judgement_id", judgement.judgement_id)
        if judgement.about == WITHDRAWAL or decision is None:
            continue
        views.append(
            JudgementView(
                judgement_id=full_id(judgement.judgement_id),
                short_id=short_id(judgement.judgement_id),
                made=judgement.made.isoformat(timespec="seconds"),
                by=judgement.person,
                about=judgement.about,
                decision=judgement.decision,
                note=judgement.note,
                status=decision.status,
                reason=decision.reason,
                things=tuple(_things(judgement, decision)),
                warning=warn_of_grade(lookup, judgement, decision.a_mention),
                against=tuple(short_id(i) for i in meets.get(judgement.judgement_id, ())),
            )
        )
    return views


def _meets(lookup: Lookup) -> dict[int, list[int]]:
    """Of every judgement those that it cannot hold with; what a withdrawal or a lost one said is no contradiction."""
    found: dict[int, list[int]] = {}
    for decision in sorted(lookup.rows(Decision), key=lambda d: (d.made, d.judgement_id)):
        for other in decision.against:
            found.setdefault(decision.judgement_id, []).append(other)
            found.setdefault(other, []).append(decision.judgement_id)
    return found


def view_contradictions(lookup: Lookup) -> list[ContradictionView]:
    """Judgements that later ones contradict, the latest first."""
    shown = {one.judgement_id: one for one in view_judgements(lookup)}
    against = {full_id(d.judgement_id): [full_id(i) for i in d.against] for d in lookup.rows(Decision) if d.against}
    return [
        ContradictionView(one.about, one, tuple(sorted((shown[i] for i in against[name]), key=lambda j: j.made)))
        for name, one in shown.items()
        if name in against
    ]


def _things(judgement: Judgement, decision: Decision) -> list[ThingView]:
    found = []
    for side in "ab":
        given, start, end, quote = (getattr(judgement, f"{side}_{f}") for f in ("given_id", "start", "end", "quote"))
        if given is not None:
            found.append(ThingView(given, start, end, quote, getattr(decision, f"{side}_name")))
    return found


def tell_changes(before: Lookup, after: Lookup) -> list[str]:
    """Claims whose count is another than before, a line a claim; a claim is known by its mentions."""
    ranges = {}
    for lookup in (before, after):
        of_claim = {f.claim_id: f for f in lookup.rows(Finding)}
        ranges[lookup] = {m.mention_id: of_claim[m.claim_id] for m in lookup.rows(ClaimMention)}
    changed: dict[int, set[str]] = {}
    for mention_id, now in ranges[after].items():
        then = ranges[before].get(mention_id)
        if then is None or _counted(then) != _counted(now):
            changed.setdefault(now.claim_id, set()).add(_range(then) if then else "no count")
    found = after.by(Finding, "claim_id")
    lines = [
        f"claim {short_id(claim_id)}: {' and '.join(sorted(then))} → {_range(found[claim_id][0])}"
        for claim_id, then in sorted(changed.items())
    ]
    if not lines:
        return ["No count has changed."]
    return lines[:CHANGES_TOLD] + [f"… and {len(lines) - CHANGES_TOLD} more claims"] * (len(lines) > CHANGES_TOLD)


def _counted(finding: Finding) -> tuple[int, ...]:
    return finding.origins_low, finding.origins_best, finding.origins_high, finding.articles


def _range(finding: Finding) -> str:
    low, best, high, articles = _counted(finding)
    shown = f"{best}" if low == best == high else f"{best} ({low} to {high})"
    return f"{shown} origin{'' if best == 1 else 's'} in {articles} article{'' if articles == 1 else 's'}"
