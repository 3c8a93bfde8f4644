"""Steps, and the runner that carries them out on one machine."""

import gc
import inspect
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.engine import Setting, open_engine
from firsthand.graph import place_near
from firsthand.latest import forget_texts, keep_texts, machine_memory, texts_for
from firsthand.schema import schema_of
from firsthand.scratch import Collected, Scratch
from firsthand.settings import Settings
from firsthand.workers import LEAST_ROWS, Call, Workers, is_known

Verb = Literal["map", "group", "sql", "connect"]
Ints = NDArray[np.int64]
BY_ARTICLE = ("article_id",)
"""Key of the steps that go to the workers."""
_EDGES = pa.schema([("a", pa.int64()), ("b", pa.int64())])


@dataclass(frozen=True)
class Step:
    """One table and how it is made.

    map: `make(table, **numbers)` gets any slice of the one input table; rows of different slices never meet.
    group: `make(*tables, **numbers)` gets, of each input table, all rows with one value of `key` (an empty table where
    there are none), once for each value that the first input has. Without a key it gets all rows at once.
    Inputs named in `whole` are handed to every call as they are, to look rows up in.
    sql: `make` is a SELECT that DuckDB and Spark both take; it names its inputs as tables and settings as `{name}`.
    connect: `make` is a SELECT of edges (a, b); the table is (vertex, root) of the connected groups, written into the
    first two columns of `row` as (root, vertex).
    """

    table: str
    verb: Verb
    make: Callable[..., pa.Table] | str
    inputs: tuple[str, ...]
    row: type
    key: tuple[str, ...] = ()
    """Columns of every input that is not `whole`: all rows with one value of them decide the rows made with it."""
    order: tuple[str, ...] = ()
    """Columns that the finished table is sorted by; by default all that can be sorted, in their order."""
    models: tuple[str, ...] = ()
    """Distributions whose version decides the result (language models)."""
    temporary: bool = False
    """Whether the table may be dropped once everything made from it is done."""
    whole: tuple[str, ...] = ()
    """Inputs, the last ones, that every call of a map or group gets whole."""
    looks_up: tuple[str, ...] = ()
    """Columns of the first input with the ids of all articles whose rows its rows have looked up in `whole`. Without
    them, any change of a whole input changes every key."""
    forgets: bool = False
    """Whether it is the last step that asks for what was found in texts before (see `firsthand.latest`)."""
    bulk: int = 1
    """How many times more rows than others one call takes, for rows that are cheap and many. A group then gets the
    rows of several neighbouring keys at once, and of its other inputs all between these keys."""


def numbers_for(make: Callable[..., Any], settings: Settings) -> dict[str, Any]:
    """The keyword-only arguments of a step function, taken from the settings by name."""
    wanted = [p.name for p in inspect.signature(make).parameters.values() if p.kind is p.KEYWORD_ONLY]
    return {name: getattr(settings, name) for name in wanted}


def order_of(step: Step) -> tuple[str, ...]:
    """Columns that the step's finished table is sorted by."""
    return step.order or tuple(f.name for f in schema_of(step.row) if not pa.types.is_list(f.type))


def as_made(step: Step, table: pa.Table) -> pa.Table:
    """The table in the step's declared schema and a fixed order of rows."""
    schema = schema_of(step.row)
    return in_order(table.select(schema.names).cast(schema), step.order)


def in_order(table: pa.Table, order: tuple[str, ...] = ()) -> pa.Table:
    """The rows sorted by some columns; by default by all that can be sorted."""
    order = order or tuple(field.name for field in table.schema if not pa.types.is_list(field.type))
    if len(order) == 1 and pa.types.is_int64(table.schema.field(order[0]).type):
        # Rows that were kept and rows that were made are each in order already: merging them takes a tenth of a sort.
        return table.take(np.argsort(table.column(order[0]).to_numpy(), kind="stable")).combine_chunks()
    return table.sort_by([(name, "ascending") for name in order]).combine_chunks()


class Runner(Protocol):
    """What carries out steps for a case: on this machine, or elsewhere."""

    settings: Settings

    def make(self, step: Step, tables: dict[str, pa.Table]) -> pa.Table:
        """The step's table, made from the input tables by name."""


class Local:
    """Runs steps on this machine: Arrow tables in memory, DuckDB for SQL.

    `report(table, done, total)` is called with rows, or keys, done and in all. With a `scratch` folder large tables are
    kept there instead (see `firsthand.scratch`); with `workers` steps over articles go to these processes.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        chunk_rows: int = 64,
        report: Callable[[str, int, int], None] | None = None,
        scratch: Scratch | None = None,
        workers: Workers | None = None,
    ) -> None:
        self.scratch = scratch
        self.workers = workers
        self._articles = 0
        self.settings = settings
        self.chunk_rows = chunk_rows
        self.report = report or (lambda table, done, total: None)

    def make(self, step: Step, tables: dict[str, pa.Table]) -> pa.Table:
        """The step's table, made from the input tables by name."""
        inputs = {name: tables[name] for name in step.inputs}
        if "articles" in inputs:
            self._keep_texts(inputs["articles"].num_rows)
        if step.verb == "map":
            made = self._map(step, inputs)
        elif step.verb == "group":
            made = self._group(step, inputs)
        elif step.verb == "sql":
            made = self._sql(step, inputs)
        else:
            made = self._connect(step, inputs)
        if step.forgets:
            forget_texts()
        if self.scratch is None or self.scratch.is_small(made.nbytes):
            return as_made(step, made)
        return self.scratch.sort(made, order_of(step))

    def _keep_texts(self, articles: int) -> None:
        """Keeps what is found in texts for as many as the case has; never fewer than before, as when it grows."""
        self._articles = max(self._articles, articles)
        keep_texts(texts_for(self._articles, self.scratch.memory if self.scratch else None))

    def _collect(self, step: Step) -> Collected:
        return Collected(schema_of(step.row), self.scratch)

    def _carry_out(self, step: Step, calls: Iterable[Call], ends: Sequence[int], together: int = 1) -> pa.Table:
        """What the calls of a step make, in their order; `ends` is how many rows, or keys, are done after each.

        Of what goes to the workers so many calls go `together`.
        """
        assert callable(step.make)
        numbers, make = numbers_for(step.make, self.settings), step.make
        made, total = self._collect(step), ends[-1] if ends else 0
        parts: Iterator[pa.Table]
        if self.workers is not None and self._goes_out(step, total):
            parts = self.workers.run(step.table, calls, numbers, together)
        else:
            parts = (_call(make, call, numbers) for call in calls)
        for part, done in zip(parts, ends, strict=True):
            made.add(part)
            self.report(step.table, done, total)
        return made.table()

    def _goes_out(self, step: Step, rows: int) -> bool:
        """Whether workers carry out a step."""
        return step.key == BY_ARTICLE and rows >= LEAST_ROWS and is_known(step.table, step.make)

    def _map(self, step: Step, inputs: dict[str, pa.Table]) -> pa.Table:
        table, *whole = inputs.values()
        if looks_up_two(step):
            table = self._take(table, np.argsort(number_near([table], step)[0], kind="stable"))
        size = self.chunk_rows * step.bulk
        starts = range(0, table.num_rows, size)
        calls = ((table.slice(start, size), *whole) for start in starts)
        return self._carry_out(step, calls, [min(start + size, table.num_rows) for start in starts])

    def _group(self, step: Step, inputs: dict[str, pa.Table]) -> pa.Table:
        if step.bulk > 1:
            return self._group_bulk(step, inputs)
        whole = [inputs[name] for name in step.whole]
        grouped = [table for name, table in inputs.items() if name not in step.whole]
        sliced = [_slices(table, step.key) for table in grouped]
        keys = sorted(sliced[0])
        calls = (
            (*(slices.get(key, table.slice(0, 0)) for slices, table in zip(sliced, grouped, strict=True)), *whole)
            for key in keys
        )
        return self._carry_out(step, calls, range(1, len(keys) + 1), together=self.chunk_rows)

    def _group_bulk(self, step: Step, inputs: dict[str, pa.Table]) -> pa.Table:
        """The rows of neighbouring keys together."""
        whole = [inputs[name] for name in step.whole]
        grouped = [table for name, table in inputs.items() if name not in step.whole]
        keys = number_near(grouped, step) if looks_up_two(step) else number_keys(grouped, step.key)
        for k, (table, numbered) in enumerate(zip(grouped, keys, strict=True)):
            if not bool((numbered[1:] >= numbered[:-1]).all()):
                order = np.argsort(numbered, kind="stable")
                grouped[k], keys[k] = self._take(table, order), numbered[order]

        def cut(start: int, end: int) -> Call:
            first, last = keys[0][start], keys[0][end - 1]
            bounds = [(np.searchsorted(k, first), np.searchsorted(k, last, side="right")) for k in keys]
            parts = [table.slice(low, high - low) for table, (low, high) in zip(grouped, bounds, strict=True)]
            return (*parts, *whole)

        cuts = _cut_at_keys(keys[0], self.chunk_rows * step.bulk)
        return self._carry_out(step, (cut(start, end) for start, end in pairwise(cuts)), cuts[1:])

    def _take(self, table: pa.Table, order: Ints) -> pa.Table:
        """All rows of a table in another order."""
        return self.scratch.take(table, order) if self.scratch else table.take(order)

    def _sql(self, step: Step, inputs: dict[str, pa.Table]) -> pa.Table:
        assert isinstance(step.make, str)
        self.report(step.table, 0, 1)
        sql = step.make.format(**vars(self.settings))
        schema = _EDGES if step.verb == "connect" else schema_of(step.row)
        made = self.scratch.select(sql, inputs, schema) if self.scratch else select(sql, inputs)
        self.report(step.table, 1, 1)
        return made

    def _connect(self, step: Step, inputs: dict[str, pa.Table]) -> pa.Table:
        from firsthand.graph import connect

        edges = self._sql(step, inputs)
        names = schema_of(step.row).names
        vertices, roots = connect(edges.column(0).to_numpy(), edges.column(1).to_numpy())
        return pa.table({names[0]: roots, names[1]: vertices})


def _call(make: Callable[..., pa.Table], tables: Call, numbers: dict[str, Any]) -> pa.Table:
    """What one call of a step makes. The collector of cycles rests meanwhile: rows are none, and to look through
    hundreds of thousands of them again and again took a quarter of the time of some steps."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return make(*tables, **numbers)
    finally:
        if collects:
            gc.enable()


def select(sql: str, tables: dict[str, pa.Table]) -> pa.Table:
    """Result of a SELECT over Arrow tables by name.

    What does not fit into half of the machine's memory is put into the system's folder for temporary files.
    """
    with tempfile.TemporaryDirectory(prefix="firsthand-") as folder:
        limit: dict[str, Setting] = {"temp_directory": folder}
        if memory := machine_memory() // 2:
            limit["memory_limit"] = f"{memory}B"
        with open_engine(limit) as connection:
            for name, table in tables.items():
                connection.register(name, table)
            return connection.sql(sql).to_arrow_table()


def number_keys(tables: Sequence[pa.Table], key: Sequence[str]) -> list[Ints]:
    """A number for the key of each row of each table: equal for equal keys, larger for later ones.

    >>> letters = [pa.table({"a": [7, 7, 5], "b": ["y", "x", "z"]}), pa.table({"a": [7], "b": ["x"]})]
    >>> [numbers.tolist() for numbers in number_keys(letters, ["a", "b"])]
    [[2, 1, 0], [1]]
    """
    cuts = np.cumsum([table.num_rows for table in tables])[:-1]
    numbers = np.zeros(sum(table.num_rows for table in tables), np.int64)
    for name in key:
        values = np.concatenate([table.column(name).to_numpy() for table in tables])
        if len(key) == 1 and values.dtype == np.int64:
            return list(np.split(values, cuts))
        found, places = np.unique(values, return_inverse=True)
        # Numbers are made small again after each column, so that no product leaves 64 bits.
        numbers = np.unique(numbers * len(found) + places, return_inverse=True)[1]
    return list(np.split(numbers, cuts))


def looks_up_two(step: Step) -> bool:
    """Whether the key of a step is two articles, of which rows are looked up."""
    return len(step.key) == 2 and step.looks_up[:2] == step.key


def number_near(tables: Sequence[pa.Table], step: Step) -> list[Ints]:
    """As `number_keys`, for keys of two articles, so that an article that was looked up is soon looked up again.

    Rows in the order of these numbers have the pairs of one story together, of the pairs of the first table.
    """
    one, other = step.key
    vertices, places = place_near(tables[0].column(one).to_numpy(), tables[0].column(other).to_numpy())
    places = np.append(places, len(places))  # articles of no pair of the first table

    def place(ids: Ints) -> Ints:
        at = np.minimum(np.searchsorted(vertices, ids), max(0, len(vertices) - 1))
        known = vertices[at] == ids if len(vertices) else np.zeros(len(ids), np.bool_)
        return places[np.where(known, at, len(places) - 1)]

    ends = [(place(table.column(one).to_numpy()), place(table.column(other).to_numpy())) for table in tables]
    return [np.minimum(a, b) * len(places) + np.maximum(a, b) for a, b in ends]


def _cut_at_keys(keys: Ints, rows: int) -> list[int]:
    """Places that part sorted keys into stretches of at least `rows` (the last may be shorter), no key in two.

    >>> _cut_at_keys(np.array([1, 1, 1, 2, 3, 3]), 2)
    [0, 3, 6]
    """
    cuts = [0]
    ends = np.append(np.flatnonzero(keys[1:] != keys[:-1]) + 1, len(keys))
    while len(keys) and cuts[-1] < len(keys):
        cuts.append(int(ends[min(int(np.searchsorted(ends, cuts[-1] + rows)), len(ends) - 1)]))
    return cuts


def _slices(table: pa.Table, key: tuple[str, ...]) -> dict[tuple[Any, ...], pa.Table]:
    """The rows of a table by key; rows of one key keep their order."""
    if not key:
        return {(): table}
    values = list(zip(*(table.column(name).to_pylist() for name in key), strict=True))
    if any(one > other for one, other in pairwise(values)):
        table = table.sort_by([(name, "ascending") for name in key])
        values.sort()
    slices, start = {}, 0
    for end in range(1, len(values) + 1):
        if end == len(values) or values[end] != values[start]:
            slices[values[start]] = table.slice(start, end - start)
            start = end
    return slices
