"""One spelling for words that are written in more than one way."""

from itertools import pairwise

import pytest

from firsthand.reuse.words import read_words
from firsthand.spelling import KEPT, fold_spelling
from firsthand.text import fold

SAME = [
    "colour color", "favourite favorite", "neighbourhoods neighborhoods", "harbour harbor", "honoured honored",
    "organise organize", "recognised recognized", "mobilisation mobilization", "analyse analyze",
    "criticising criticizing", "centre center", "theatres theaters", "kilometres kilometers", "centred centered",
    "fibre fiber", "travelled traveled", "cancelling canceling", "labelled labeled", "fulfil fulfill",
    "enrolment enrollment", "defence defense", "offences offenses", "licence license",
    "dialogue dialog", "catalogues catalogs", "programme program", "kilogrammes kilograms", "assad asad",
    "raqqa raqa", "raqqah raqa", "mohammed mohamed", "hussein husein", "latakiah latakia", "el al",
]  # fmt: skip
APART = [
    "four for", "hour hor", "our or", "tour tor", "filled filed", "latter later", "starring staring", "scarred scared",
    "dinner diner", "off of", "bill bil", "less les", "rise rize", "prise prize", "too to", "been ben", "shoot shot",
    "fifteen fiften", "three thre", "1100 110", "killed killer", "wounded wounding", "finnish finish", "wagged waged",
]  # fmt: skip


@pytest.mark.parametrize("words", SAME)
def test_spellings_of_one_word_are_one(words: str) -> None:
    one, other = words.split()
    assert fold_spelling(one) == fold_spelling(other)


@pytest.mark.parametrize("words", APART)
def test_other_words_stay_apart(words: str) -> None:
    one, other = words.split()
    assert fold_spelling(one) != fold_spelling(other)


def test_words_of_other_letters_and_very_long_ones_stay_as_they_are() -> None:
    for word in ("аллея", "straßße", "12th", "l" * 40):
        assert fold_spelling(word) == word


def test_kept_words_would_be_changed() -> None:
    """A word on the list that no rule touches says nothing, and one that folds otherwise is never met."""
    for word in KEPT:
        assert fold(word) == word
        assert any(one == other for one, other in pairwise(word))


def test_a_spelling_is_still_told_where_it_is_what_is_asked_for() -> None:
    """Equal where words are compared, apart where the house that wrote them is told by them, in whatever order met."""
    british, american = read_words("The colour of Theatre"), read_words("the color OF theater")
    assert british.numbers.tolist() == american.numbers.tolist()
    assert british.respelled.tolist() == [False, True, False, True]
    assert not american.respelled.any()
