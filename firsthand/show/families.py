"""Families of passages and number edits on a terminal."""

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from firsthand.counting import count_of
from firsthand.show.terminal import clean, shorten, table_of
from firsthand.views.families import FamilyView, MemberView, NumberEditView
from firsthand.views.lookup import NO_DATE, NO_OUTLET

MEMBERS_SHOWN = 8
"""Near copies printed under one another."""


def family_lines(family: FamilyView) -> list[RenderableType]:
    """A text with all that have it, near copies under the first of them."""
    head = f"{count_of(family.articles, 'article')} of {count_of(family.outlets, 'outlet')} · {family.kind}"
    table = table_of("Published", "Article", ">Words", "Notes")
    for variant in family.variants:
        for place, member in enumerate(variant.members[:MEMBERS_SHOWN]):
            name = f"{'  ' if place else ''}{member.article} ({member.outlet or NO_OUTLET})"
            table.add_row(member.published or NO_DATE, clean(name), str(member.words), clean(_notes(member)))
        if len(variant.members) > MEMBERS_SHOWN:
            table.add_row("", f"  and {len(variant.members) - MEMBERS_SHOWN:,} nearly the same", "", "")
    return [
        Text.assemble("“", clean(shorten(family.text)), "”"),
        clean(f"{head} · {count_of(family.words, 'word')} · {family.history}", "dim"),
        Padding(table, (0, 0, 1, 2)),
    ]


def _notes(member: MemberView) -> str:
    """What is known of a member, in a few words."""
    credit = (f"credited to {member.credit_name}" if member.credit_name else "credited") if member.credited else ""
    taken = f"taken from {member.from_} ({member.from_score:.2f})" if member.from_ else ""
    marks = ["earliest" if member.earliest else "", "fullest" if member.fullest else ""]
    return ", ".join(
        filter(None, [*marks, f"one of {member.copies} equal" if member.copies > 1 else "", taken, credit])
    )


def number_edits_table(edits: list[NumberEditView]) -> RenderableType:
    """Figures that differ, side by side."""
    table = table_of("Article", "Figure", "Article", "Figure", "Note")
    for edit in edits:
        notes = [edit.kind] * (edit.kind != "count") + ["both can be right"] * edit.agree
        notes += [f"{edit.earlier} is earlier"] * bool(edit.earlier) + [f"{edit.pairs} pairs"] * (edit.pairs > 1)
        table.add_row(
            clean(edit.a.article),
            clean(edit.a.text),
            clean(edit.b.article),
            clean(edit.b.text),
            clean("; ".join(notes)),
        )
    return table
