"""Wording: counted by stem, with whose words they are, and never judged."""

from firsthand.records import Wording
from firsthand.schema import to_rows

from .helpers import article, run_claims


def test_words_of_the_outlet_and_of_others_are_told_apart() -> None:
    text = "Rebels seized the town. The minister said that terrorists had entered it."
    rows = to_rows(run_claims([article(text)])["wordings"], Wording)
    assert [(w.word, w.voice, w.shared) for w in rows] == [
        ("rebel*", "own", False),
        ("seized", "own", False),
        ("terrorist*", "attributed", False),
    ]


def test_a_longer_form_is_its_own_word() -> None:
    rows = to_rows(
        run_claims([article("The counterterrorism unit met after the ethnic cleansing.")])["wordings"], Wording
    )
    assert [w.word for w in rows] == ["counterterror*", "ethnic cleansing"]
