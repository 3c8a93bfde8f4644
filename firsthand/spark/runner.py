"""The runner that carries out steps on Spark: rows live in data frames over Parquet, and steps go to the rows.

map is `mapInArrow`. group is `applyInArrow` over buckets of keys: rows of all inputs are brought together in one
exchange, so that any number of inputs costs one, and a call gets about as many rows as one of Local's. Of inputs that
every call gets `whole`, a bucket gets those rows that its own rows look up (`Step.looks_up`); others are sent to every
worker. sql is the same SELECT. connect makes the connected groups of parts of the edges, then of what is left.
"""

import math
from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from firsthand.growth import LOOKED_UP_BY
from firsthand.pipeline import Step
from firsthand.schema import schema_of
from firsthand.settings import Settings
from firsthand.spark.worker import Kind, Part, connect_batches, make_bucket, map_batches

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_BUCKET, _NEAR = "bucket", "near"
_TASKS_A_CORE = 4
"""Tasks for each core, so that cores that are done early find more to do, and a lost worker costs little."""
_BUCKETS_A_TASK = 256
"""Buckets above which there are more tasks: a task that fails is done again whole."""
_ROWS_A_BATCH = 4_096
"""Rows that go to a worker at once, of a bucket: with 64 each batch cost more than its rows."""
_ROWS_A_TASK = 200_000
"""Rows of the longest input of a SELECT for each task of a join, where there are more tasks than cores."""
_TYPES = {
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.string(): "string",
    pa.bool_(): "boolean",
    pa.timestamp("us", tz="UTC"): "timestamp",
}


class Frame(NamedTuple):
    """A table of a run on Spark."""

    rows: "DataFrame"
    kind: Kind
    size: int
    """Rows in all."""


def type_of(arrow: pa.DataType) -> str:
    """An Arrow type as Spark SQL writes it.

    >>> type_of(pa.list_(pa.int32()))
    'array<int>'
    """
    return f"array<{type_of(arrow.value_type)}>" if pa.types.is_list(arrow) else _TYPES[arrow]


def columns_of(row: type) -> str:
    """The columns of a row type as Spark SQL declares them."""
    return ", ".join(f"`{field.name}` {type_of(field.type)}" for field in schema_of(row))


def fields_of(row: type) -> str:
    """The same inside a struct."""
    return ", ".join(f"`{field.name}`: {type_of(field.type)}" for field in schema_of(row))


class Spark:
    """Runs steps on Spark: `make` gives a table's rows as a data frame, which is carried out when it is written."""

    def __init__(self, session: "SparkSession", settings: Settings, *, chunk_rows: int = 64) -> None:
        self.session = session
        self.settings = settings
        self.chunk_rows = chunk_rows
        self._cores = int(session.sparkContext.defaultParallelism)

    def make(self, step: Step, tables: dict[str, Frame]) -> "DataFrame":
        """The step's table, made from the input tables by name."""
        inputs = {name: tables[name] for name in step.inputs}
        if step.verb == "sql":
            return self._sql(step, inputs)
        if step.verb == "connect":
            return self._connect(step, inputs)
        if step.verb == "map" and not self._looked_up(step, inputs):
            return self._map(step, inputs)
        return self._group(step, inputs)

    def _map(self, step: Step, inputs: dict[str, Frame]) -> "DataFrame":
        first = inputs[step.inputs[0]]
        part = self._part(step, inputs, step.whole)
        self._send_at_once(self.chunk_rows)
        rows = first.rows.repartition(self._tasks(math.ceil(first.size / self.chunk_rows)))
        return rows.mapInArrow(map_batches(part), columns_of(step.row))

    def _group(self, step: Step, inputs: dict[str, Frame]) -> "DataFrame":
        looked_up = self._looked_up(step, inputs)
        brought = {name: inputs[name] for name in step.inputs if name not in step.whole or name in looked_up}
        first = inputs[step.inputs[0]]
        buckets = max(1, math.ceil(first.size / (self.chunk_rows * step.bulk))) if step.key else 1
        near = self._near(step, first.rows, buckets) if looked_up else None
        placed = {n: _place(brought[n].rows, step, buckets, near) for n in brought if n not in looked_up}
        for name in looked_up:
            placed[name] = brought[name].rows.join(_ask(step, placed[step.inputs[0]]), LOOKED_UP_BY)
        tagged = [_tag(placed[name], name, brought) for name in brought]
        together = reduce(lambda one, other: one.union(other), tagged).repartition(self._tasks(buckets), _BUCKET)
        part = self._part(step, inputs, [name for name in step.whole if name not in looked_up])
        self._send_at_once(_ROWS_A_BATCH)
        return together.groupBy(_BUCKET).applyInArrow(make_bucket(part, list(brought)), columns_of(step.row))

    def _sql(self, step: Step, inputs: dict[str, Frame]) -> "DataFrame":
        assert isinstance(step.make, str)
        rows = max(table.size for table in inputs.values())
        self.session.conf.set("spark.sql.shuffle.partitions", str(max(self._cores, math.ceil(rows / _ROWS_A_TASK))))
        for name, table in inputs.items():
            table.rows.createOrReplaceTempView(name)
        return self.session.sql(step.make.format(**vars(self.settings)))

    def _connect(self, step: Step, inputs: dict[str, Frame]) -> "DataFrame":
        group, vertex = schema_of(step.row).names
        forest = self._sql(step, inputs).toDF("a", "b")
        for tasks in (self._cores * _TASKS_A_CORE, 1):
            forest = forest.repartition(tasks).mapInArrow(connect_batches, "a bigint, b bigint")
        self._send_at_once(_ROWS_A_BATCH)
        return forest.toDF(vertex, group)

    def _looked_up(self, step: Step, inputs: dict[str, Frame]) -> list[str]:
        """Inputs of which a call needs only the rows of the articles that its own rows name."""
        return [n for n in step.whole if step.looks_up and LOOKED_UP_BY in inputs[n].rows.columns]

    def _near(self, step: Step, first: "DataFrame", buckets: int) -> "DataFrame | None":
        """The neighbourhood of each first article, of a step whose rows look up two; else none."""
        if buckets == 1 or len(step.looks_up) < 2 or step.looks_up[0] != step.key[0]:
            return None
        found = find_neighbourhoods(first, step.looks_up[0], step.looks_up[1], self.chunk_rows * step.bulk)
        # 16 bytes an article: made here once, since each input would make it again.
        return self.session.createDataFrame(found.toArrow(), schema=found.schema)

    def _part(self, step: Step, inputs: dict[str, Frame], names: Iterable[str]) -> Part:
        """The step for the workers, with the tables of these names as every call gets them."""
        whole = {name: inputs[name].kind.sort(inputs[name].rows.toArrow()) for name in names}
        kinds = {name: table.kind for name, table in inputs.items()}
        return Part(step, self.settings, kinds, self.session.sparkContext.broadcast(whole), self.chunk_rows)

    def _send_at_once(self, rows: int) -> None:
        """How many rows a worker gets in one batch, in what is carried out next."""
        self.session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(rows))

    def _tasks(self, buckets: int) -> int:
        return max(1, min(buckets, max(self._cores * _TASKS_A_CORE, math.ceil(buckets / _BUCKETS_A_TASK))))


def _place(rows: "DataFrame", step: Step, buckets: int, near: "DataFrame | None") -> "DataFrame":
    """Rows with their bucket: all rows of one key are in one bucket."""
    from pyspark.sql import functions

    if buckets == 1:
        return rows.withColumn(_BUCKET, functions.lit(0).cast("bigint"))
    if near is None:
        return rows.withColumn(_BUCKET, functions.pmod(functions.xxhash64(*step.key), functions.lit(buckets)))
    found = functions.coalesce(functions.col(_NEAR), functions.col(step.key[0]))
    bucket = functions.pmod(functions.xxhash64(found), functions.lit(buckets))
    return rows.join(near, step.key[0], "left").withColumn(_BUCKET, bucket)


def find_neighbourhoods(pairs: "DataFrame", a: str, b: str, most: int) -> "DataFrame":
    """Of each article in column `a` the one that stands for its neighbourhood: the least that it is paired with.

    Articles of one story are mostly paired with each other. Where their rows are done together, a text is sent to few
    buckets, and read in few. In a neighbourhood of more than `most` rows every article stands for itself.
    """
    from pyspark.sql import functions
    from pyspark.sql.functions import col

    ends = pairs.select(col(a), col(a).alias(_NEAR)).union(pairs.select(b, a))
    least = ends.groupBy(a).agg(functions.min(_NEAR).alias(_NEAR))
    rows = pairs.groupBy(a).agg(functions.count("*").alias("rows")).join(least, a)
    crowds = rows.groupBy(_NEAR).agg(functions.sum("rows").alias("crowd"))
    stands = functions.when(col("crowd") > most, col(a)).otherwise(col(_NEAR))
    return rows.join(crowds, _NEAR).select(a, stands.alias(_NEAR))


def _ask(step: Step, first: "DataFrame") -> "DataFrame":
    """Which articles the rows of each bucket look up."""
    asked = [first.select(_BUCKET, first[name].alias(LOOKED_UP_BY)) for name in step.looks_up]
    return reduce(lambda one, other: one.union(other), asked).dropna().distinct()


def _tag(rows: "DataFrame", name: str, inputs: dict[str, Frame]) -> "DataFrame":
    """Rows with their bucket, each in the column of its table, so that rows of several tables make one data frame."""
    from pyspark.sql import functions

    columns = [functions.col(_BUCKET)]
    for other, table in inputs.items():
        fields = schema_of(table.kind.row).names
        if other == name:
            columns.append(functions.struct(*(functions.col(f"`{field}`") for field in fields)).alias(other))
        else:
            columns.append(functions.lit(None).cast(f"struct<{fields_of(table.kind.row)}>").alias(other))
    return rows.select(columns)
