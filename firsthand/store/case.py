"""One generation of a case, open for reading."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from firsthand import frames
from firsthand.errors import CaseError, UnknownError
from firsthand.pipeline import select
from firsthand.settings import Settings
from firsthand.store.folder import (
    check_format,
    current_number,
    generation_at,
    read_parquet,
)


class Case:
    """One generation of a case, open for reading."""

    def __init__(self, path: Path, generation: Path) -> None:
        self.path = path
        self._generation = generation
        self._tables: dict[str, pa.Table] = {}

    @property
    def generation(self) -> int:
        """Number of the generation that was opened; a later run or judgement makes the next one."""
        return int(self._generation.name)

    def is_current(self) -> bool:
        """Whether no other generation has been published since this one was opened."""
        return current_number(self.path) == self.generation

    def tables(self) -> list[str]:
        """Names of the tables, in alphabetical order."""
        return sorted(marker.stem for marker in self._generation.glob("*.json"))

    def table(self, name: str) -> pa.Table:
        """One table, with the columns of its row type in `firsthand.records`."""
        if name not in self._tables:
            self._check(name)
            self._tables[name] = read_parquet(self._generation / f"{name}.parquet")
        return self._tables[name]

    def made_by(self, name: str) -> dict[str, Any]:
        """What made a table: tool, code, models, numbers and inputs, as its marker says."""
        self._check(name)
        return dict(json.loads((self._generation / f"{name}.json").read_text("utf-8")))

    def _check(self, name: str) -> None:
        if name not in self.tables():
            raise UnknownError(f"the case {self.path} has no table {name!r}; it has: {', '.join(self.tables())}")

    def query(self, sql: str) -> pa.Table:
        """Result of a SELECT over the case's tables by name."""
        return select(sql, {name: self.table(name) for name in self.tables()})

    def settings(self) -> Settings:
        """The numbers that the tables were made with, as their markers say."""
        made = (json.loads((self._generation / f"{name}.json").read_text("utf-8")) for name in self.tables())
        numbers = {name: value for mark in made for name, value in mark.get("numbers", {}).items()}
        return Settings(**{f.name: numbers[f.name] for f in dataclasses.fields(Settings) if f.name in numbers})

    def articles(self) -> pa.Table:
        """A row an article, without its text."""
        return self.query(frames.ARTICLES)

    def claims(self) -> pa.Table:
        """A row a claim: what is stated, by how many, with how many origins, and why; told by most first."""
        return self.query(frames.CLAIMS)

    def reuse(self) -> pa.Table:
        """A row a shared passage: articles by their given ids, both spans with their text, kind, credit, direction.

        `more_pairs` is how many pairs without rows the pair stands for, where copies are folded.
        """
        return self.query(frames.REUSE)

    def families(self) -> pa.Table:
        """A row an article of each text that several have: its words, the earliest and fullest, and from whom."""
        return self.query(frames.FAMILIES)

    def number_edits(self) -> pa.Table:
        """A row a figure that differs in wording that two articles share: both with numbers and sentences."""
        return self.query(frames.NUMBER_EDITS)

    def rewritings(self) -> pa.Table:
        """A row a stretch of sentences that two articles tell in other words; weaker evidence than shared wording."""
        return self.query(frames.REWRITINGS)

    def attributions(self) -> pa.Table:
        """A row a reported statement: source, cue, content and channel with spans and text, who, kind and parent."""
        return self.query(frames.ATTRIBUTIONS)

    def sources(self) -> pa.Table:
        """A row a source: how many statements in how many articles rest on it."""
        return self.query(frames.SOURCES)

    def conflicts(self) -> pa.Table:
        """A row a conflict, or a set of statements to compare."""
        return self.query(frames.CONFLICTS)

    def incidents(self) -> pa.Table:
        """A row an incident: where, when, how many articles tell of it, people killed and injured (low, best, high)."""
        return self.query(frames.INCIDENTS)

    def __repr__(self) -> str:
        read, told = self.table("articles").num_rows, self.table("findings").num_rows
        return f"<Case {str(self.path)!r}: {read} articles, {told} claims>"

    def _repr_html_(self) -> str:
        from firsthand.views.notebook import notebook_html  # only a notebook needs the views

        return notebook_html(self)


def open_case(path: str | Path) -> Case:
    """The current generation of the case in a folder.

    Raises:
        CaseError: there is no case, its first run was never finished, or this version cannot read its format.
    """
    path = Path(path)
    check_format(path)
    number = current_number(path)
    if number is None:
        raise CaseError(
            f"the first run of the case {path} was never finished; finish it with: firsthand run PATH --case {path}"
        )
    return Case(path, generation_at(path, number))
