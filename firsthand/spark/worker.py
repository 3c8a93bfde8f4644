"""What a Spark worker does with the rows that it is sent: the step as Local carries it out, on a part of its input.

The functions made here travel to the workers, which have this package installed as well.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from firsthand.graph import connect
from firsthand.pipeline import Local, Step, in_order
from firsthand.schema import schema_of
from firsthand.settings import Settings

Batches = Iterator[pa.RecordBatch]
EDGES = pa.schema([("a", pa.int64()), ("b", pa.int64())])


class Kind(NamedTuple):
    """Of one input table: its row type and the columns that it is sorted by."""

    row: type
    order: tuple[str, ...]

    def sort(self, table: pa.Table) -> pa.Table:
        """Rows as Local would have them: in the declared schema and order."""
        schema = schema_of(self.row)
        return in_order(table.select(schema.names).cast(schema), self.order)


class Part(NamedTuple):
    """A step as it goes to the workers, with the tables that each call gets whole."""

    step: Step
    settings: Settings
    kinds: dict[str, Kind]
    whole: Any
    """A broadcast of tables by name."""
    chunk_rows: int

    def make(self, tables: dict[str, pa.Table]) -> pa.Table:
        """The rows that the step makes of a part of its inputs."""
        sorted_tables = {name: self.kinds[name].sort(table) for name, table in tables.items()}
        runner = Local(self.settings, chunk_rows=self.chunk_rows)
        return runner.make(self.step, {**self.whole.value, **sorted_tables})


def map_batches(part: Part) -> Callable[[Batches], Batches]:
    """A function for `mapInArrow`: rows of different batches do not meet."""
    name = part.step.inputs[0]

    def carry_out(batches: Batches) -> Batches:
        for batch in batches:
            yield from part.make({name: pa.Table.from_batches([batch])}).to_batches()

    return carry_out


def make_bucket(part: Part, names: Sequence[str]) -> Callable[[pa.Table], pa.Table]:
    """A function for `applyInArrow`: a table of rows of several inputs, each row in the column of its table."""

    def carry_out(bucket: pa.Table) -> pa.Table:
        tables = {}
        for name in names:
            rows = bucket.column(name).drop_null()
            chunks = rows.chunks or [pa.array([], rows.type)]
            tables[name] = pa.Table.from_batches([pa.RecordBatch.from_struct_array(chunk) for chunk in chunks])
        return part.make(tables)

    return carry_out


def connect_batches(batches: Batches) -> Batches:
    """Edges (a, b) of one part as edges (vertex, smallest vertex) with the same connected groups, for `mapInArrow`.

    No more edges are left than there are vertices.
    """
    edges = pa.Table.from_batches(list(batches), EDGES)
    vertices, roots = connect(edges.column("a").to_numpy(), edges.column("b").to_numpy())
    yield from pa.table([vertices, roots], schema=EDGES).to_batches()
