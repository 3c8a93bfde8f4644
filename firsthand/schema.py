"""Arrow schemas read off row dataclasses, and the way from rows to tables and back.

A row type is a frozen dataclass whose fields are annotated with the aliases below, so that the same class documents the
table, checks the types and gives the schema. Only types that DuckDB and Spark both have are allowed.
"""

import dataclasses
import types
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

Row = TypeVar("Row")

Id = Annotated[int, pa.int64()]
"""A signed 64-bit identifier that comes from content (see `firsthand.text.hash64`)."""
Offset = Annotated[int, pa.int32()]
"""A position in the characters of `Article.text`; spans are half-open."""
Count = Annotated[int, pa.int32()]
"""A number of things."""
Score = Annotated[float, pa.float64()]
"""From 0 to 1, more is more."""
Number = Annotated[float, pa.float64()]
"""A number as reported in a text."""
Spans = Annotated[list[int], pa.list_(pa.int32())]
"""Flat list of offsets: start, end, start, end … in reading order; empty when there is nothing."""
Time = Annotated[datetime, pa.timestamp("us", tz="UTC")]
"""A moment in UTC; of a date alone, its midnight."""

_PLAIN = {str: pa.string(), bool: pa.bool_(), float: pa.float64()}


def _arrow_type(hint: Any) -> tuple[pa.DataType, bool, str]:
    """Arrow type, whether null is allowed, and the documentation of one annotated field."""
    doc = ""
    while get_origin(hint) is Annotated:
        inner, *extra = get_args(hint)
        doc = doc or next((x for x in extra if isinstance(x, str)), "")
        arrow = next((x for x in extra if isinstance(x, pa.DataType)), None)
        if arrow is not None:
            return arrow, False, doc
        hint = inner
    if get_origin(hint) in (Union, types.UnionType):
        members = [x for x in get_args(hint) if x is not type(None)]
        arrow, _, inner_doc = _arrow_type(members[0])
        return arrow, True, doc or inner_doc
    if get_origin(hint) is list:
        arrow, _, inner_doc = _arrow_type(get_args(hint)[0])
        return pa.list_(arrow), False, doc or inner_doc
    return _PLAIN[hint], False, doc


@cache
def schema_of(row_type: type) -> pa.Schema:
    """Arrow schema of a row dataclass, a field a field, with each field's documentation in its metadata.

    >>> @dataclasses.dataclass(frozen=True)
    ... class Example:
    ...     start: Annotated[Offset, "first character"]
    ...     name: str | None
    >>> schema_of(Example).field("start").type, schema_of(Example).field("name").nullable
    (DataType(int32), True)
    """
    hints = get_type_hints(row_type, include_extras=True)
    fields = []
    for field in dataclasses.fields(row_type):
        arrow, nullable, doc = _arrow_type(hints[field.name])
        fields.append(pa.field(field.name, arrow, nullable, metadata={"doc": doc} if doc else None))
    return pa.schema(fields)


def to_table(rows: Iterable[Any], row_type: type) -> pa.Table:
    """Rows of `row_type` as an Arrow table with exactly its schema."""
    names = [field.name for field in dataclasses.fields(row_type)]
    listed = list(rows)
    return pa.table(
        [pa.array([getattr(row, name) for row in listed], type=schema_of(row_type).field(name).type) for name in names],
        schema=schema_of(row_type),
    )


def to_rows(table: pa.Table, row_type: type[Row]) -> list[Row]:
    """Rows of an Arrow table that has at least the columns of `row_type`."""
    names = [field.name for field in dataclasses.fields(row_type)]  # type: ignore[arg-type]
    columns = [table.column(name).to_pylist() for name in names]
    return [row_type(*values) for values in zip(*columns, strict=True)]


def pairs_of(spans: list[int]) -> list[tuple[int, int]]:
    """A flat list of offsets as (start, end) pairs.

    >>> pairs_of([0, 4, 9, 12])
    [(0, 4), (9, 12)]
    """
    return list(zip(spans[::2], spans[1::2], strict=True))
