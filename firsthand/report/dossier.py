"""The record that the page shows and that its JSON is made of: all of it, bounded, with what masks hide hidden."""

from dataclasses import dataclass

from firsthand.masking import Mask, MaskedName, Masking, mask_case
from firsthand.records import Finding
from firsthand.report.articles import ArticleEntry, list_entries
from firsthand.report.bounds import Bounds, Part, part_of
from firsthand.report.made import Made, tell_made
from firsthand.report.spots import PlaceEntry, SourceEntry, WordingEntry, list_places, list_sources, list_wordings
from firsthand.views.articles import TimeView, view_times
from firsthand.views.claims import ClaimView, view_claims
from firsthand.views.families import FamilyView, NumberEditView, order_families, view_families, view_number_edits
from firsthand.views.figure_rows import FigureGroup, list_figures
from firsthand.views.incidents import IncidentView, view_incidents
from firsthand.views.judgements import JudgementView, view_judgements
from firsthand.views.lookup import Lookup, Tables
from firsthand.views.reuse import PairView, order_pairs, view_pairs
from firsthand.views.rewritings import RewritingView, view_rewritings
from firsthand.views.story import ConflictView, ProblemView, StoryView, view_conflicts, view_problems, view_story

FORMAT = 1
"""Format of the JSON; raised when a reader of an older one could misread it."""


@dataclass(frozen=True)
class Dossier:
    """A case as one record."""

    format: int
    """Format of this record: 1."""
    title: str
    made: Made
    masked: tuple[MaskedName, ...]
    """What was masked, in the order in which it was asked for; spans and hashes are those of the original texts."""
    story: StoryView
    claims: Part[ClaimView]
    many: int
    """Claims that two or more articles tell."""
    families: Part[FamilyView]
    number_edits: Part[NumberEditView]
    rewritings: Part[RewritingView]
    pairs: Part[PairView]
    conflicts: Part[ConflictView]
    """What cannot all be right."""
    comparisons: Part[ConflictView]
    """What a reader should compare."""
    figures: Part[FigureGroup]
    incidents: Part[IncidentView]
    times: Part[TimeView]
    places: Part[PlaceEntry]
    wordings: Part[WordingEntry]
    sources: Part[SourceEntry]
    decisions: Part[JudgementView]
    articles: tuple[ArticleEntry, ...]
    """Every article of the case, in the order of the ids that came with them."""
    problems: Part[ProblemView]


@dataclass(frozen=True)
class Opened:
    """A dossier, and the tables that it was made of, in which what is masked is hidden."""

    dossier: Dossier
    lookup: Lookup
    masking: Masking


def make_dossier(case: Tables, title: str, masks: tuple[Mask, ...] = (), bounds: Bounds | None = None) -> Opened:
    """The record of a case.

    Raises:
        UnknownError: a mask names what the case does not have.
    """
    bounds = bounds or Bounds()
    hidden = mask_case(case, masks)
    lookup, masking = Lookup(hidden), hidden.masking
    claims = list(view_claims(lookup, limit=bounds.claims))
    conflicts = view_conflicts(lookup)
    incidents = view_incidents(lookup)
    csv = "firsthand export CASE --as csv --to FOLDER"
    reuse = "firsthand show CASE reuse --json"
    dossier = Dossier(
        format=FORMAT,
        title=masking.hide(title),
        made=tell_made(case),
        masked=tuple(masking.told),
        story=view_story(lookup),
        claims=part_of(
            claims, bounds.claims, "firsthand export CASE --as claims --to claims.jsonl", len(lookup.rows(Finding))
        ),
        many=sum(finding.articles >= 2 for finding in lookup.rows(Finding)),
        families=part_of(
            list(view_families(lookup, bounds.families)), bounds.families, reuse, len(order_families(lookup))
        ),
        number_edits=part_of(view_number_edits(lookup), bounds.rows, reuse),
        rewritings=part_of(view_rewritings(lookup), bounds.rows, csv),
        pairs=part_of(
            list(view_pairs(lookup, bounds.pairs)),
            bounds.pairs,
            "firsthand export CASE --as reuse --to reuse.jsonl",
            len(order_pairs(lookup)),
        ),
        conflicts=_conflicts(conflicts, bounds, compare=False),
        comparisons=_conflicts(conflicts, bounds, compare=True),
        figures=part_of(list_figures(lookup), bounds.rows, csv),
        incidents=part_of(incidents, bounds.rows, "firsthand show CASE incidents --json"),
        times=part_of(view_times(lookup), bounds.rows, csv),
        places=part_of(list_places(lookup, bounds), bounds.rows, csv),
        wordings=part_of(list_wordings(lookup, bounds), bounds.words, csv),
        sources=part_of(list_sources(lookup, bounds), bounds.rows, "firsthand show CASE sources --json"),
        decisions=part_of(view_judgements(lookup), bounds.rows, "firsthand show CASE judgements --json"),
        articles=tuple(list_entries(lookup, Lookup(case), masking, claims, bounds)),
        problems=part_of(view_problems(lookup), bounds.rows, csv),
    )
    return Opened(dossier, lookup, masking)


def _conflicts(rows: list[ConflictView], bounds: Bounds, *, compare: bool) -> Part[ConflictView]:
    chosen = [row for row in rows if (row.kind == "to compare") == compare]
    return part_of(chosen, bounds.conflicts, "firsthand show CASE conflicts --json")
