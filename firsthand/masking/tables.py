"""The tables of a case with the masked characters hidden: what every view, page and export can be made of."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pyarrow as pa

from firsthand.masking.asked import Mask
from firsthand.masking.needles import Needles, cover, mark_of
from firsthand.masking.plan import Masking, plan_masks
from firsthand.views.lookup import Lookup, Tables

CODES: dict[str, frozenset[str]] = {
    name: frozenset(columns.split())
    for name, columns in {
        "articles": "published_precision language",
        "credits": "kind covers",
        "attributions": "kind stance",
        "source_names": "basis",
        "reuse": "kind credit_covers",
        "directions": "confidence",
        "direction_evidence": "kind",
        "passage_families": "kind earliest_confidence",
        "family_passages": "kind",
        "number_edits": "kind a_hedge b_hedge",
        "figures": "unit hedge",
        "places": "role",
        "times": "rule precision",
        "mentions": "aspect modality hedge",
        "claims": "aspect",
        "wordings": "word voice",
        "derivations": "by kind",
        "mention_origins": "kind",
        "findings": "verdict",
        "conflicts": "kind question",
        "judgements": "about decision a_aspect b_aspect",
        "decisions": "about decision status",
    }.items()
}
"""Columns of each table whose values are words of firsthand, not of the articles; all others are masked."""
_WHOLE = {"articles": ("url", "source"), "problems": ("source",), "versions": ("url",)}
"""Columns with addresses and paths, hidden as a whole where they tell a name."""
_IDS = frozenset(["given_id", "a_given_id", "b_given_id"])
_NAMES = {
    "attributions": ("who",),
    "source_names": ("who",),
    "derivations": ("name",),
    "mention_origins": ("origin",),
    "decisions": ("a_name", "b_name"),
}
"""Columns that call a source by its one name."""
_QUOTES = {
    "judgements": [(f"{side}_given_id", f"{side}_{part}") for side in "ab" for part in ("quote", "before", "after")]
}
"""Columns with words of an article, and the column with its given id."""
_POSITIONS = {
    "places": ("canonical", ("gazetteer_id", "latitude", "longitude")),
    "incidents": ("place", ("latitude", "longitude")),
}
"""The column with a place, and those that would tell where it is."""


class MaskedCase:
    """Tables of a case with what `masking` hides hidden; each is made once, when it is asked for."""

    def __init__(self, case: Tables, masking: Masking) -> None:
        self.case = case
        self.masking = masking
        self._tables: dict[str, pa.Table] = {}

    def table(self, name: str) -> pa.Table:
        """The masked table of that name; a name that the case does not have is an error of the case."""
        if name not in self._tables:
            self._tables[name] = _hide_table(name, self.case.table(name), self.masking)
        return self._tables[name]


def mask_case(case: Tables, masks: Iterable[Mask]) -> MaskedCase:
    """A case with some masks put on.

    Raises:
        UnknownError: as `plan_masks`.
    """
    return MaskedCase(case, plan_masks(Lookup(case), masks))


def _hide_table(name: str, table: pa.Table, masking: Masking) -> pa.Table:
    codes = CODES.get(name, frozenset())
    columns: dict[str, list[Any]] = {}
    for field in table.schema:
        kind = str(field.type)
        if field.name not in codes and "string" in kind:
            values = table.column(field.name).to_pylist()
            columns[field.name] = _hide_column(values, _way_of(name, field.name, masking))
    if name == "articles":
        ids, texts = (table.column(one).to_pylist() for one in ("article_id", "text"))
        columns["text"] = [masking.hide_text(i, text) for i, text in zip(ids, texts, strict=True)]
        columns["title"] = _titles(ids, columns["title"], masking)
        columns["url"] = [None if i in masking.texts else url for i, url in zip(ids, columns["url"], strict=True)]
    if name == "versions":
        # The page of a masked text is told by none of its versions.
        rows = list(zip(*(table.column(one).to_pylist() for one in ("page_id", "article_id")), strict=True))
        gone = {page for page, article in rows if article in masking.texts}
        mark = mark_of(masking.text_number)
        columns["url"] = [mark if page in gone else url for (page, _), url in zip(rows, columns["url"], strict=True)]
    for one in _NAMES.get(name, ()):
        columns[one] = _names(table.column(one).to_pylist(), columns[one], masking)
    if name == "source_names":
        whos = table.column("who").to_pylist()
        hidden = [mark_of(masking.sources[who]) if who in masking.sources else None for who in whos]
        columns["name"] = [mark or shown for mark, shown in zip(hidden, columns["name"], strict=True)]
    for given, one in _QUOTES.get(name, ()):
        columns[one] = _quotes(table.column(given).to_pylist(), columns[one], masking)
    _hide_positions(name, table, columns, masking)
    if name == "conflicts":
        _hide_sides(table, columns, masking)
    if name == "rewritings":
        _hide_shared(table, columns, masking)
    for one, values in columns.items():
        at = table.schema.get_field_index(one)
        table = table.set_column(at, table.schema.field(at), pa.array(values, table.schema.field(at).type))
    return table


def _way_of(table: str, column: str, masking: Masking) -> Callable[[str], str]:
    if column in _IDS:
        return masking.hide_id
    if column in _WHOLE.get(table, ()):
        return masking.hide_whole
    if column in ("reason", "reasons", "text", "why", "about", "sides", "note", "of", "earliest_reason", "hedge"):
        return partial(masking.hide, quoted=True)
    return masking.hide


def _hide_column(values: list[Any], way: Callable[[str], str]) -> list[Any]:
    """Values, or lists of values, each hidden once however often it stands."""
    kept: dict[str, str] = {}

    def hide(value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, list):
            return [hide(one) for one in value]
        if value not in kept:
            kept[value] = way(value)
        return kept[value]

    return [hide(value) for value in values]


def _titles(ids: list[int], titles: list[str], masking: Masking) -> list[str]:
    mark = mark_of(masking.text_number)
    return [mark if i in masking.texts and title else title for i, title in zip(ids, titles, strict=True)]


def _names(whos: list[str | None], hidden: list[Any], masking: Masking) -> list[Any]:
    """Names of masked sources, whatever they are made of ("outlet:NAME" as well)."""
    marks = {who: mark_of(number) for who, number in masking.sources.items()}
    return [marks.get(who, shown) if who is not None else None for who, shown in zip(whos, hidden, strict=True)]


def _quotes(givens: list[str | None], hidden: list[Any], masking: Masking) -> list[Any]:
    known = masking.text_ids
    mark = mark_of(masking.text_number)
    return [mark if given in known and shown else shown for given, shown in zip(givens, hidden, strict=True)]


def _hide_positions(name: str, table: pa.Table, columns: dict[str, list[Any]], masking: Masking) -> None:
    if name not in _POSITIONS:
        return
    column, gone = _POSITIONS[name]
    places = table.column(column).to_pylist()
    for one in gone:
        values = columns.get(one) or table.column(one).to_pylist()
        columns[one] = [None if place in masking.places else value for place, value in zip(places, values, strict=True)]


def _hide_sides(table: pa.Table, columns: dict[str, list[Any]], masking: Masking) -> None:
    """Of what a masked text states in a conflict, who states it is left."""
    mark = mark_of(masking.text_number)
    kinds = table.column("kind").to_pylist()
    for row, mentions in enumerate(table.column("mention_ids").to_pylist()):
        sides = []
        for mention, side in zip(mentions, columns["sides"][row], strict=True):
            who, colon, _ = side.partition(": ")
            hidden = f"{who}: {mark}" if colon and kinds[row] != "naming" else mark
            sides.append(hidden if mention in masking.mentions else side)
        columns["sides"][row] = sides
    abouts = table.column("about").to_pylist()
    columns["about"] = [
        mark if masking.runs.is_masked(about) else shown for about, shown in zip(abouts, columns["about"], strict=True)
    ]


def _hide_shared(table: pa.Table, columns: dict[str, list[Any]], masking: Masking) -> None:
    """What two masked texts share, which the reasons of a rewriting name."""
    mark = mark_of(masking.text_number)
    pairs = zip(table.column("a_id").to_pylist(), table.column("b_id").to_pylist(), strict=True)
    for row, pair in enumerate(pairs):
        if masking.texts.issuperset(pair):
            needles = Needles()
            for term in table.column("shared")[row].as_py():
                needles.add(term, masking.text_number)
            columns["reasons"][row] = [cover(one, needles.find(one)) for one in columns["reasons"][row]]
            columns["shared"][row] = [mark for _ in columns["shared"][row]]
