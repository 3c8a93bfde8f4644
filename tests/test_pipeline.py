"""Steps and the runner: what each verb does, and that neither chunks nor the order of rows decide anything."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.graph import connect
from firsthand.pipeline import Local, Step
from firsthand.schema import Count, Id, Offset, Spans, schema_of, to_rows, to_table
from firsthand.settings import Settings


@dataclass(frozen=True)
class Word:
    article_id: Id
    word: str
    spans: Spans


@dataclass(frozen=True)
class Length:
    article_id: Id
    words: Count
    limit: Offset


@dataclass(frozen=True)
class Edge:
    a: Id
    b: Id


@dataclass(frozen=True)
class Group:
    root: Id
    vertex: Id


def measure_words(table: pa.Table, *, ngram_words: int) -> pa.Table:
    return to_table([Length(w.article_id, len(w.word), ngram_words) for w in to_rows(table, Word)], Length)


def count_words(words: pa.Table, lengths: pa.Table, *, ngram_words: int) -> pa.Table:
    rows = to_rows(words, Word)
    return to_table([Length(rows[0].article_id, len(rows), lengths.num_rows)], Length)


WORDS = [Word(3, "to", [0, 2]), Word(1, "march", []), Word(3, "Arsal", [3, 8, 9, 10]), Word(2, "in", [])]


def test_map_is_the_same_for_every_chunk_size() -> None:
    step = Step("lengths", "map", measure_words, ("words",), Length)
    made = [Local(Settings(), chunk_rows=n).make(step, {"words": to_table(WORDS, Word)}) for n in (1, 2, 100)]
    assert made[0].equals(made[1])
    assert made[0].equals(made[2])
    assert to_rows(made[0], Length)[0] == Length(1, 5, Settings().ngram_words)


def test_group_gets_all_rows_of_a_key_and_empty_tables_where_there_are_none() -> None:
    step = Step("counts", "group", count_words, ("words", "lengths"), Length, key=("article_id",))
    lengths = to_table([Length(3, 1, 1), Length(9, 1, 1)], Length)
    made = Local(Settings()).make(step, {"words": to_table(WORDS, Word), "lengths": lengths})
    assert to_rows(made, Length) == [Length(1, 1, 0), Length(2, 1, 0), Length(3, 2, 1)]


def test_sql_takes_numbers_from_the_settings_and_is_cast_to_the_row() -> None:
    step = Step(
        "lengths", "sql", 'SELECT article_id, 1 AS words, {ngram_words} AS "limit" FROM words', ("words",), Length
    )
    made = Local(Settings()).make(step, {"words": to_table(WORDS, Word)})
    assert made.schema == schema_of(Length)
    assert made.column("limit").to_pylist() == [Settings().ngram_words] * 4


def test_connect_names_a_group_by_its_smallest_vertex() -> None:
    step = Step("groups", "connect", "SELECT a, b FROM edges", ("edges",), Group)
    edges = to_table([Edge(5, 4), Edge(9, 9), Edge(4, 2)], Edge)
    made = Local(Settings()).make(step, {"edges": edges})
    assert to_rows(made, Group) == [Group(2, 2), Group(2, 4), Group(2, 5), Group(9, 9)]


def test_a_null_where_the_row_has_none_is_refused() -> None:
    step = Step("edges", "sql", "SELECT article_id AS a, NULL::BIGINT AS b FROM words", ("words",), Edge)
    with pytest.raises(ValueError, match="null"):
        Local(Settings()).make(step, {"words": to_table(WORDS, Word)})


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), max_size=80))
def test_connected_groups_agree_with_a_plain_search(edges: list[tuple[int, int]]) -> None:
    neighbours: dict[int, set[int]] = {}
    for a, b in edges:
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    expected = {}
    for vertex in neighbours:
        seen, open_ = {vertex}, [vertex]
        while open_:
            for other in neighbours[open_.pop()] - seen:
                seen.add(other)
                open_.append(other)
        expected[vertex] = min(seen)
    a, b = (np.array([e[i] for e in edges], dtype=np.int64) for i in (0, 1))
    vertices, roots = connect(a, b)
    assert dict(zip(vertices.tolist(), roots.tolist(), strict=True)) == expected
