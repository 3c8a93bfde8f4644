"""The page of a dossier: the record, its drawings and its texts, as HTML and as JSON in one file."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from markupsafe import Markup

from firsthand.errors import FirsthandError
from firsthand.export.writing import open_whole
from firsthand.masking import Mask
from firsthand.rendering import make_environment, read_template
from firsthand.report.bounds import Bounds
from firsthand.report.data import write_json
from firsthand.report.dossier import Opened, make_dossier
from firsthand.report.texts import Places
from firsthand.views.lanes import draw_claim
from firsthand.views.lookup import Lookup, Tables
from firsthand.views.reuse import PairView
from firsthand.views.sides import SideRow, view_sides

TITLE = "Who said it first"


def write_report(
    case: Tables,
    path: Path | str,
    title: str | None = None,
    *,
    masks: Iterable[Mask] = (),
    bounds: Bounds | None = None,
) -> None:
    """The case as one HTML page at `path`.

    Raises:
        UnknownError: a mask names what the case does not have.
        FirsthandError: the file cannot be written, or a masked name would stand in it; what stood there before stays.
    """
    page = build_report(case, title, masks=masks, bounds=bounds)
    with open_whole(Path(path)) as file:
        cast(IO[str], file).write(page)


def build_report(
    case: Tables, title: str | None = None, *, masks: Iterable[Mask] = (), bounds: Bounds | None = None
) -> str:
    """The text of the page; raises as `write_report` does."""
    bounds = bounds or Bounds()
    opened = make_dossier(case, title or TITLE, tuple(masks), bounds)
    hidden, masking = opened.dossier, opened.masking
    drawn = [claim for claim in hidden.claims.rows if claim.articles >= 2][: bounds.drawn]
    drawings = masking.show(tuple(draw_claim(claim) for claim in drawn))
    sides = masking.show(tuple(_sides(opened, pair, bounds) for pair in hidden.pairs.rows))
    blanked = tuple(replace(one, text=masking.blank(one.text)) for one in hidden.articles)
    dossier = masking.show(replace(hidden, articles=blanked))
    _refuse_masked(opened, dossier, drawings, sides)
    style = read_template("report.css")
    return (
        make_environment()
        .get_template("report.html")
        .render(
            dossier=dossier,
            places=Places(dossier, hidden, masking.show),
            own_title=title is not None,
            style=Markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            drawings={claim.claim_id: picture for claim, picture in zip(drawn, drawings, strict=True)},
            sides=sides,
            claim_ids={claim.short_id for claim in dossier.claims.rows},
            conflict_ids={one.short_id for part in (dossier.conflicts, dossier.comparisons) for one in part.rows},
            mention_ids={
                f"m-{mention.mention_id}"
                for claim in dossier.claims.rows
                for mention in claim.mentions[: bounds.mentions]
            },
            mentions_shown=bounds.mentions,
            members_listed=bounds.members,
            masked_texts={entry.article for entry in dossier.articles if entry.masked},
            json=Markup(write_json(dossier)),
        )
    )


def _sides(opened: Opened, pair: PairView, bounds: Bounds) -> tuple[SideRow, ...] | None:
    """Both texts in rows; None where one is masked or both are too long to stand side by side."""
    lookup: Lookup = opened.lookup
    ids = [lookup.article_id(given) for given in (pair.left, pair.right)]
    characters = sum(len(lookup.article(i).text) for i in ids)
    if opened.masking.texts & set(ids) or characters > bounds.pair_characters:
        return None
    return view_sides(lookup, pair)


def _refuse_masked(opened: Opened, *records: object) -> None:
    """Raises FirsthandError where a masked name would stand on the page all the same: nothing is written then."""
    left = [text for record in records for text in opened.masking.find_left(record)]
    if left:
        raise FirsthandError(
            f"a masked name would still stand in {len(left)} places of the page, so it was not written; "
            "report this fault, and mask with words:… what else tells the name until it is mended"
        )
