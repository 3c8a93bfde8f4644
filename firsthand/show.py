"""A case on a terminal: what `firsthand show` prints, and the same as data for `--json`.

Each topic is a function that takes the rows of a case and gives something that rich can print and something that JSON
can write. Texts of articles are shown as text: no markup of theirs is read, no control character reaches the terminal.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from firsthand.errors import UnknownError
from firsthand.export.lines import claim_line, kept_lines
from firsthand.reuse.rows import Folded
from firsthand.show_families import family_lines, number_edits_table
from firsthand.terminal import clean, count_of, shorten, table_of
from firsthand.views.articles import view_article, view_sources
from firsthand.views.claims import ClaimView, MentionView, find_claim, view_claim, view_claims
from firsthand.views.families import (
    families_of,
    view_families,
    view_number_edits,
)
from firsthand.views.judgements import view_judgements
from firsthand.views.lookup import NO_DATE, NO_OUTLET, Lookup, Tables
from firsthand.views.reuse import PairView, ReuseView, order_pairs, view_pairs
from firsthand.views.rewritings import RewritingView, view_rewritings
from firsthand.views.story import view_conflicts, view_story

Shown = tuple[RenderableType, Any]
"""What is printed, and the same as data."""

CLAIMS_SHOWN = 20
"""Claims under the story line: about two screens."""
CLAIMS_LISTED = 200
"""Claims printed by `claims`; --json has all."""
FAMILIES_SHOWN = 10
"""Texts that several articles have printed by `reuse`; --json has all."""
EDITS_SHOWN = 40
"""Figures that differ printed by `reuse`; --json has all."""
REWRITINGS_SHOWN = 20
"""Rewritings printed by `reuse`; --json has all."""
PAIRS_SHOWN = 20
"""Pairs of articles printed by `reuse`; --json has all."""


def show_topic(case: Tables, topic: str, which: str | None = None) -> Shown:
    """What `firsthand show CASE TOPIC [ID]` prints, and the same as data.

    Raises UnknownError for a topic, claim or article that there is not, or where one comes without id.
    """
    if topic not in TOPICS:
        raise UnknownError(f"there is nothing to show under {topic!r}; name one of: {', '.join(TOPICS)}")
    if topic in ("claim", "article") and not which:
        raise UnknownError(f"which {topic}? write `show CASE {topic} ID`; `show CASE claims` lists the ids")
    return TOPICS[topic](Lookup(case), which or "")


def show_story(lookup: Lookup, _: str) -> Shown:
    """The story line and the claims that two or more articles tell, or all where no two tell the same."""
    story = view_story(lookup)
    shared = list(view_claims(lookup, least_articles=2, limit=CLAIMS_SHOWN))
    claims = shared or list(view_claims(lookup, limit=CLAIMS_SHOWN))
    data = dataclasses.asdict(story) | {"line": story.line, "claims": [claim_line(c) for c in claims]}
    lines: list[RenderableType] = [Text(story.line, style="bold"), Text(), _claimstable_of(claims)]
    if story.claims > len(claims):
        lines.append(Text(f"… and {story.claims - len(claims):,} more: firsthand show CASE claims"))
    return Group(*lines), data


def show_claims(lookup: Lookup, _: str) -> Shown:
    """All claims, told by many and with few origins first."""
    claims = list(view_claims(lookup))
    lines: list[RenderableType] = [_claimstable_of(claims[:CLAIMS_LISTED])]
    if len(claims) > CLAIMS_LISTED:
        lines.append(Text(f"… and {len(claims) - CLAIMS_LISTED:,} more: firsthand export CASE --as claims --to FILE"))
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
    for word, ids in (("In conflict", claim.conflicts), ("To compare", claim.comparisons)):
        if ids:
            lines.append(Text(f"{word}: {', '.join(ids)} (firsthand show CASE conflicts)"))
    for mention in claim.mentions:
        lines += [Text(), *_mention(mention)]
    return Group(*lines), claim_line(claim)


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


def show_reuse(lookup: Lookup, _: str) -> Shown:
    """Texts that several articles have, figures that differ in them, and who took what from whom, pair by pair."""
    total, families = len(order_pairs(lookup)), list(view_families(lookup))
    edits = view_number_edits(lookup)
    lines: list[RenderableType] = [] if total else [Text("No two articles share wording.")]
    if families:
        lines += [Text("Texts that several articles have", style="bold"), Text()]
        lines += [line for family in families[:FAMILIES_SHOWN] for line in family_lines(family)]
    if len(families) > FAMILIES_SHOWN:
        lines += [Text(f"… and {len(families) - FAMILIES_SHOWN:,} more: firsthand show CASE reuse --json"), Text()]
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
        lines.append(Text(f"… and {total - len(pairs):,} more pairs: firsthand export CASE --as reuse --to FILE"))
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


def show_conflicts(lookup: Lookup, _: str) -> Shown:
    """What cannot all be right, and what a reader should compare, with who says each."""
    conflicts = view_conflicts(lookup)
    lines: list[RenderableType] = [] if conflicts else [Text("No conflicts were found.")]
    for conflict in conflicts:
        kind = "to compare" if conflict.kind == "to compare" else f"{conflict.kind} conflict"
        lines.append(Text.assemble((f"{conflict.short_id}  ", "dim"), (f"{kind}: ", "bold"), clean(conflict.about)))
        lines.append(Padding(clean(conflict.reason, "dim"), (0, 0, 0, 2)))
        table = table_of("Article", "Says", "Whose words")
        table.columns[0].max_width, table.columns[2].max_width = 14, 28
        for side in conflict.sides:
            table.add_row(clean(side.mention.article), clean(shorten(side.says)), clean(side.mention.chain_line))
        lines += [Padding(table, (0, 0, 0, 2)), Text()]
    return Group(*lines), [dataclasses.asdict(c) for c in conflicts]


def show_judgements(lookup: Lookup, _: str) -> Shown:
    """What people decided, the latest first, and whether it holds."""
    judgements = view_judgements(lookup)
    lines: list[RenderableType] = [] if judgements else [Text("Nobody has judged anything yet.")]
    for one in judgements:
        head = f"{one.about}: {one.decision} · {one.by} · {one.made}"
        lines.append(Text.assemble((f"{one.short_id}  ", "dim"), clean(head, "bold"), f" · {one.status}"))
        for thing in one.things:
            place = f"{thing.article}:{thing.start}-{thing.end} "
            lines.append(Padding(Text.assemble((place, "dim"), clean(f"“{shorten(thing.text)}”")), (0, 0, 0, 2)))
        notes = [note for note in (one.reason, one.note, one.warning) if note]
        lines += [Padding(clean("; ".join(notes), "dim"), (0, 0, 0, 2)), Text()]
    return Group(*lines), [dataclasses.asdict(one) for one in judgements]


TOPICS: dict[str, Callable[[Lookup, str], Shown]] = {
    "story": show_story,
    "claims": show_claims,
    "claim": show_claim,
    "article": show_article,
    "reuse": show_reuse,
    "sources": show_sources,
    "conflicts": show_conflicts,
    "judgements": show_judgements,
}
"""What can be shown, by the name that the command line takes."""


def _claimstable_of(claims: list[ClaimView]) -> RenderableType:
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
