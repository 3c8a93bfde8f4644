"""Words, sentences and paragraphs keep their offsets, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text import find_paragraphs, find_sentences, find_words, fold, hash64

SENTENCES = [
    ("He left. She stayed.", ["He left.", "She stayed."]),
    ("The U.S. army left. It rained.", ["The U.S. army left.", "It rained."]),
    ("It began at 5 p.m. The army left.", ["It began at 5 p.m.", "The army left."]),
    ("Gen. J. R. Smith said so.", ["Gen. J. R. Smith said so."]),
    ('"We saw it." They left.', ['"We saw it."', "They left."]),
    ("“We saw it.” They left.", ["“We saw it.”", "They left."]),
    ('"Is it over?" he asked. No one knew.', ['"Is it over?" he asked.', "No one knew."]),
    ("It rose 3.5 percent. Then it fell.", ["It rose 3.5 percent.", "Then it fell."]),
    ("There is no limit… which is carried out.", ["There is no limit… which is carried out."]),
    ("Headline without a stop\n\nBody text. More.", ["Headline without a stop", "Body text.", "More."]),
    ("قال مصدر أمني. وصل الجيش؟ نعم.", ["قال مصدر أمني.", "وصل الجيش؟", "نعم."]),
    ("军队到达。他们离开了。", ["军队到达。", "他们离开了。"]),
    ("They left. 军队到达。He stayed!? Yes.", ["They left.", "军队到达。", "He stayed!?", "Yes."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_sentences(text)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("Syria’s", "Syrias"), ("Syria's", "Syria’s"), ("3,000", "3000"), ("Qalamoûn", "QALAMOUN"), ("Straße", "strasse")],
)
def test_words_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_figures_do_not_fold_alike() -> None:
    assert fold("51") != fold("15")
    assert find_words("3.5 and 35").folded == ["3.5", "and", "35"]


@given(st.text())
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    words = find_words(text)
    spans = list(zip(words.starts, words.ends, strict=True))
    for found in (spans, find_sentences(text), find_paragraphs(text)):
        flat = [offset for span in found for offset in span]
        assert flat == sorted(flat)
        assert all(0 <= start < end <= len(text) for start, end in found)


@given(st.text())
def test_every_word_stands_in_one_sentence_and_no_sentence_crosses_a_paragraph(text: str) -> None:
    sentences = find_sentences(text)
    for start, end in zip(*find_words(text)[1:], strict=True):
        assert sum(s <= start and end <= e for s, e in sentences) == 1
    for start, end in sentences:
        assert sum(s <= start and end <= e for s, e in find_paragraphs(text)) == 1


def test_only_a_long_line_that_goes_on_was_wrapped() -> None:
    long = "The ferry that had left the harbour of Karsten before dawn"
    for line_break in ("\n", "\r\n", "\u2028"):
        assert find_paragraphs(f"{long}{line_break}came back") == ((0, len(long + line_break) + 9),)
    for text in (f"{long}\n\ncame back", f"{long}.\ncame back", f"{long}\nCame back", "The ferry\ncame back"):
        assert len(find_paragraphs(text)) == 2


def test_the_hash_never_changes() -> None:
    # Ids in cases on disk were made with it.
    assert hash64("article", "id", "7", "Body.") == HASHED
    assert hash64(None) != hash64("")
    assert hash64(1) == hash64("1")


HASHED = -5089029835373894468
