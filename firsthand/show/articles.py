"""Articles and sources on a terminal."""

import dataclasses

from rich.console import Group, RenderableType
from rich.text import Text

from firsthand.show.families import family_lines, number_edits_table
from firsthand.show.terminal import Shown, clean, shorten, table_of
from firsthand.views.articles import view_article, view_sources
from firsthand.views.families import (
    families_of,
    view_number_edits,
)
from firsthand.views.lookup import NO_DATE, NO_OUTLET, Lookup


def show_article(lookup: Lookup, which: str) -> Shown:
    """One article: whose wording it is, what it states, and its times, figures and places."""
    view = view_article(lookup, lookup.article_id(which))
    text = Text()
    styles = {"copied, credited": "cyan", "copied, not credited": "magenta", "shared, direction unknown": "yellow"}
    for segment in view.segments:
        if segment.state in styles and segment.text.strip():
            text.append(f"[{segment.state}: {', '.join(segment.others[:3])}] ", "dim")
        text.append_text(clean(segment.text, styles.get(segment.state, ""), keep_lines=True))
    head = " · ".join([view.outlet or NO_OUTLET, view.published or NO_DATE, view.language])
    statements = table_of("Who", "Kind", "Cue", "Statement")
    for statement in view.statements:
        statements.add_row(
            clean(statement.who or statement.source or "nobody named"),
            statement.kind,
            clean(statement.cue),
            clean(shorten(statement.content)),
        )
    times = table_of("Time", "Resolved", "Reason")
    for time in view.times:
        times.add_row(clean(time.quote.text), time.resolved or "not resolved", clean(time.reason))
    lines: list[RenderableType] = [
        Text.assemble((f"{view.article} ", "bold"), clean(view.title, "bold")),
        clean(head, "dim"),
        *([clean(f"This is {view.version}.")] if view.version else []),
        *([Text(view.not_read)] if view.not_read else []),
        Text(f"{view.copied_share:.0%} of its text is copied or shared"),
        Text(),
        text,
    ]
    if view.statements:
        lines += [Text(), Text("Statements", style="bold"), statements]
    if view.times:
        lines += [Text(), Text("Times", style="bold"), times]
    if view.figures:
        figures = ", ".join(f.quote.text for f in view.figures)
        lines += [Text(), Text.assemble(("Figures  ", "bold"), clean(figures))]
    if view.places:
        places = ", ".join(dict.fromkeys(p.text for p in view.places))
        lines += [Text(), Text.assemble(("Places  ", "bold"), clean(places))]
    if view.claims:
        lines += [Text(), Text.assemble(("Claims  ", "bold"), ", ".join(view.claims))]
    families = families_of(lookup, lookup.article_id(which))
    if families:
        lines += [Text(), Text("Texts that others have too", style="bold"), Text()]
        lines += [line for family in families for line in family_lines(family)]
    edits = view_number_edits(lookup, lookup.article_id(which))
    if edits:
        lines += [Text("Figures that others give otherwise", style="bold"), number_edits_table(edits)]
    more = {"families": list(map(dataclasses.asdict, families)), "number_edits": list(map(dataclasses.asdict, edits))}
    return Group(*lines), dataclasses.asdict(view) | more


def show_sources(lookup: Lookup, _: str) -> Shown:
    """Sources, those that most claims rest on first."""
    sources = view_sources(lookup)
    table = table_of("Source", "Kind", ">Articles", ">Statements", ">Claims", ">Second-hand")
    for source in sources:
        name = f"{source.name} (of {source.body})" if source.body else source.name
        party = " · party" if source.party else ""
        table.add_row(
            clean(name + party),
            source.kind,
            str(source.articles),
            str(source.statements),
            str(source.claims),
            str(source.second_hand),
        )
    return table, [dataclasses.asdict(s) for s in sources]
