"""Claims on a terminal: the story line, the list, one claim with its mentions, and what does not agree."""

import dataclasses

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from firsthand.counting import count_of
from firsthand.export.lines import claim_line
from firsthand.show.terminal import Shown, clean, shorten, table_of
from firsthand.views.claims import ClaimView, MentionView, find_claim, view_claim, view_claims
from firsthand.views.lookup import NO_DATE, NO_OUTLET, Lookup
from firsthand.views.story import ConflictView, conflicts_of, view_conflicts, view_story

CLAIMS_SHOWN = 20
"""Claims under the story line: about two screens."""
CLAIMS_LISTED = 200
"""Claims printed by `claims`; --json has all."""


def show_story(lookup: Lookup, _: str) -> Shown:
    """The story line and the claims that two or more articles tell, or all where no two tell the same."""
    story = view_story(lookup)
    shared = list(view_claims(lookup, least_articles=2, limit=CLAIMS_SHOWN))
    claims = shared or list(view_claims(lookup, limit=CLAIMS_SHOWN))
    data = dataclasses.asdict(story) | {"line": story.line, "claims": [claim_line(c) for c in claims]}
    lines: list[RenderableType] = [Text(story.line, style="bold"), Text(), _claims_table(claims)]
    if story.claims > len(claims):
        lines.append(Text(f"… and {story.claims - len(claims):,} more: firsthand show {lookup.called} claims"))
    return Group(*lines), data


def show_claims(lookup: Lookup, _: str) -> Shown:
    """All claims, told by many and with few origins first."""
    claims = list(view_claims(lookup))
    lines: list[RenderableType] = [_claims_table(claims[:CLAIMS_LISTED])]
    if len(claims) > CLAIMS_LISTED:
        lines.append(
            Text(f"… and {len(claims) - CLAIMS_LISTED:,} more: firsthand export {lookup.called} --as claims --to FILE")
        )
    return Group(*lines), [claim_line(c) for c in claims]


def show_claim(lookup: Lookup, which: str) -> Shown:
    """One claim: the count and why, and the chain and the sentence of every mention."""
    claim = view_claim(lookup, find_claim(lookup, which))
    lines: list[RenderableType] = [
        clean(claim.statement, "bold"),
        Text(f"{claim.claim_id} · {claim.aspect} · {', '.join(claim.modality)}", style="dim"),
        Text(),
        Text(f"Origins: {claim.range} · {claim.verdict}", style="bold"),
        Text(f"Told by {count_of(claim.articles, 'article')} of {count_of(claim.outlets, 'outlet')}"),
    ]
    lines += [Padding(clean(f"– {reason}"), (0, 0, 0, 2)) for reason in claim.why]
    met = conflicts_of(lookup, claim)
    lines += [clean(f"{_kind_of(one).capitalize()}: {one.about} ({one.short_id})") for one in met]
    if met:
        lines.append(Text(f"Side by side: firsthand show {lookup.called} conflicts", style="dim"))
    for mention in claim.mentions:
        lines += [Text(), *_mention(mention)]
    return Group(*lines), claim_line(claim)


def show_conflicts(lookup: Lookup, _: str) -> Shown:
    """What cannot all be right, and what a reader should compare, with who says each."""
    conflicts = view_conflicts(lookup)
    lines: list[RenderableType] = [] if conflicts else [Text("No conflicts were found.")]
    for conflict in conflicts:
        head = f"{_kind_of(conflict)}: "
        lines.append(Text.assemble((f"{conflict.short_id}  ", "dim"), (head, "bold"), clean(conflict.about)))
        lines.append(Padding(clean(conflict.reason, "dim"), (0, 0, 0, 2)))
        table = table_of("Article", "Says", "Whose words")
        table.columns[0].max_width, table.columns[2].max_width = 14, 28
        for side in conflict.sides:
            table.add_row(clean(side.mention.article), clean(shorten(side.says)), clean(side.mention.chain_line))
        lines += [Padding(table, (0, 0, 0, 2)), Text()]
    return Group(*lines), [dataclasses.asdict(c) for c in conflicts]


def _kind_of(conflict: ConflictView) -> str:
    """The kind of a conflict, or what is to compare, in words."""
    return f"to compare, {conflict.question}" if conflict.question else f"{conflict.kind} conflict"


def _claims_table(claims: list[ClaimView]) -> RenderableType:
    if not claims:
        return Text("No claims were found.")
    table = table_of("Claim", ">Told by", ">Origins", "Last authority")
    table.expand = True
    table.columns[0].ratio = 1
    for column, width in zip(table.columns[1:], (7, 10, 18), strict=True):
        column.width = width
    table.leading = 1
    for claim in claims:
        notes = [modality for modality in claim.modality if modality != "asserted"]
        if claim.conflicts or claim.comparisons:
            notes.append("conflict" if claim.conflicts else "compare")
        if claim.second_hand:
            notes.append("second-hand citation")
        statement = clean(shorten(claim.statement))
        statement.append(f"\n{' · '.join([claim.short_id, *notes])}", "dim")
        authorities = "; ".join(claim.authorities[:3]) + (" …" if len(claim.authorities) > 3 else "")
        table.add_row(statement, str(claim.articles), claim.range, clean(shorten(authorities, 80)))
    return table


def _mention(mention: MentionView) -> list[RenderableType]:
    """Head, sentence with its parts marked, chain and reason of one mention."""
    when = f"{mention.article} · {mention.outlet or NO_OUTLET} · {mention.published or NO_DATE}"
    head = f"{when} · {mention.mention_id[:8]}"
    sentence = Text("“")
    for piece in mention.pieces:
        style = "bold " if "claim" in piece.roles else ""
        style += "underline" if {"cue", "source", "channel"} & set(piece.roles) else ""
        sentence.append_text(clean(piece.text, style.strip()))
    sentence.append("”")
    notes = [mention.origin_label]
    if mention.best is not None:
        notes.append(f"origin {mention.best}")
    if mention.party:
        notes.append("party to the event")
    if mention.modality != "asserted":
        notes.append(mention.modality)
    lines: list[RenderableType] = [clean(head, "bold"), Padding(sentence, (0, 0, 0, 2))]
    lines.append(Padding(clean(mention.chain_line), (0, 0, 0, 2)))
    lines.append(Padding(clean(f"{' · '.join(notes)}. {mention.sentence}", "dim"), (0, 0, 0, 2)))
    return lines
