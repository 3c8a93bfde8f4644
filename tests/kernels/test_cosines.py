"""Cosines of the mentions of two articles, held equal to their plain definition."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.claims.rows import ComparedMention
from firsthand.claims.sides import number_terms, open_side, put_together

WORDS = st.lists(st.sampled_from(["army", "bread", "clash", "dam", "exile", "ferry"]), max_size=5)


def mention(article_id: int, place: int, words: list[str]) -> ComparedMention:
    return ComparedMention(
        100 * article_id + place, article_id, place, place + 1, "other", "asserted", None, None,
        None, None, None, "exact", None, None, None, None, words[:1], words[1:], place, "other", None,
    )  # fmt: skip


def weights_of(mention: ComparedMention, weights: dict[str, float]) -> dict[str, float]:
    return {term: weights[term] for term in [*(f"n:{n}" for n in mention.names), *(f"w:{w}" for w in mention.words)]}


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4), st.randoms())
def test_cosines_are_those_of_the_weights_of_shared_terms(a: list[list[str]], b: list[list[str]], desk) -> None:  # type: ignore[no-untyped-def]
    sides = [[mention(k, place, words) for place, words in enumerate(some)] for k, some in enumerate((a, b), 1)]
    terms = {f"{kind}:{word}" for some in (a, b) for words in some for word in words for kind in "nw"}
    weights = {term: desk.uniform(0.1, 9.0) for term in sorted(terms)}
    numbers = number_terms(weights)
    two = put_together(open_side(sides[0], weights, numbers), open_side(sides[1], weights, numbers), 0.5)
    for i, one in enumerate(sides[0]):
        for j, other in enumerate(sides[1]):
            x, y = weights_of(one, weights), weights_of(other, weights)
            lengths = math.hypot(*x.values()) * math.hypot(*y.values())
            shared = sum(x[term] * y[term] for term in x.keys() & y.keys())
            assert two.plain[i, j] == pytest.approx(shared / lengths if lengths else 0.0)
            assert (two.telling[i, j] > 0) == bool(x.keys() & y.keys())
