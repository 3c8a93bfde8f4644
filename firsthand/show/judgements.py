"""What people decided, on a terminal."""

import dataclasses

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from firsthand.counting import count_of
from firsthand.show.terminal import Shown, clean, shorten
from firsthand.views.judgements import view_contradictions, view_judgements
from firsthand.views.lookup import Lookup


def show_judgements(lookup: Lookup, _: str) -> Shown:
    """What people decided, the latest first, and whether it holds."""
    judgements, contradictions = view_judgements(lookup), view_contradictions(lookup)
    lines: list[RenderableType] = [] if judgements else [Text("Nobody has judged anything yet.")]
    if contradictions:
        lines.append(Text(f"{count_of(len(contradictions), 'contradiction')} between people", style="bold"))
        lines += [Padding(clean(f"{one.about}: {one.line}"), (0, 0, 0, 2)) for one in contradictions]
        lines.append(Text())
    for one in judgements:
        head = f"{one.about}: {one.decision} · {one.by} · {one.made}"
        lines.append(Text.assemble((f"{one.short_id}  ", "dim"), clean(head, "bold"), f" · {one.status}"))
        for thing in one.things:
            place = f"{thing.article}:{thing.start}-{thing.end} "
            lines.append(Padding(Text.assemble((place, "dim"), clean(f"“{shorten(thing.text)}”")), (0, 0, 0, 2)))
        notes = [note for note in (one.reason, one.note, one.warning) if note]
        lines += [Padding(clean("; ".join(notes), "dim"), (0, 0, 0, 2)), Text()]
    return Group(*lines), [dataclasses.asdict(one) for one in judgements]
