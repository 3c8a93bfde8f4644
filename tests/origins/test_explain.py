"""A claim explained in sentences."""

import pytest

from firsthand.errors import UnknownError
from firsthand.origins.explain import explain_claim
from tests.origins.story import Story

FIRE = "The mill burned down on Monday and nine people died."


def test_chain_of_every_mention_and_the_reasons_for_the_count() -> None:
    story = Story()
    a = story.article("a", FIRE)
    b = story.article("b", f"Update. {FIRE}", "Valley News")
    story.tell(a, words=FIRE)
    story.tell(b, words=FIRE)
    story.share(a, b, FIRE, from_=a)
    tables = story.tables()
    assert explain_claim(tables.__getitem__, 1) == [
        "2 outlets, 1 origin: Valley News’s sentence is word for word a’s; nobody is named as its source.",
        "Verdict: no stated authority.",
        "Article a states it in its own voice and names nobody.",
        "Valley News (b) took the words from article a, which names nobody.",
    ]


def test_unknown_claim_is_an_error_with_the_way_out() -> None:
    story = Story()
    story.tell(story.article("a", FIRE))
    tables = story.tables()
    with pytest.raises(UnknownError, match="no claim 7"):
        explain_claim(tables.__getitem__, 7)
