"""Traits of words and words of the past: a quick look finds what the slow one defines."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.reuse import past
from firsthand.reuse.lists import common_words
from firsthand.reuse.traits import CAPITAL, CLASSES, COUNTED, DIGIT, FORMULA, LINK, OWN, PAST, read_traits
from firsthand.reuse.words import fold_between, read_words, sort_distinct

PIECES = (
    "since began broke out erupted founded in has have been killed home is to a network of long remaining the last "
    "year old war civil conflict controlled by changed its name relies on 2011 1,950 20,000 Karsten early late quietly"
)
texts = st.lists(st.sampled_from(PIECES.split()), max_size=40).map(" ".join)


def traits_of(word: str) -> int:
    (found,) = read_traits(word).tolist()
    return int(found)


def test_a_word_has_the_traits_of_all_lists_that_it_is_on() -> None:
    assert traits_of("since") & PAST
    assert traits_of("My") & OWN
    assert traits_of("My") & CAPITAL
    assert not traits_of("my") & CAPITAL
    assert traits_of("twelve") & COUNTED
    assert not traits_of("twelve") & DIGIT
    assert traits_of("1987") & COUNTED & ~DIGIT
    assert traits_of("1987") & DIGIT
    assert traits_of("abu") & LINK
    assert traits_of("declined") & FORMULA
    assert not traits_of("Karsten") & ~CAPITAL


def test_function_words_are_a_class_of_their_own_also_where_they_are_stock() -> None:
    function, stock = common_words("function"), common_words("stock")
    assert {traits_of(word) & CLASSES for word in sorted(function)} == {1}
    assert {traits_of(word) & CLASSES for word in sorted(stock - function)} == {2}


@given(texts)
@example("It has been a home for strikes since quietly began the civil war in 2011")
@settings(max_examples=300, deadline=None)
def test_the_quick_look_passes_no_phrase_of_the_past_over(text: str) -> None:
    words = read_words(text)
    for hit in range(len(words.numbers)):
        low, high = max(0, hit - past.WINDOW_WORDS), hit + past.WINDOW_WORDS
        line = " ".join(fold_between(text, words, low, high))
        ends = [(low + line.count(" ", 0, m.start()), m.group().count(" ")) for m in past._PAST.finditer(line)]
        if traits_of_word(text, hit) & PAST and any(first <= hit <= first + size for first, size in ends):
            assert past.may_tell(text, words, hit)


def traits_of_word(text: str, word: int) -> int:
    return int(read_traits(text)[word])


def test_this_morning_and_earlier_this_week_are_the_present() -> None:
    for phrase, present in (("this morning", True), ("earlier this week", True), ("the morning", False)):
        text = f"{phrase} the strike that began in 2011"
        assert (past.past_phrase(text, 0, len(text)) is None) == present
    assert past.past_phrase("this week the war began in 2011", 0, 31) == "war began"
    assert past.past_phrase("Morning. The war began", 0, 22) == "war began"


@given(st.lists(st.integers(-5, 5), max_size=20))
def test_distinct_numbers_are_those_of_a_set(values: list[int]) -> None:
    assert sort_distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


def test_every_phrase_of_the_past_has_a_word_of_the_past() -> None:
    for line in ("since 2011", "the war broke out", "has a network of", "the last remaining", "is home to"):
        assert past._PAST.search(line)
        assert any(read_traits(line) & PAST)
