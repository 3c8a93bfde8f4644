"""The rows of a case, looked up by their keys: what every view and export starts from."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import pyarrow as pa

from firsthand.errors import CaseError, UnknownError
from firsthand.judgements.rows import Decision, JudgedDirection, Judgement
from firsthand.records import (
    Article,
    Attribution,
    Claim,
    ClaimMention,
    Conflict,
    Credit,
    Derivation,
    Direction,
    DirectionEvidence,
    FamilyPassage,
    Figure,
    Finding,
    Incident,
    IncidentMention,
    Match,
    Mention,
    MentionOrigin,
    NumberEdit,
    Omission,
    PassageFamily,
    Place,
    Problem,
    Reuse,
    Rewriting,
    SourceName,
    TimeExpression,
    Version,
    Wording,
)
from firsthand.reuse.rows import Folded
from firsthand.schema import schema_of, to_rows

Row = TypeVar("Row")

TABLES: dict[type, str] = {
    Article: "articles",
    Problem: "problems",
    Credit: "credits",
    Attribution: "attributions",
    SourceName: "source_names",
    Reuse: "reuse",
    Direction: "directions",
    DirectionEvidence: "direction_evidence",
    Rewriting: "rewritings",
    Omission: "omissions",
    PassageFamily: "passage_families",
    FamilyPassage: "family_passages",
    NumberEdit: "number_edits",
    Folded: "folded",
    Figure: "figures",
    Place: "places",
    TimeExpression: "times",
    Mention: "mentions",
    Match: "matches",
    ClaimMention: "claim_mentions",
    Claim: "claims",
    Wording: "wordings",
    Derivation: "derivations",
    MentionOrigin: "mention_origins",
    Finding: "findings",
    Version: "versions",
    Incident: "incidents",
    IncidentMention: "incident_mentions",
    Conflict: "conflicts",
    Judgement: "judgements",
    JudgedDirection: "judged_directions",
    Decision: "decisions",
}
"""The tables that people see, by the type of their rows."""

NO_OUTLET = "outlet not stated"
NO_DATE = "date not stated"

_ARTICLES_HELD = 2_048
"""Articles kept open at once: about 10 MB of text; the rest is read again from the table when it is asked for."""


class Tables(Protocol):
    """Whatever gives tables by name: a case on disk, or tables in memory."""

    def table(self, name: str) -> pa.Table:
        """The table of that name."""
        ...


@dataclass(frozen=True)
class Quote:
    """Words of an article with their place: `text[start:end]` of the article is `text`."""

    article: str
    """The id that came with the article."""
    outlet: str | None
    start: int
    end: int
    text: str
    language: str
    """ISO 639-1 code of the article; und when it cannot be told."""


def short_id(number: int) -> str:
    """The short form of a 64-bit id that people type: the first eight of its sixteen hexadecimal digits.

    >>> short_id(-1), short_id(0x1A2B3C4D5E6F7081)
    ('ffffffff', '1a2b3c4d')
    """
    return full_id(number)[:8]


def full_id(number: int) -> str:
    """A 64-bit id as sixteen hexadecimal digits."""
    return f"{number & (2**64 - 1):016x}"


class Lookup:
    """Rows of a case by key; each table is read once, and only when something asks for it."""

    def __init__(self, case: Tables) -> None:
        self.case = case
        self._rows: dict[type, list[Any]] = {}
        self._by: dict[tuple[type, str], dict[Any, list[Any]]] = {}
        self._places: dict[int, int] | None = None
        self._open: dict[int, Article] = {}
        self._known: dict[int, tuple[str, str | None]] = {}
        self._conflicts: dict[int, list[Conflict]] | None = None

    @property
    def called(self) -> str:
        """What stands for the case in a command: its path, as a shell takes it; CASE where it has none."""
        path = getattr(self.case, "path", None)
        return "CASE" if path is None else shlex.quote(str(path))

    def rows(self, row_type: type[Row]) -> list[Row]:
        """All rows of one type, in the order of the table."""
        if row_type not in self._rows:
            table = self.case.table(TABLES[row_type])
            kind: type = row_type
            missing = set(schema_of(kind).names) - set(table.schema.names)
            if missing:
                raise CaseError(
                    f"the table {TABLES[row_type]} was made by another version of firsthand (it has no column "
                    f"{min(missing)!r}); make the case anew by running its articles into it again"
                )
            self._rows[row_type] = to_rows(table, row_type)
        return self._rows[row_type]

    def by(self, row_type: type[Row], column: str) -> Mapping[Any, list[Row]]:
        """The rows of one type by the value of a column; a value that no row has gives a KeyError."""
        key = (row_type, column)
        if key not in self._by:
            grouped: dict[Any, list[Any]] = {}
            for row in self.rows(row_type):
                grouped.setdefault(getattr(row, column), []).append(row)
            self._by[key] = grouped
        return self._by[key]

    def get(self, row_type: type[Row], column: str, value: Any) -> list[Row]:
        """The rows whose column has the value; an empty list when there are none."""
        return self.by(row_type, column).get(value, [])

    def one(self, row_type: type[Row], column: str, value: Any) -> Row | None:
        """The first row whose column has the value."""
        found = self.get(row_type, column, value)
        return found[0] if found else None

    def conflicts_of(self, mention_id: int) -> list[Conflict]:
        """The conflicts that a mention stands in."""
        if self._conflicts is None:
            self._conflicts = {}
            for conflict in self.rows(Conflict):
                for member in dict.fromkeys(conflict.mention_ids):
                    self._conflicts.setdefault(member, []).append(conflict)
        return self._conflicts.get(mention_id, [])

    def article_ids(self) -> list[int]:
        """Ids of all articles, in the order of the ids that came with them."""
        self._index()
        return sorted(self._known, key=lambda i: (self._known[i][0], i))

    def article(self, article_id: int) -> Article:
        """One article with its text."""
        if article_id not in self._open:
            if len(self._open) >= _ARTICLES_HELD:
                self._open.clear()
            place = self._index()[article_id]
            (self._open[article_id],) = to_rows(self.case.table("articles").slice(place, 1), Article)
        return self._open[article_id]

    def given(self, article_id: int) -> str:
        """The id that came with an article."""
        self._index()
        return self._known[article_id][0]

    def outlet(self, article_id: int) -> str | None:
        """The outlet of an article, or None where none was stated."""
        self._index()
        return self._known[article_id][1]

    def has_article(self, article_id: int) -> bool:
        """Whether the case has the article."""
        return article_id in self._index()

    def article_id(self, given: str) -> int:
        """The article that came with this id; raises UnknownError with the nearest ids when there is none."""
        found = [i for i in self._index() if self._known[i][0] == given]
        if not found:
            near = [self.given(i) for i in self.article_ids() if given.lower() in self.given(i).lower()][:5]
            known = near or [self.given(i) for i in self.article_ids()[:5]]
            raise UnknownError(f"no article has the id {given!r}; ids of this case: {', '.join(known) or 'none'} …")
        return found[0]

    def quote(self, article_id: int, start: int, end: int) -> Quote:
        """The words at a place of an article."""
        article = self.article(article_id)
        return Quote(article.given_id, article.outlet, start, end, article.text[start:end], article.language)

    def _index(self) -> dict[int, int]:
        if self._places is None:
            table = self.case.table("articles").select(["article_id", "given_id", "outlet"])
            self._places = {}
            for place, row in enumerate(table.to_pylist()):
                self._places[row["article_id"]] = place
                self._known[row["article_id"]] = (row["given_id"], row["outlet"])
        return self._places


def empty_tables() -> dict[str, pa.Table]:
    """Every table that people see, without a row: what a case without articles has."""
    return {name: schema_of(row_type).empty_table() for row_type, name in TABLES.items()}
