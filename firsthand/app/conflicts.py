"""Conflicts, and figures with who says each: what cannot all be right, and what a reader should compare."""

from dataclasses import dataclass

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.app.story import has_words
from firsthand.views.families import NumberEditView, view_number_edits
from firsthand.views.figure_rows import FigureGroup, list_figures
from firsthand.views.lookup import Lookup
from firsthand.views.story import ConflictView, view_conflicts

CONFLICTS_SHOWN = 20
"""Conflicts of one page: each brings a table of its sides."""
GROUPS_SHOWN = 30
"""Claims with figures of one page."""


@dataclass(frozen=True)
class ConflictsScreen:
    """A page of the conflicts."""

    conflicts: tuple[ConflictView, ...]
    listed: Listed
    facets: tuple[Facets, ...]


@dataclass(frozen=True)
class FiguresScreen:
    """A page of the claims that carry figures."""

    groups: tuple[FigureGroup, ...]
    listed: Listed
    facets: tuple[Facets, ...]


@dataclass(frozen=True)
class EditsScreen:
    """A page of the figures that differ in wording that articles share otherwise."""

    edits: tuple[NumberEditView, ...]
    listed: Listed
    facets: tuple[Facets, ...]


def show_conflicts(case: OpenCase, asked: Asked) -> ConflictsScreen:
    """Conflicts with the chosen values; figures and denials before what is only to compare."""
    rows = case.once(_conflicts)
    one = asked.text("conflict")
    wanted = [row for row in rows if not one or row.short_id == one]
    found, facets = narrow(
        wanted,
        asked,
        {
            "kind": ("Kind", lambda row: (row.kind,)),
            "question": ("To compare", lambda row: (row.question,) if row.question else ()),
            "outlet": ("Outlet", lambda row: tuple(side.mention.outlet or "not stated" for side in row.sides)),
        },
    )
    shown, listed = cut_page(found, asked, len(rows), CONFLICTS_SHOWN)
    return ConflictsScreen(tuple(shown), listed, facets)


def show_figures(case: OpenCase, asked: Asked) -> FiguresScreen:
    """Claims with figures, those in conflict first."""
    rows = case.once(list_figures)
    wanted = [row for row in rows if has_words(row.statement, asked.text("q"))]
    found, facets = narrow(
        wanted,
        asked,
        {
            "state": ("Figures", _states),
            "aspect": ("About", lambda row: (row.aspect,)),
            "unit": ("Unit", lambda row: tuple(line.unit for line in row.lines)),
            "origin": ("Who says it", lambda row: tuple(line.origin for line in row.lines)),
        },
    )
    shown, listed = cut_page(found, asked, len(rows), GROUPS_SHOWN)
    return FiguresScreen(tuple(shown), listed, facets)


def show_edits(case: OpenCase, asked: Asked) -> EditsScreen:
    """Figures that differ in shared wording; those that cannot both be right first."""
    rows = case.once(_edits)
    found, facets = narrow(
        rows,
        asked,
        {
            "agree": ("Both can be right", lambda row: ("yes" if row.agree else "no",)),
            "kind": ("Kind", lambda row: (row.kind,)),
        },
    )
    shown, listed = cut_page(found, asked, len(rows))
    return EditsScreen(tuple(shown), listed, facets)


def _conflicts(lookup: Lookup) -> list[ConflictView]:
    return view_conflicts(lookup)


def _edits(lookup: Lookup) -> list[NumberEditView]:
    return view_number_edits(lookup)


def _states(row: FigureGroup) -> tuple[str, ...]:
    return (*(["in conflict"] if row.conflict else []), "different" if row.differs else "equal")


CONFLICTS = Screen(
    path="/conflicts",
    template="app/conflicts.html",
    heading="Conflicts",
    summary="What cannot all be right, and what a reader should compare, with each side's sentence and chain.",
    view=show_conflicts,
    shows=ConflictsScreen,
    parameters=(
        Parameter("conflict", "id of one conflict: x-0123abcd"),
        Parameter("kind", "kind of conflict", ("figure", "denial", "naming", "to compare")),
        Parameter("question", "what to compare", ("what one does", "who acts", "who is targeted")),
        Parameter("outlet", "an outlet of one of its sides"),
        PAGE,
    ),
)
FIGURES = Screen(
    path="/figures",
    template="app/figures.html",
    heading="Figures",
    summary="Figures of claims: value, hedge, unit, who says each, through whom; equal ones of one origin are folded.",
    view=show_figures,
    shows=FiguresScreen,
    parameters=(
        Parameter("q", "words of the claim"),
        Parameter("state", "whether its figures agree", ("in conflict", "different", "equal")),
        Parameter("aspect", "what the claim is about"),
        Parameter("unit", "what is counted"),
        Parameter("origin", "who says it"),
        PAGE,
    ),
)
EDITS = Screen(
    path="/edits",
    template="app/edits.html",
    heading="Changed figures",
    summary="Figures that differ in wording that two articles share otherwise.",
    view=show_edits,
    shows=EditsScreen,
    parameters=(
        Parameter("agree", "whether both can be right", ("yes", "no")),
        Parameter("kind", "kind of figure"),
        PAGE,
    ),
    menu=False,
)
