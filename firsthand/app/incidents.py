"""Incidents: what the articles, or parts of them, tell of, with the numbers of people."""

from dataclasses import dataclass

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.app.story import has_words
from firsthand.views.incidents import IncidentView, view_incidents
from firsthand.views.lookup import Lookup


@dataclass(frozen=True)
class IncidentsScreen:
    """A page of the incidents."""

    incidents: tuple[IncidentView, ...]
    listed: Listed
    facets: tuple[Facets, ...]


def show_incidents(case: OpenCase, asked: Asked) -> IncidentsScreen:
    """Incidents with the chosen values, those of most articles first."""
    rows = case.once(_incidents)
    wanted = [row for row in rows if has_words(row.heading.text, asked.text("q"))]
    found, facets = narrow(
        wanted,
        asked,
        {
            "told": ("Told by", lambda row: ("one article" if len(row.articles) == 1 else "two or more articles",)),
            "place": ("Place", lambda row: (row.place or "not stated",)),
            "day": ("Day", lambda row: (row.day or "not stated",)),
        },
    )
    shown, listed = cut_page(found, asked, len(rows))
    return IncidentsScreen(tuple(shown), listed, facets)


def _incidents(lookup: Lookup) -> list[IncidentView]:
    return view_incidents(lookup)


SCREEN = Screen(
    path="/incidents",
    template="app/incidents.html",
    heading="Incidents",
    summary="Events that articles, or parts of them, tell of: day, place, and low, best and high of people killed.",
    view=show_incidents,
    shows=IncidentsScreen,
    parameters=(
        Parameter("q", "words of the incident's heading"),
        Parameter("told", "how many articles tell of it", ("one article", "two or more articles")),
        Parameter("place", "its place"),
        Parameter("day", "its day: 2026-02-03"),
        PAGE,
    ),
)
