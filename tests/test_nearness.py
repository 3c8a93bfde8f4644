"""Pairs that are gone through story by story: what it is for, and that it decides nothing."""

import random
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import latest, scratch
from firsthand.graph import place_near
from firsthand.latest import keep_texts, keep_with_text, one_text
from firsthand.pipeline import Local, Step, number_keys, number_near
from firsthand.records import Article
from firsthand.reuse.rows import Pair
from firsthand.schema import to_rows, to_table
from firsthand.scratch import open_scratch
from firsthand.settings import Settings

EDGES = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)).map(sorted), max_size=30)
DESK = random.Random(5)


def tell_pairs(pairs: pa.Table, articles: pa.Table) -> pa.Table:
    return pairs


STEP = Step(
    *("told", "group", tell_pairs, ("pairs", "articles"), Pair, ("a_id", "b_id")),
    whole=("articles",),
    looks_up=("a_id", "b_id"),
    bulk=2,
)


@given(EDGES)
def test_every_vertex_has_a_place_of_its_own(edges: list[list[int]]) -> None:
    a, b = (np.array([edge[side] for edge in edges], np.int64) for side in (0, 1))
    vertices, places = place_near(a, b)
    assert vertices.tolist() == sorted({vertex for edge in edges for vertex in edge})
    assert sorted(places.tolist()) == list(range(len(vertices)))


def count_openings(pairs: list[tuple[int, int]], kept: int) -> int:
    """How often an article is opened where those met last stay open."""
    opened = lru_cache(kept)(lambda article: article)
    for a, b in pairs:
        opened(a), opened(b)
    return opened.cache_info().misses


def test_articles_are_opened_seldom_although_some_share_a_phrase() -> None:
    """Of sixty stories of six articles each one of every third has a phrase in common with those of others."""
    ids = DESK.sample(range(10_000), 360)
    stories = [ids[start : start + 6] for start in range(0, 360, 6)]
    pairs = {(a, b) for story in stories for a in story for b in story if a < b}
    crowd = [story[0] for story in stories[::3]]
    pairs |= {(a, b) for a in crowd for b in crowd if a < b}
    table = to_table([Pair(a, b, 1, None) for a, b in sorted(pairs)], Pair)
    near = np.argsort(number_near([table], STEP)[0])
    in_order = [(row.a_id, row.b_id) for row in to_rows(table.take(near), Pair)]
    assert count_openings(in_order, 30) < 0.5 * count_openings(sorted(pairs), 30)


@settings(deadline=None)
@given(EDGES, EDGES)
def test_numbers_of_keys_tell_keys_apart(edges: list[list[int]], others: list[list[int]]) -> None:
    tables = [to_table([Pair(a, b, 1, None) for a, b in some], Pair) for some in (edges, others)]
    plain, near = number_keys(tables, STEP.key), number_near(tables, STEP)
    for table, numbers, of_first in zip(tables, plain, near, strict=True):
        known = np.isin(numbers, plain[0])
        assert len(numbers) == table.num_rows
        assert len(set(zip(numbers[known], of_first[known], strict=True))) == len(set(of_first[known].tolist()))
        assert not np.isin(of_first[~known], near[0]).any()


@pytest.mark.parametrize("memory", [None, scratch.LEAST])
def test_the_table_is_the_same_in_any_order(
    memory: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "SMALL_SHARE", 1 / 500_000)
    pairs = sorted({tuple(sorted(DESK.sample(range(60), 2))) for _ in range(300)})
    table = to_table([Pair(a, b, 1, None) for a, b in pairs], Pair)
    tables = {"pairs": table, "articles": to_table([], Article)}
    with open_scratch(tmp_path, memory) as folder:
        made = Local(Settings(), scratch=folder, chunk_rows=7).make(STEP, tables)
        assert (folder.files if folder else 0) >= (2 if memory else 0)
        assert to_rows(made, Pair) == to_rows(table, Pair)


def test_what_is_kept_with_a_text_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latest, "_texts", latest._texts)
    asked = []

    @keep_with_text
    def count_from(text: str, place: int) -> int:
        asked.append((text, place))
        return len(text) - place

    keep_texts(2)
    assert [count_from("one", 1), count_from("one", 1), count_from("one", 2)] == [2, 2, 1]
    assert asked == [("one", 1), ("one", 2)]
    for text in ("two", "three", "one"):
        count_from(text, 1)
    assert asked[2:] == [("two", 1), ("three", 1), ("one", 1)]
    first = "".join(["a te", "xt"])
    assert one_text(first) is one_text("".join(["a t", "ext"]))
    keep_texts(latest.TEXTS)


def test_after_its_last_step_nothing_is_kept_of_texts() -> None:
    asked = []

    @latest.keep_latest
    def note(text: str) -> None:
        asked.append(text)

    def tell(pairs: pa.Table) -> pa.Table:
        note("a text")
        return pairs

    keep_texts(latest.TEXTS)
    tables = {"pairs": to_table([Pair(1, 2, 1, None)], Pair)}
    for forgets in (False, True, False):
        step = Step("told", "map", tell, ("pairs",), Pair, forgets=forgets)
        Local(Settings()).make(step, tables)
    assert asked == ["a text"] * 2
