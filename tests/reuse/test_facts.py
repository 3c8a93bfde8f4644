"""What an article's words say, read once, agrees with the plain definitions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse.facts import caption_share, find_captions, is_list_of_links, page_phrases, read_facts
from firsthand.reuse.kinds import weigh_words
from firsthand.reuse.past import past_phrase

WORDS = ["the", "Karsten", "depot", "police", "said", "of", "Human", "Rights", "buried", "12", "3,000", "Monday", "al"]
PHRASES = ["did not immediately respond to", "declined to comment", "all rights reserved", "the Vesla", "Nadia’s"]
texts = st.lists(st.sampled_from([*WORDS, *PHRASES]), max_size=30).map(" ".join)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_an_article_weighs_what_its_words_weigh(text: str) -> None:
    assert read_facts(text).weights.sum() == weigh_words(text)


def test_phrases_of_the_page_are_found_in_the_span_only() -> None:
    text = "Crews dug on. Sign up for our newsletter. All rights reserved."
    assert page_phrases(text, 0, len(text)) == ["sign up for our", "newsletter", "all rights reserved"]
    assert page_phrases(text, 14, 30) == ["sign up for our"]


def test_the_past_is_told_from_the_present() -> None:
    text = "The drought has killed cattle since 2011. On Monday wells ran dry since 2011."
    first = text.index(".") + 1
    assert past_phrase(text, 0, first) == "has killed cattle since"
    assert past_phrase(text, first, len(text)) is None
    assert past_phrase(text, 0, 20) is None


def test_a_caption_is_a_short_paragraph_with_a_photo_credit() -> None:
    text = "Crews at the depot on Monday. Ada Holm/Reuters\n\nThe hill moved twice, Reuters reported."
    assert caption_share(text, 0, 29) == 1.0
    assert caption_share(text, text.index("The hill"), len(text)) == 0.0


def test_photo_credits_are_told_from_other_slashes_and_photos() -> None:
    for credit in ("AFP/Ada Holm", "Ada Holm/Getty", "AP Photo, Karsten", "Photo by Ada Holm", "Getty Images"):
        assert find_captions(f"Depot\n\nCrews. {credit}\n\nThe end.") == [(7, 14 + len(credit))]
    for words in ("He and/or she", "A photo of Karsten", "The Getty museum", "News/Features", "Photo:"):
        assert find_captions(f"Depot\n\nCrews. {words}\n\nThe end.") == []


def test_words_know_whether_they_are_quoted() -> None:
    assert read_facts('He said "we heard them" and left.').quoted.tolist() == [False] * 2 + [True] * 3 + [False] * 2


def test_two_bars_make_a_list_of_links() -> None:
    assert is_list_of_links("Quarries | Ferries | Lamps", 0, 26)
    assert not is_list_of_links("Quarries | Ferries | Lamps", 0, 12)
