"""Incidents on a terminal."""

import dataclasses

from rich.console import Group, RenderableType
from rich.text import Text

from firsthand.show.terminal import Shown, clean, shorten, table_of
from firsthand.views.incidents import TollView, view_incidents
from firsthand.views.lookup import Lookup

INCIDENTS_SHOWN = 60
"""Incidents printed; --json has all."""


def show_incidents(lookup: Lookup, _: str) -> Shown:
    """Incidents that two or more articles tell of, or all where there is none; those of most articles first."""
    incidents = view_incidents(lookup, 2) or view_incidents(lookup)
    if not incidents:
        return Text("No incidents were found."), []
    table = table_of("Incident", "Day", "Place", ">Told by", ">Killed", ">Injured")
    table.expand = True
    table.columns[0].ratio = 1
    for column, width in zip(table.columns[1:], (10, 10, 7, 9, 8), strict=True):
        column.width = width
    table.leading = 1
    for one in incidents[:INCIDENTS_SHOWN]:
        heading = clean(shorten(one.heading.text, 100))
        heading.append(f"\n{one.incident_id[:10]}", "dim")
        table.add_row(
            heading,
            one.day or "not stated",
            clean(one.place or "not stated"),
            str(len(one.articles)),
            _toll(one.killed),
            _toll(one.injured),
        )
    lines: list[RenderableType] = [table]
    if len(incidents) > INCIDENTS_SHOWN:
        left = len(incidents) - INCIDENTS_SHOWN
        lines.append(Text(f"… and {left:,} more: firsthand export {lookup.called} --as events --to FILE"))
    return Group(*lines), [dataclasses.asdict(one) for one in incidents]


def _toll(toll: TollView | None) -> str:
    """Best, and below it low to high where they differ."""
    if toll is None:
        return "–"
    return f"{toll.best:g}" if toll.low == toll.high else f"{toll.best:g}\n{toll.low:g}–{toll.high:g}"
