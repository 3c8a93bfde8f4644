"""Shared wording on a terminal: families, figures, pairs of articles, rewordings."""

import dataclasses

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from firsthand.counting import count_of
from firsthand.export.lines import kept_lines
from firsthand.reuse.rows import Folded
from firsthand.show.families import family_lines, number_edits_table
from firsthand.show.terminal import Shown, clean, shorten, table_of
from firsthand.views.families import (
    view_families,
    view_number_edits,
)
from firsthand.views.lookup import NO_OUTLET, Lookup
from firsthand.views.reuse import PairView, ReuseView, order_pairs, view_pairs
from firsthand.views.rewritings import RewritingView, view_rewritings

FAMILIES_SHOWN = 10
"""Texts that several articles have printed by `reuse`; --json has all."""
EDITS_SHOWN = 40
"""Figures that differ printed by `reuse`; --json has all."""
REWRITINGS_SHOWN = 20
"""Rewritings printed by `reuse`; --json has all."""
PAIRS_SHOWN = 20
"""Pairs of articles printed by `reuse`; --json has all."""


def show_reuse(lookup: Lookup, _: str) -> Shown:
    """Texts that several articles have, figures that differ in them, and who took what from whom, pair by pair."""
    total, families = len(order_pairs(lookup)), list(view_families(lookup))
    edits = view_number_edits(lookup)
    lines: list[RenderableType] = [] if total else [Text("No two articles share wording.")]
    if families:
        lines += [Text("Texts that several articles have", style="bold"), Text()]
        lines += [line for family in families[:FAMILIES_SHOWN] for line in family_lines(family)]
    if len(families) > FAMILIES_SHOWN:
        lines += [
            Text(f"… and {len(families) - FAMILIES_SHOWN:,} more: firsthand show {lookup.called} reuse --json"),
            Text(),
        ]
    if edits:
        lines += [
            Text("Figures that differ in shared wording", style="bold"),
            number_edits_table(edits[:EDITS_SHOWN]),
            Text(),
        ]
    if total:
        lines += [Text("Pairs of articles", style="bold"), Text()]
    pairs = list(view_pairs(lookup, PAIRS_SHOWN))
    for pair in pairs:
        lines += [*_pair(pair), Text()]
    if total > len(pairs):
        lines.append(
            Text(f"… and {total - len(pairs):,} more pairs: firsthand export {lookup.called} --as reuse --to FILE")
        )
    rewritings = view_rewritings(lookup)
    if rewritings:
        head = "Told in other words (weaker evidence: two reports of one event may agree so)"
        lines += [Text(head, style="bold"), Text()]
        lines += [line for one in rewritings[:REWRITINGS_SHOWN] for line in _rewriting(one)]
    folded = len(lookup.rows(Folded))
    if folded:
        lines.append(
            Text(
                f"Of {count_of(folded, 'article')} with much-copied texts only the pairs with the earliest copy are "
                "counted here; the export has every pair."
            )
        )
    data = {
        "families": list(map(dataclasses.asdict, families)),
        "number_edits": list(map(dataclasses.asdict, edits)),
        "passages": list(kept_lines(lookup.case)),
        "rewritings": list(map(dataclasses.asdict, rewritings)),
    }
    return Group(*lines), data


def _pair(pair: PairView) -> list[RenderableType]:
    """What two articles share, passage by passage."""
    left, right = pair.left_outlet or NO_OUTLET, pair.right_outlet or NO_OUTLET
    arrow = "→" if pair.from_ else "–"
    lines: list[RenderableType] = [
        clean(f"{pair.left} ({left}) {arrow} {pair.right} ({right})", "bold"),
        Text(
            f"{count_of(len(pair.passages), 'passage')}, {pair.words:,} words: {pair.left_share:.0%} of {pair.left}, "
            f"{pair.right_share:.0%} of {pair.right}; credited {pair.credited_characters:,} characters, "
            f"not credited {pair.uncredited_characters:,}"
        ),
    ]
    direction = f"direction {pair.confidence}" + (f": {pair.from_} was copied from" if pair.from_ else "")
    lines.append(clean(direction + (f"; missing: {', '.join(pair.missing)}" if pair.missing else "")))
    lines += [
        Padding(clean(f"– {e.kind}: {' '.join(filter(None, (e.about, e.text)))}"), (0, 0, 0, 2)) for e in pair.evidence
    ]
    table = table_of("Kind", ">Words", "Passage")
    for passage in pair.passages:
        words = passage.b if passage.b.article == pair.right else passage.a
        table.add_row(_kind(passage), str(passage.words), clean(shorten(words.text)))
    lines.append(Padding(table, (0, 0, 0, 2)))
    if pair.more:
        lines.append(Text(f"stands for {count_of(pair.more, 'more pair')} of copies of the same text"))
    if pair.omissions:
        lines.append(clean(f"left out by {pair.right}: {count_of(len(pair.omissions), 'paragraph')}"))
    return lines


def _rewriting(one: RewritingView) -> list[RenderableType]:
    """Sentences of two articles that say the same, one under the other."""
    sides = [
        Padding(Text.assemble((f"{side.article}  ", "dim"), "“", clean(shorten(side.text)), "”"), (0, 0, 0, 2))
        for side in (one.a, one.b)
    ]
    return [clean("; ".join(one.reasons), "dim"), *sides, Text()]


def _kind(passage: ReuseView) -> str:
    if passage.state == "credited":
        return f"credited to {passage.credit_name}" if passage.credit_name else "credited"
    return "not credited" if passage.state == "uncredited" else passage.state
