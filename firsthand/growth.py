"""Growing a case: of a table whose inputs have changed, only the rows of those keys are made for which they have.

Beside a table whose step grows stands a list of its keys, each with a digest of exactly the input rows that decide the
rows of that key: all rows of the key, and of the inputs that are handed over `whole` the rows that are looked up for
it. When the table is to be made of other inputs, rows of keys with an equal digest are taken from the table made
before, and the step is carried out for the others. The table is the same as if it had been made whole.

A digest is a sum over rows, so that their order is nothing to it. It is never part of a table: DuckDB's hash of a row
may change with DuckDB's version, which is part of the list's recipe, so that all is then made anew.
"""

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from firsthand.pipeline import Ints, Runner, Step, as_made, number_keys, select
from firsthand.schema import schema_of

Digests = NDArray[np.uint64]
DIGEST = "digest"
"""Column of a list of keys beside those of the key."""
LOOKED_UP_BY = "article_id"
"""Column by which rows of `whole` inputs are looked up."""


class Made(NamedTuple):
    """A table that a step made before, and the digests of its keys then."""

    table: pa.Table
    keys: pa.Table


def grows(step: Step) -> bool:
    """Whether the rows of a step can be told apart by the key that they were made for."""
    return step.verb in ("map", "group") and bool(step.key) and set(step.key) <= set(schema_of(step.row).names)


class RowDigests:
    """Digests of the rows of tables, taken once for all steps that the tables are inputs of."""

    def __init__(self) -> None:
        self._rows: dict[str, Digests] = {}
        self._articles: dict[str, tuple[Ints, Digests]] = {}

    def of_rows(self, name: str, table: pa.Table) -> Digests:
        """A digest of each row of the table of that name."""
        if name not in self._rows:
            found = select("SELECT hash(r) AS digest FROM r", {"r": table}).column(0)
            self._rows[name] = found.to_numpy().astype(np.uint64)
        return self._rows[name]

    def of_articles(self, name: str, table: pa.Table, ids: Ints) -> Digests:
        """Of each of some articles, a digest of its rows in the table of that name; 0 where it has none."""
        if name not in self._articles:
            known, at = np.unique(table.column(LOOKED_UP_BY).to_numpy(), return_inverse=True)
            self._articles[name] = known, _sum_at(at, mix_digests(self.of_rows(name, table)), len(known))
        known, digests = self._articles[name]
        places = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        if not len(known):
            return np.zeros(len(ids), np.uint64)
        return np.where(known[places] == ids, digests[places], np.uint64(0))

    def forget(self, names: set[str]) -> None:
        """Drops the digests of all tables but these."""
        self._rows = {name: rows for name, rows in self._rows.items() if name in names}
        self._articles = {name: rows for name, rows in self._articles.items() if name in names}


def mix_digests(digests: Digests) -> Digests:
    """Digests spread over all 64 bits, so that sums of them tell sets of rows apart (finalizer of SplitMix64).

    >>> [hex(value) for value in mix_digests(np.array([0, 1], np.uint64)).tolist()]
    ['0xe220a8397b1dcdaf', '0x910a2dec89025cc1']
    """
    mixed = digests + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: Digests = mixed ^ (mixed >> np.uint64(31))
    return result


def _sum_at(places: Ints, digests: Digests, size: int) -> Digests:
    sums = np.zeros(size, np.uint64)
    np.add.at(sums, places, digests)
    return sums


def digest_keys(step: Step, tables: dict[str, pa.Table], rows: RowDigests) -> pa.Table:
    """Each key of a step that grows, in order, with a digest of all input rows that decide its rows."""
    grouped = [name for name in step.inputs if name not in step.whole]
    numbers = number_keys([tables[name] for name in grouped], step.key)
    keys, firsts = np.unique(numbers[0], return_index=True)
    sums = np.full(len(keys), _digest_wholes(step, tables, rows), np.uint64)
    for k, (name, numbered) in enumerate(zip(grouped, numbers, strict=True)):
        digests = mix_digests(rows.of_rows(name, tables[name]) ^ np.uint64(k))
        if k == 0:
            digests = _look_up(step, tables, rows, digests)
        places = np.minimum(np.searchsorted(keys, numbered), max(0, len(keys) - 1))
        known = keys[places] == numbered if len(keys) else np.zeros(len(numbered), np.bool_)
        sums += _sum_at(places[known], digests[known], len(keys))
    return tables[grouped[0]].select(step.key).take(firsts).append_column(DIGEST, pa.array(sums)).combine_chunks()


def _looked_up(step: Step, tables: dict[str, pa.Table]) -> list[str]:
    """Inputs of which a key is decided by single rows, not by all."""
    return [name for name in step.whole if step.looks_up and LOOKED_UP_BY in tables[name].column_names]


def _digest_wholes(step: Step, tables: dict[str, pa.Table], rows: RowDigests) -> np.uint64:
    """One digest of the inputs that decide the rows of every key."""
    told = _looked_up(step, tables)
    sums = [mix_digests(rows.of_rows(name, tables[name])).sum() for name in step.whole if name not in told]
    return np.uint64(mix_digests(np.array(sums, np.uint64) ^ np.arange(len(sums), dtype=np.uint64)).sum())


def _look_up(step: Step, tables: dict[str, pa.Table], rows: RowDigests, digests: Digests) -> Digests:
    """Digests of the rows of the first input together with the rows looked up for them."""
    for column in step.looks_up:
        ids = tables[step.inputs[0]].column(column)
        there = ids.is_valid().to_numpy()
        articles = ids.drop_null().to_numpy()
        for name in _looked_up(step, tables):
            found = np.zeros(len(digests), np.uint64)
            found[there] = rows.of_articles(name, tables[name], articles)
            digests = mix_digests(digests + found)
    return digests


def grow_table(step: Step, runner: Runner, tables: dict[str, pa.Table], keys: pa.Table, before: Made) -> pa.Table:
    """The step's table: rows of keys whose digest is the one they had before are kept, the others are made.

    Raises:
        ValueError: the step made rows of another key than those that it was given: its `key` is wrong.
    """
    grouped = [name for name in step.inputs if name not in step.whole]
    listed = [keys, before.keys, before.table, *(tables[name] for name in grouped)]
    now, then, old, *numbers = number_keys([table.select(step.key) for table in listed], step.key)
    places = np.minimum(np.searchsorted(then, now), max(0, len(then) - 1))
    digests, earlier = (table.column(DIGEST).to_numpy() for table in (keys, before.keys))
    same = (then[places] == now) & (earlier[places] == digests) if len(then) else np.zeros(len(now), np.bool_)
    kept = before.table.filter(pa.array(np.isin(old, now[same])))
    if same.all():
        return as_made(step, kept)
    changed = now[~same]
    parts = {
        name: tables[name].filter(pa.array(np.isin(numbered, changed)))
        for name, numbered in zip(grouped, numbers, strict=True)
    }
    made = runner.make(step, tables | parts)
    found, given = number_keys([made.select(step.key), keys.filter(pa.array(~same)).select(step.key)], step.key)
    if not np.isin(found, given).all():
        raise ValueError(f"{step.table} has rows of other {', '.join(step.key)} than those that it was made for")
    return as_made(step, pa.concat_tables([kept.cast(made.schema), made]))


def recipe_of(step: Step, mark: dict[str, Any]) -> str:
    """Digest of all that decides a step's table but its inputs: what may be kept was made by the same."""
    made_by = {name: value for name, value in mark.items() if name not in ("inputs", "fingerprint")}
    taken = [step.verb, step.inputs, step.key, step.order, step.whole, step.looks_up, str(schema_of(step.row))]
    return hashlib.sha256(json.dumps([made_by, taken, duckdb.__version__], sort_keys=True).encode()).hexdigest()


def seal_keys(keys: pa.Table, recipe: str, fingerprint: str) -> pa.Table:
    """A list of keys that says by which recipe, and of which table, it is."""
    return keys.replace_schema_metadata({"recipe": recipe, "fingerprint": fingerprint})


def read_made(table: Path, keys: Path, recipe: str, fingerprint: str | None) -> Made | None:
    """A table with its list of keys; none where either is missing, torn, or of another recipe or table."""
    try:
        listed = pq.ParquetFile(keys).read()
        said = listed.schema.metadata or {}
        if (said.get(b"recipe"), said.get(b"fingerprint")) != (recipe.encode(), (fingerprint or "").encode()):
            return None
        return Made(pq.ParquetFile(table).read(), listed)
    except (OSError, pa.ArrowException):
        return None
