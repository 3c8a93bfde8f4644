"""Worked examples of versions: one page of one outlet with two texts is one article, and no copy of itself."""

import pytest

from firsthand.origins.versions import canonical_url
from firsthand.records import Version
from firsthand.schema import to_rows
from tests.origins.story import Story

FIRE = "Nine people died when the mill burned down on Monday."
PAGE = "https://post.example/fire"


def versions(story: Story) -> list[tuple[str, int]]:
    """Given id and number of each version."""
    ids = {a.article_id: a.given_id for a in story.articles}
    rows = sorted(to_rows(story.tables()["versions"], Version), key=lambda v: (v.url, v.number))
    return [(ids[row.article_id], row.number) for row in rows]


@pytest.mark.parametrize(
    "url",
    [
        "http://post.example/fire",
        "https://www.post.example/fire/",
        "HTTPS://POST.example:443/fire#comments",
        "https://post.example/fire?utm_source=feed&fbclid=x1",
    ],
)
def test_addresses_of_one_page_are_one(url: str) -> None:
    assert canonical_url(url) == canonical_url(PAGE)


@pytest.mark.parametrize(
    "url", ["https://post.example/fire?id=7", "https://post.example/flood", "https://other.example/fire"]
)
def test_addresses_of_two_pages_are_two(url: str) -> None:
    assert canonical_url(url) != canonical_url(PAGE)


def test_two_texts_of_one_page_are_versions_in_the_order_of_their_ids() -> None:
    story = Story()
    story.article("b", f"{FIRE} The owner wept.", "Harbour Post", url=f"{PAGE}/")
    story.article("a", FIRE, "Harbour Post", url=PAGE)
    story.tell(story.articles[0], words=FIRE)
    assert versions(story) == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("text", "outlet", "url"),
    [
        (FIRE, "Harbour Post", PAGE),  # the same text under another id is reuse
        (f"{FIRE} More.", "Valley News", PAGE),  # another outlet
        (f"{FIRE} More.", "Harbour Post", "https://post.example/flood"),  # another page
        (f"{FIRE} More.", "Harbour Post", None),
    ],
)
def test_what_is_no_version(text: str, outlet: str, url: str | None) -> None:
    story = Story()
    story.tell(story.article("a", FIRE, "Harbour Post", url=PAGE))
    story.article("b", text, outlet, url=url)
    assert not versions(story)


@pytest.mark.parametrize("outlet", ["Harbour Post", None])
def test_two_versions_in_their_own_voice_are_one_article_and_one_origin(outlet: str | None) -> None:
    story = Story()
    a = story.article("a", FIRE, outlet, url=PAGE)
    b = story.article("b", f"{FIRE} The owner wept.", outlet, url=PAGE)
    story.tell(a, words=FIRE)
    story.tell(b, words=FIRE)
    story.share(a, b, FIRE, from_=a)
    finding = story.finding()
    assert story.counts() == (1, 1, 1)
    assert (finding.articles, finding.outlets, finding.copied) == (1, 1, 0)
    assert finding.verdict == "one outlet"
    assert any("a and b are versions of one page" in why for why in finding.why)
    assert story.chain("b") == []


def test_what_a_later_version_attributes_is_no_second_origin() -> None:
    story = Story()
    a = story.article("a", FIRE, "Harbour Post", url=PAGE)
    b = story.article("b", f"{FIRE} So the fire brigade said.", "Harbour Post", url=PAGE)
    story.tell(a, words=FIRE)
    story.tell(b, story.say(b, "the fire brigade"), words=FIRE)
    assert story.counts() == (1, 1, 1)


def test_copies_of_two_versions_rest_on_one_text() -> None:
    story = Story()
    a = story.article("a", FIRE, "Harbour Post", url=PAGE)
    b = story.article("b", f"{FIRE} The owner wept.", "Harbour Post", url=PAGE)
    for one, name, outlet in ((a, "c", "Valley News"), (b, "d", "Hill Gazette")):
        copy = story.article(name, f"{FIRE} {outlet} has learned.", outlet)
        story.tell(copy, words=FIRE)
        story.share(one, copy, FIRE, from_=one)
    story.tell(a, words=FIRE)
    story.tell(b, words=FIRE)
    assert story.counts() == (1, 1, 1)
    assert story.finding().articles == 3


def test_one_description_in_two_versions_is_one_source_at_every_level() -> None:
    story = Story()
    for name, text in (("a", f"{FIRE} a resident said"), ("b", f"{FIRE} It was noon. a resident said")):
        article = story.article(name, text, "Harbour Post", url=PAGE)
        story.tell(article, story.say(article, "a resident", kind="unnamed"), words=FIRE)
    assert story.counts() == (1, 1, 1)
