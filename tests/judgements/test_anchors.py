"""Anchors: words are found again where they stood, where they moved to, and not where they are gone."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.judgements.anchors import find_anchor, make_anchor

TEXT = "Nine people died, police said. Nobody slept. Nine people died, the mayor said."


def test_the_place_goes_before_everything_else() -> None:
    second = TEXT.rindex("Nine")
    assert find_anchor(TEXT, make_anchor(1, "a", TEXT, (second, second + 16))) == (second, second + 16)


def test_of_equal_words_those_in_the_same_surroundings_are_found() -> None:
    second = TEXT.rindex("Nine")
    anchor = make_anchor(1, "a", TEXT, (second, second + 16))
    moved = "Corrected version. " * 3 + TEXT
    assert find_anchor(moved, anchor) == (moved.rindex("Nine"), moved.rindex("Nine") + 16)


def test_words_that_are_gone_are_not_found() -> None:
    anchor = make_anchor(1, "a", TEXT, (0, 16))
    assert find_anchor(TEXT.replace("Nine", "Ten"), anchor) is None
    assert find_anchor("", anchor) is None


@given(st.text(min_size=1, max_size=80), st.text(max_size=20), st.data())
def test_any_words_are_found_again_behind_added_text(text: str, added: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = make_anchor(1, "a", text, (start, end))
    found = find_anchor(added + text, anchor)
    assert found is not None
    assert (added + text)[slice(*found)] == text[start:end]
