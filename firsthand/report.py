"""A case as one page: self-contained, without script or network, the same bytes for the same case."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import IO, Any, cast

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from firsthand.export.writing import open_whole
from firsthand.languages import is_read
from firsthand.records import Finding
from firsthand.views.articles import view_places, view_sources, view_times, view_wordings
from firsthand.views.claims import ClaimView, MentionView, view_claims
from firsthand.views.families import order_families, view_families, view_number_edits
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

_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)} | {127: 0x2421}
"""Control characters have no place in a page; each is shown by its picture (Unicode, Control Pictures)."""
_CONTROLS |= dict.fromkeys(range(128, 160), 0xFFFD)


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
    style = _template("report.css")
    return (
        _environment()
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
            problems=problems[:ROWS_LISTED],
            problem_count=len(problems),
            mentions_shown=MENTIONS_SHOWN,
            version=_version(),
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


def plain_number(value: float | None) -> str:
    """A number as people write it.

    >>> plain_number(3000.0), plain_number(2.5), plain_number(None)
    ('3,000', '2.5', '')
    """
    if value is None:
        return ""
    return f"{int(value):,}" if value == int(value) else f"{value:g}"


def _size(lookup: Lookup, *given: str) -> int:
    return sum(len(lookup.article(lookup.article_id(one)).text) for one in given)


def _version() -> str:
    try:
        return metadata.version("firsthand")
    except metadata.PackageNotFoundError:
        return "unreleased"


@cache
def _template(name: str) -> str:
    return (files("firsthand") / "templates" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_without_controls,
    )
    environment.filters["number"] = plain_number
    environment.filters["counted"] = _counted
    environment.filters["short"] = _short
    environment.filters["language"] = _language
    environment.filters["first_words"] = _first_words
    environment.filters["last_words"] = _last_words
    environment.filters["is_read"] = is_read
    return environment


def _without_controls(value: Any) -> Any:
    """What is put into the page, without characters that no page may hold."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(_CONTROLS)
    return value


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _short(text: str, limit: int = 240) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"


def _first_words(text: str, limit: int = 120) -> str:
    """The beginning of a text, white space at its edge kept."""
    return text if len(text) <= limit else (text[:limit].rpartition(" ")[0] or text[:limit]) + "…"


def _last_words(text: str, limit: int = 120) -> str:
    """The end of a text, white space at its edge kept."""
    return text if len(text) <= limit else "…" + (text[-limit:].partition(" ")[2] or text[-limit:])


def _language(code: str) -> Markup:
    """The attributes of an element that holds an article's words: its language and its own direction of writing."""
    if code == "en":
        return Markup('dir="auto"')
    return Markup('dir="auto" lang="{}"').format("" if code == "und" else code)
