"""What holds for any text: nothing is lost or added when it is cut, and nothing dangerous gets out."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from firsthand.export.tables import write_cell
from firsthand.show.terminal import clean
from firsthand.views.claims import cut_pieces
from firsthand.views.diff import compare_words

words = st.text(alphabet="ab 12.,'-\n“”שλ", max_size=60)


@given(words, words)
def test_compared_texts_join_to_themselves(one: str, other: str) -> None:
    mine, yours = compare_words(one, other)
    assert "".join(e.text for e in mine) == one
    assert "".join(e.text for e in yours) == other


@given(words)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not any(e.changed for side in compare_words(text, text) for e in side)


@given(words, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_pieces_join_to_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(s, e, "claim") for s, e in spans if s < e <= len(text)]
    assert "".join(p.text for p in cut_pieces(text, 0, len(text), inside)) == text


@given(st.text())
def test_no_control_or_turning_character_reaches_a_terminal(text: str) -> None:
    shown = clean(text, keep_lines=True).plain
    assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in shown)
    assert not {"\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"} & set(shown)


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not write_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
