"""A case as one page: self-contained, without script or network, the same bytes for the same case."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from markupsafe import Markup

from firsthand.export.writing import open_whole
from firsthand.records import Finding
from firsthand.rendering import make_environment, read_template, tell_version
from firsthand.views.articles import view_places, view_sources, view_times, view_wordings
from firsthand.views.claims import ClaimView, MentionView, view_claims
from firsthand.views.families import order_families, view_families, view_number_edits
from firsthand.views.judgements import view_judgements
from firsthand.views.lanes import draw_claim
from firsthand.views.lookup import Lookup, Tables
from firsthand.views.reuse import order_pairs, view_pairs
from firsthand.views.sides import view_sides
from firsthand.views.story import view_conflicts, view_problems, view_story

# A page that is read, sent and printed: these keep a case of 700 articles near two megabytes and a few seconds. What is
# left out is counted on the page, with the command that gives all of it.
CLAIMS_LISTED = 200
"""Claims in the table."""
CLAIMS_DRAWN = 25
"""Claims with chains and sentences."""
MENTIONS_SHOWN = 40
"""Sentences of one claim."""
FAMILIES_LISTED = 25
"""Texts that several articles have."""
MEMBERS_LISTED = 12
"""Near copies of one variant of such a text."""
PAIRS_COMPARED = 8
"""Pairs of articles side by side."""
PAIR_CHARACTERS = 60_000
"""Longest two texts shown side by side, in characters together; beyond it only their shared passages are shown."""
ROWS_LISTED = 150
"""Rows of each further table: conflicts, figures, times, places, sources, what was skipped."""
WORDS_LISTED = 30
"""Telling words."""


@dataclass(frozen=True)
class FigureRow:
    """Equal figures of one origin, folded."""

    words: str
    language: str
    value: float | None
    hedge: str
    unit: str
    of: str | None
    origin: str
    articles: tuple[str, ...]
    claim: str


def write_report(case: Tables, path: Path | str, title: str | None = None) -> None:
    """The case as one HTML page at `path`.

    Raises FirsthandError when the file cannot be written; what stood there before stays then.
    """
    page = build_report(case, title)
    with open_whole(Path(path)) as file:
        cast(IO[str], file).write(page)


def build_report(case: Tables, title: str | None = None) -> str:
    """The text of the page."""
    lookup = Lookup(case)
    story = view_story(lookup)
    claims = list(view_claims(lookup, limit=CLAIMS_LISTED))
    drawn = [claim for claim in claims if claim.articles >= 2][:CLAIMS_DRAWN]
    pairs = [
        (pair, view_sides(lookup, pair) if _size(lookup, pair.left, pair.right) <= PAIR_CHARACTERS else None)
        for pair in view_pairs(lookup, PAIRS_COMPARED)
    ]
    conflicts, edits = view_conflicts(lookup), view_number_edits(lookup)
    figures, times, places = fold_figures(claims), view_times(lookup), view_places(lookup)
    sources, wordings, problems = view_sources(lookup), view_wordings(lookup), view_problems(lookup)
    decisions = view_judgements(lookup)
    style = read_template("report.css")
    return (
        make_environment()
        .get_template("report.html")
        .render(
            title=title or "Who said it first",
            style=Markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            story=story,
            claims=claims,
            drawn_ids={claim.short_id for claim in drawn},
            drawn=[(claim, draw_claim(claim)) for claim in drawn],
            many=sum(f.articles >= 2 for f in lookup.rows(Finding)),
            pairs=pairs,
            pair_count=len(order_pairs(lookup)),
            families=list(view_families(lookup, FAMILIES_LISTED)),
            family_count=len(order_families(lookup)),
            members_listed=MEMBERS_LISTED,
            edits=edits[:ROWS_LISTED],
            edit_count=len(edits),
            conflicts=conflicts[:ROWS_LISTED],
            conflict_count=len(conflicts),
            figures=figures[:ROWS_LISTED],
            figure_count=len(figures),
            times=times[:ROWS_LISTED],
            time_count=len(times),
            placed=[p for p in places if p.placed][:ROWS_LISTED],
            unplaced=[p for p in places if not p.placed][:ROWS_LISTED],
            place_count=len(places),
            sources=sources[:ROWS_LISTED],
            source_count=len(sources),
            wordings=wordings[:WORDS_LISTED],
            wording_count=len(wordings),
            articles=[lookup.article(i) for i in lookup.article_ids()[:ROWS_LISTED]],
            decisions=decisions[:ROWS_LISTED],
            decision_count=len(decisions),
            problems=problems[:ROWS_LISTED],
            problem_count=len(problems),
            mentions_shown=MENTIONS_SHOWN,
            version=tell_version(),
        )
    )


def fold_figures(claims: list[ClaimView]) -> list[FigureRow]:
    """Figures of the claims, equal ones of one origin in one row; those of one claim stand together.

    Where a claim has several figures, all its rows come before the claims with one.
    """
    rows: list[tuple[int, FigureRow]] = []
    for claim in claims:
        folded: dict[tuple[Any, ...], list[MentionView]] = {}
        for mention in claim.mentions:
            if mention.figure is not None:
                f = mention.figure
                key = (f.low, f.high, f.value, f.hedge, f.unit, mention.origin_label)
                folded.setdefault(key, []).append(mention)
        values = len({key[:3] for key in folded})
        for mentions in folded.values():
            first = mentions[0].figure
            assert first is not None
            articles = tuple(dict.fromkeys(m.article for m in mentions))
            rows.append(
                (
                    -(values > 1),
                    FigureRow(
                        words=first.quote.text,
                        language=first.quote.language,
                        value=first.value,
                        hedge=first.hedge,
                        unit=first.unit,
                        of=first.of,
                        origin=mentions[0].origin_label,
                        articles=articles,
                        claim=claim.short_id,
                    ),
                )
            )
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _size(lookup: Lookup, *given: str) -> int:
    return sum(len(lookup.article(lookup.article_id(one)).text) for one in given)
