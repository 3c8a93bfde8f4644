"""Sentences that say the same in other words, beside copied ones or alone, and what only looks like it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.export.alignment import join_stretches
from firsthand.kernels.likeness import Stems, chain_matches, clip_sentences, match_sentences, stem_words
from firsthand.kernels.scan import codes_of, number_word
from firsthand.records import Alignment, Reuse, Rewriting
from firsthand.reuse.rewritten import find_rewritings
from firsthand.reuse.rows import Pair
from firsthand.reuse.stems import read_sentences, stem_word
from firsthand.reuse.words import read_words
from firsthand.schema import to_rows, to_table
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, article, day, passages_of, run_reuse

REWRITTEN_SECOND = (
    "All night long excavators worked to clear a mountain road that was blocked under the quarry at Vesla; devices for "
    "listening helped crews who dug."
)
REWRITTEN_THIRD = (
    "Before dawn, alive, a group of four came out; helicopters had flown those two workers whose legs were crushed to "
    "Ombrek, where there is a clinic."
)
REWRITTEN_FOURTH = (
    "Inspectors of mining, in a letter that was confidential, warned how rain in nine weeks had soaked all terraces of "
    "the depot."
)


def found(one: str, other: str, days: tuple[int, int] | None = None) -> list[tuple[str, str, Rewriting]]:
    """The rewritings of two articles, with their words, a first."""
    dates = [day(number) for number in days] if days else [{}, {}]
    articles = [article(one, "one", **dates[0]), article(other, "two", **dates[1])]
    return passages_of(run_reuse(articles), "rewritings", Rewriting, "one", "two")


def test_a_rewritten_sentence_beside_a_copied_one_is_found() -> None:
    ((one, other, row),) = found(f"{LEAD}\n{SECOND}\n{OTHER}", f"{LEAD}\n{REWRITTEN_SECOND}")
    assert (one, other) == (SECOND, REWRITTEN_SECOND)
    assert row.beside
    assert row.sentences == 1
    assert "Vesla" in row.shared
    assert "copied reporting stands beside it in both articles" in row.reasons
    assert 0.25 <= row.score <= 1.0


def test_several_rewritten_sentences_in_one_order_stand_alone() -> None:
    one = article(REPORT, "one")
    other = article(f"{OTHER}\n{REWRITTEN_SECOND} {REWRITTEN_THIRD} {REWRITTEN_FOURTH}", "two")
    tables = run_reuse([one, other])
    pair = to_table([Pair(*sorted([one.article_id, other.article_id]), 0, None)], Pair)
    made = find_rewritings(pair, tables["reuse"], tables["articles"], tables["article_days"])
    ((words, _, row),) = passages_of({**tables, "rewritings": made}, "rewritings", Rewriting, "one", "two")
    assert (row.sentences, row.beside) == (3, False)
    assert words.startswith(SECOND)
    assert words.endswith(FOURTH)


def test_a_rewriting_shares_no_character_with_a_passage() -> None:
    tables = run_reuse(
        [article(REPORT, "one"), article(f"{LEAD}\n{REWRITTEN_SECOND}\n{REWRITTEN_THIRD}\n{FOURTH}", "two")]
    )
    rows = to_rows(tables["rewritings"], Rewriting)
    assert rows
    for row in rows:
        for passage in to_rows(tables["reuse"], Reuse):
            assert min(row.a_end, passage.a_end) <= max(row.a_start, passage.a_start)
            assert min(row.b_end, passage.b_end) <= max(row.b_start, passage.b_start)


def test_other_figures_are_another_event() -> None:
    one = "Rockets hit a market in Ombrek on Monday; they killed 14 shoppers and injured 22 others, a nurse said."
    other = "In Ombrek, a nurse told the press, rockets injured 31 shoppers on a market and 17 were killed last Monday."
    assert found(f"{LEAD}\n{one}", f"{LEAD}\n{other}") == []


def test_reports_that_lie_weeks_apart_are_not_compared() -> None:
    texts = (f"{LEAD}\n{SECOND}\n{OTHER}", f"{LEAD}\n{REWRITTEN_SECOND}")
    assert found(*texts, days=(1, 3))
    assert not found(*texts, days=(1, 20))


def test_a_common_topic_is_no_rewriting() -> None:
    other = (
        "Railway workers in the province want safer depots.\nThe rescue service has forty volunteers in "
        "Ombrek.\nMining in these mountains has declined, a quarry owner complained."
    )
    assert found(f"{LEAD}\n{SECOND}\n{THIRD}\n{FOURTH}", f"{LEAD}\n{other}") == []


# --- the kernels agree with plain definitions

WORDS = [
    "shelling",
    "shells",
    "Party’s",
    "parties",
    "damaged",
    "Québec",
    "3,000",
    "two",
    "U.S.",
    "class",
    "busses",
    "yy",
]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=20).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_stems_are_those_of_the_plain_function(text: str) -> None:
    words = read_words(text)
    stems = stem_words(codes_of(text), words.starts, words.ends, words.numbers)
    written = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert stems.tolist() == [number_word(stem_word(word)) for word in written]


TEXTS = st.lists(
    st.sampled_from([LEAD, SECOND, THIRD, FOURTH, REWRITTEN_SECOND, REWRITTEN_THIRD, *OTHER.split("\n")]), max_size=6
).map(" ".join)


def plain_weights(a: Stems, b: Stems) -> dict[tuple[int, int], float]:
    """What each two sentences share, by the definition."""

    def by_sentence(stems: Stems) -> dict[int, dict[int, tuple[float, int]]]:
        listed: dict[int, dict[int, tuple[float, int]]] = {}
        for stem, row, weight, mark in zip(stems.stems, stems.sentences, stems.weights, stems.marks, strict=True):
            listed.setdefault(int(row), {})[int(stem)] = (float(weight), int(mark))
        return listed

    one, other = by_sentence(a), by_sentence(b)
    shared = {}
    for i, here in one.items():
        for j, there in other.items():
            total = 0.0
            for stem in here.keys() & there.keys():
                times = max(sum(stem in s for s in one.values()), sum(stem in s for s in other.values()))
                if not here[stem][1] & there[stem][1] & 4:
                    total += min(here[stem][0], there[stem][0]) / times
            shared[i, j] = total
    return shared


@given(TEXTS, TEXTS)
@settings(max_examples=25, deadline=None)
def test_matches_weigh_what_the_definition_says(one: str, other: str) -> None:
    a, b = read_sentences(one), read_sentences(other)
    places, shares = match_sentences(a.stems, b.stems, a.spans, b.spans, np.array([0.0, 0.5, 0.0, 0.0]))
    plain = plain_weights(a.stems, b.stems)
    for (i, j), (weight, *_) in zip(places.tolist(), shares.tolist(), strict=True):
        assert weight == pytest.approx(plain[i, j], abs=1e-5)


def best_chain(rows: list[tuple[int, int, float]], skipped: int) -> float:
    """Weight of the heaviest chain, by trying all."""
    best = 0.0
    for side in (0, 1):

        def go(k: int, side: int = side) -> float:
            following = [
                go(n, side)
                for n in range(len(rows))
                if rows[n][0] > rows[k][0] and rows[n][1] > rows[k][1] and rows[n][side] - rows[k][side] <= skipped + 1
            ]
            return rows[k][2] + max(following, default=0.0)

        best = max(best, max((go(k) for k in range(len(rows))), default=0.0))
    return best


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=10), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_the_first_chain_is_the_heaviest(pairs: set[tuple[int, int]], skipped: int) -> None:
    ordered = sorted(pairs)
    places = np.array([(i, j, i, j) for i, j in ordered], np.int64).reshape(-1, 4)
    weights = np.array([1.0 + (i * 3 + j) % 4 for i, j in ordered])
    chains = chain_matches(places, weights, 0.5, skipped)
    rows = [(i, j, float(w)) for (i, j), w in zip(ordered, weights, strict=True)]
    assert weights[chains == 0].sum() == pytest.approx(best_chain(rows, skipped))


def test_what_passages_leave_of_a_sentence() -> None:
    sentences = np.array([(0, 100), (101, 200), (201, 300)])
    left = clip_sentences(sentences, np.array([(60, 101), (110, 199), (230, 250)]), 0.3)
    assert left.tolist() == [[0, 60], [101, 101], [250, 300]]


def test_an_export_of_stretches_joins_what_is_rewritten_to_what_stands_beside_it() -> None:
    one, other = f"{LEAD}\n{SECOND}\n{OTHER}", f"{LEAD}\n{REWRITTEN_SECOND}"
    tables = run_reuse([article(one, "one"), article(other, "two")])
    alignments, rewritings = to_rows(tables["alignments"], Alignment), to_rows(tables["rewritings"], Rewriting)
    (stretch,) = join_stretches(alignments, rewritings)
    assert stretch.rewritten == 1
    assert (stretch.a_start, stretch.b_start) == (0, 0)
    assert {stretch.a_end, stretch.b_end} == {len(f"{LEAD}\n{SECOND}"), len(other)}
    (alone,) = join_stretches(alignments)
    assert alone.rewritten == 0
