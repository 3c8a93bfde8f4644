"""The story in one line of counts, and its conflicts."""

from collections.abc import Collection
from dataclasses import dataclass

from firsthand.counting import count_of
from firsthand.records import ClaimMention, Conflict, Finding, Mention, Problem
from firsthand.views.articles import cut_segments
from firsthand.views.claims import ClaimView, MentionView, view_mention
from firsthand.views.lookup import Lookup, short_id


@dataclass(frozen=True)
class StoryView:
    """What the case holds, in numbers."""

    articles: int
    outlets: int
    """Distinct outlets that are stated."""
    no_outlet: int
    """Articles whose outlet is not stated."""
    no_date: int
    copied_share: float
    """Share of the characters of all articles that stand in another article too, as story or quotation; 0 to 1."""
    claims: int
    told_by_two: int
    """Claims told by two or more articles."""
    one_origin: int
    """Of these, claims with one origin (best count)."""
    one_outlet: int
    conflicts: int
    comparisons: int
    """Sets of statements that a reader should compare."""
    skipped: int
    """Articles that reading met and left out."""

    @property
    def line(self) -> str:
        """The counts on one line."""
        outlets = count_of(self.outlets, "outlet")
        if self.no_outlet:
            outlets += f" (not stated for {self.no_outlet})"
        told = f"{count_of(self.told_by_two, 'claim')} told by two or more"
        if self.told_by_two:
            told += f", {self.one_origin} of these with one origin"
        return (
            f"{count_of(self.articles, 'article')} · {outlets} · {self.copied_share:.0%} of the text shared · {told} · "
            f"{count_of(self.conflicts, 'conflict')}, {self.comparisons:,} to compare"
        )


@dataclass(frozen=True)
class SideView:
    """What one mention says in a conflict."""

    says: str
    claim: str | None
    """Short id of its claim."""
    mention: MentionView


@dataclass(frozen=True)
class ConflictView:
    """Statements that cannot all be right, or that a reader should compare."""

    conflict_id: str
    short_id: str
    kind: str
    question: str | None
    """What to compare: what one does, who acts or who is targeted."""
    about: str
    reason: str
    sides: tuple[SideView, ...]


@dataclass(frozen=True)
class ProblemView:
    """Something that reading met."""

    source: str
    line: int | None
    article: str | None
    reason: str
    skipped: bool


def view_story(lookup: Lookup) -> StoryView:
    """The story line of a case."""
    ids = lookup.article_ids()
    outlets = [lookup.outlet(i) for i in ids]
    dates = lookup.case.table("articles").column("published")
    shared = total = 0
    for article_id in ids:
        segments = cut_segments(lookup, article_id)
        total += sum(s.end - s.start for s in segments)
        shared += sum(s.end - s.start for s in segments if s.state != "own")
    findings = lookup.rows(Finding)
    many = [f for f in findings if f.articles >= 2]
    return StoryView(
        articles=len(ids),
        outlets=len({o for o in outlets if o}),
        no_outlet=sum(not o for o in outlets),
        no_date=dates.null_count,
        copied_share=shared / max(1, total),
        claims=len(findings),
        told_by_two=len(many),
        one_origin=sum(f.origins_best == 1 for f in many),
        one_outlet=sum(f.verdict == "one outlet" for f in many),
        conflicts=sum(c.kind != "to compare" for c in lookup.rows(Conflict)),
        comparisons=sum(c.kind == "to compare" for c in lookup.rows(Conflict)),
        skipped=sum(p.skipped for p in lookup.rows(Problem)),
    )


def view_conflicts(
    lookup: Lookup, limit: int | None = None, names: Collection[str] | None = None
) -> list[ConflictView]:
    """Conflicts with each side's words and chain; figures and denials before what is only to compare.

    With `names`, only those with these short ids.
    """
    order = {"figure": 0, "denial": 1, "naming": 2}
    rows = sorted(
        lookup.rows(Conflict),
        key=lambda c: (order.get(c.kind, 3), c.question or "", -len(c.mention_ids), c.about, c.conflict_id),
    )
    if names is not None:
        rows = [row for row in rows if f"x-{short_id(row.conflict_id)}" in names]
    return [_view_conflict(lookup, row) for row in rows[:limit]]


def conflicts_of(lookup: Lookup, claim: ClaimView) -> list[ConflictView]:
    """Conflicts that a mention of a claim stands in, and what a reader should compare with it."""
    names = {*claim.conflicts, *claim.comparisons}
    return view_conflicts(lookup, names=names)


def _view_conflict(lookup: Lookup, row: Conflict) -> ConflictView:
    sides = []
    for mention_id, says in zip(row.mention_ids, row.sides, strict=False):
        mention = lookup.one(Mention, "mention_id", mention_id)
        if mention is not None:
            member = lookup.one(ClaimMention, "mention_id", mention_id)
            view = view_mention(lookup, mention, member.claim_id if member else 0)
            # The table names an own voice by its code (outlet:NAME); people read its label.
            says = (
                says.replace(f"{view.origin}: ", f"{view.origin_label}: ", 1) if says.startswith(view.origin) else says
            )
            sides.append(SideView(says, f"c-{short_id(member.claim_id)}" if member else None, view))
    name = short_id(row.conflict_id)
    return ConflictView(f"x-{name}", f"x-{name}", row.kind, row.question, row.about, row.reason, tuple(sides))


def view_problems(lookup: Lookup) -> list[ProblemView]:
    """What reading met, file by file."""
    rows = sorted(lookup.rows(Problem), key=lambda p: (not p.skipped, p.source, p.line or 0, p.reason))
    return [ProblemView(p.source, p.line, p.given_id, p.reason, p.skipped) for p in rows]
