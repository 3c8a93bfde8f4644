"""Where an article gives the words of others, in marks and without."""

import pytest

from firsthand.reuse.quotations import LONGEST_QUOTATION, find_quotations, quoted_share


def quotations(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text)]


def test_marks_are_paired_by_their_form_and_by_the_space_beside_them() -> None:
    assert quotations('He said "we heard them" and left. “So did I,” she said.') == ["we heard them", "So did I,"]
    assert quotations('"The gate was "open" all night," he said.') == ['The gate was "open" all night,']


def test_the_share_of_a_span_that_is_quoted() -> None:
    text = 'He said "we heard them" and left. “So did I,” she said.'
    assert quoted_share(text, 0, len(text)) == (len("we heard them") + len("So did I,")) / len(text)
    assert quoted_share(text, text.index("heard"), text.index("them")) == 1.0


def test_a_long_quotation_opens_anew_with_each_paragraph() -> None:
    text = "The dam\n\n“We saw the wall crack.\n\n“Then it gave way,” she said."
    assert quotations(text) == ["We saw the wall crack.", "Then it gave way,"]


def test_a_mark_that_was_never_opened_quotes_its_paragraph_but_not_the_head_of_the_article() -> None:
    text = 'The wall cracked," she said.\n\nThe wall held for an hour," he said.'
    assert quotations(text) == ["The wall held for an hour,"]


def test_a_mark_that_is_never_closed_quotes_no_whole_article() -> None:
    assert quotations('He said "we left. ' + "The road is shut. " * (LONGEST_QUOTATION // 18)) == []


@pytest.mark.parametrize("lead", ["The statement read:", "She wrote on Monday:", "It declared that the law says:"])
def test_what_a_colon_and_a_word_of_saying_lead_into_is_a_block_quotation(lead: str) -> None:
    block = "No ferry shall leave the harbour without a pilot who knows the reef."
    assert quotations(f"{lead}\n\n{block}\n\nThe pilots agreed.") == [block]
    assert quotations(f"{lead}\n\nAdvertisement:\n\n{block}\n\nThe pilots agreed.") == [block]


def test_a_list_behind_a_colon_is_none() -> None:
    assert quotations("These roads are shut:\n\nThe northern road from the depot to the quarry.") == []


def test_a_sentence_behind_a_colon_is_quoted_without_marks() -> None:
    assert quotations("The mayor said: The bridge is safe until spring. Cars crossed it.") == [
        "The bridge is safe until spring."
    ]


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_tweet_is_quoted_up_to_its_signature(gap: str) -> None:
    tweet = "The quarry road stays shut. Do not believe the company!"
    assert quotations(f"Roads\n\n{tweet}{gap}— Ada Holm (@adaholm) May 3, 2024\n\nCars turned back.") == [tweet]


def test_a_paragraph_from_which_something_was_left_out_is_an_excerpt() -> None:
    excerpt = "The quarry was never inspected. […] Its owners knew of the cracks."
    assert quotations(f"The quarry\n\n{excerpt}\n\nThe owners would not comment.") == [excerpt]
