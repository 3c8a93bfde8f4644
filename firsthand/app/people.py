"""Sources and outlets: who is cited for what, and who copies whom."""

from dataclasses import dataclass

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import ROWS_SHOWN, Facets, Listed, Screen, cut_page, narrow
from firsthand.app.story import has_words
from firsthand.errors import UnknownError
from firsthand.records import Attribution
from firsthand.views.articles import SourceView, view_sources
from firsthand.views.claim_rows import ClaimRow, list_claims
from firsthand.views.lookup import Lookup, Quote
from firsthand.views.pair_rows import CopyMatrix, list_pairs, view_matrix


@dataclass(frozen=True)
class SourcesScreen:
    """A page of the sources."""

    sources: tuple[SourceView, ...]
    listed: Listed
    facets: tuple[Facets, ...]


@dataclass(frozen=True)
class StatementRow:
    """What a source is said to state, in one article."""

    content: Quote
    cue: str
    stance: str


@dataclass(frozen=True)
class SourceScreen:
    """A source with the claims that rest on it and what it is said to state."""

    source: SourceView
    claims: tuple[ClaimRow, ...]
    statements: tuple[StatementRow, ...]
    listed: Listed


@dataclass(frozen=True)
class OutletsScreen:
    """Who copies whom."""

    matrix: CopyMatrix


def show_sources(case: OpenCase, asked: Asked) -> SourcesScreen:
    """Sources with the chosen values, those that most claims rest on first."""
    rows = case.once(view_sources)
    wanted = [row for row in rows if has_words(" ".join((row.name, *row.names)), asked.text("q"))]
    found, facets = narrow(
        wanted,
        asked,
        {
            "kind": ("Kind", lambda row: (row.kind,)),
            "party": ("Party to the event", lambda row: ({True: "yes", False: "no", None: "not known"}[row.party],)),
            "hand": ("Cited", lambda row: ("second-hand",) if row.second_hand else ("first-hand only",)),
        },
    )
    shown, listed = cut_page(found, asked, len(rows))
    return SourcesScreen(tuple(shown), listed, facets)


def show_source(case: OpenCase, asked: Asked) -> SourceScreen:
    """The source of this name."""
    name = asked.text("name")
    source = next((row for row in case.once(view_sources) if row.name == name), None)
    if source is None:
        raise UnknownError(f"no source is called {name!r}; the list of sources has the names")
    rows = case.once(_statements)[name]
    shown, listed = cut_page(rows, asked, len(rows))
    return SourceScreen(
        source=source,
        claims=tuple(row for row in case.once(list_claims) if name in row.authorities)[:ROWS_SHOWN],
        statements=tuple(_statement(case.lookup, row) for row in shown),
        listed=listed,
    )


def show_outlets(case: OpenCase, asked: Asked) -> OutletsScreen:
    """The matrix of outlets."""
    return OutletsScreen(case.once(_matrix))


def _matrix(lookup: Lookup) -> CopyMatrix:
    return view_matrix(lookup, list_pairs(lookup))


def _statements(lookup: Lookup) -> dict[str, list[Attribution]]:
    """Statements by the name of their source, article by article in reading order."""
    found: dict[str, list[Attribution]] = {}
    for row in lookup.rows(Attribution):
        if row.who:
            found.setdefault(row.who, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (lookup.given(row.article_id), row.content, row.attribution_id))
    return found


def _statement(lookup: Lookup, row: Attribution) -> StatementRow:
    first, last = (row.content[0], row.content[-1]) if row.content else (0, 0)
    cue = [lookup.quote(row.article_id, s, e).text for s, e in zip(row.cue[::2], row.cue[1::2], strict=True)]
    return StatementRow(lookup.quote(row.article_id, first, last), " … ".join(cue), row.stance)


SOURCES = Screen(
    path="/sources",
    template="app/sources.html",
    heading="Sources",
    summary="Who is cited, how often, as the origin of how many claims, how often at second hand.",
    view=show_sources,
    shows=SourcesScreen,
    parameters=(
        Parameter("q", "words of a name"),
        Parameter("kind", "kind of source: person, organisation, unnamed …"),
        Parameter("party", "whether it acts in the event", ("yes", "no", "not known")),
        Parameter("hand", "whether its citation was itself copied", ("second-hand", "first-hand only")),
        PAGE,
    ),
)
SOURCE = Screen(
    path="/source",
    template="app/source.html",
    heading="Source",
    summary="One source: its names, the claims that rest on it, and what it is said to state.",
    view=show_source,
    shows=SourceScreen,
    parameters=(Parameter("name", "its name, as the list of sources has it", needed=True), PAGE),
    menu=False,
)
OUTLETS = Screen(
    path="/outlets",
    template="app/outlets.html",
    heading="Outlets",
    summary="Who copies whom: a matrix of outlets, with how often the copy says so.",
    view=show_outlets,
    shows=OutletsScreen,
)
