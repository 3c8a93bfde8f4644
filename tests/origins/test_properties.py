"""What holds for every case: copies raise nothing, low <= best <= high, and the order of the input changes nothing."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.read.articles import make_article
from firsthand.text import hash64
from tests.origins.story import Story

SOURCES = (
    (None, ""),
    ("the fire brigade", "organisation"),
    ("Reuters", "outlet"),
    ("Green Party Radio", "outlet"),
    ("a port official", "unnamed"),
    ("a senior port official", "unnamed"),
    ("officials", "collective"),
    ("Ida Brook (Lake Watch)", "person"),
    ("Lake Watch", "organisation"),
    ("SANA", "outlet"),
    ("Syrian state television", "outlet"),
    ("the Syrian army", "organisation"),
    ("the army", "organisation"),
)
OUTLETS = (None, "Harbour Post", "Valley News", "Reuters", "Green Party Radio")
TEXTS = tuple(f"{word} people died when the mill burned down on Monday" for word in ("Nine", "Twelve", "Some"))

Told = tuple[int, int, int, bool, str]
articles_told = st.lists(
    st.tuples(
        st.integers(0, len(TEXTS) - 1),
        st.integers(0, len(OUTLETS) - 1),
        st.integers(0, len(SOURCES) - 1),
        st.booleans(),
        st.sampled_from(["en", "en", "en", "xx"]),
    ),
    min_size=1,
    max_size=6,
)


def build(told: list[Told]) -> Story:
    """A case in which equal texts are shared wording."""
    story = Story()
    for number, (text, outlet, source, wire, language) in enumerate(told):
        name, kind = SOURCES[source]
        words = TEXTS[text] + (f", {name} said." if name else ".")
        article = story.article(str(number), words, OUTLETS[outlet], language)
        story.tell(article, story.say(article, name, kind) if name else None, words=TEXTS[text])
        if wire:
            story.wire(article, "Agence France-Presse")
        for other in story.articles[:-1]:
            if TEXTS[text] in other.text:
                story.share(other, article, TEXTS[text])
    return story


def add_copy(story: Story, which: int, outlet: str) -> None:
    """An article with the text of one that is there, under another outlet, and everything found in it."""
    original = story.articles[which]
    copy = make_article(original.text, given_id="copy", outlet=outlet, language=original.language)
    shared = [a for a in story.articles if any(original.text[:40] in a.text for _ in (0,))]
    story.articles.append(copy)
    made = {}
    for said in [a for a in story.attributions if a.article_id == original.article_id]:
        made[said.attribution_id] = hash64("copy", said.attribution_id)
        row = dataclasses.replace(said, attribution_id=made[said.attribution_id], article_id=copy.article_id)
        story.attributions.append(row)
    for mention in [m for m in story.mentions if m.article_id == original.article_id]:
        attribution = made.get(mention.attribution_id) if mention.attribution_id is not None else None
        story.tell(copy, attribution, words=original.text[mention.start : mention.end])
    for line in [c for c in story.credits if c.article_id == original.article_id]:
        story.credits.append(dataclasses.replace(line, article_id=copy.article_id))
    for other in shared:
        words = original.text if other is original else next(t for t in TEXTS if t in original.text)
        story.share(other, copy, words, from_=original if other is original else None)


@settings(max_examples=70, deadline=None)
@given(articles_told, st.data())
def test_a_copy_never_raises_a_count(told: list[Told], data: st.DataObject) -> None:
    story = build(told)
    before = story.counts()
    add_copy(
        story, data.draw(st.integers(0, len(told) - 1)), data.draw(st.sampled_from(["Hill Gazette", "Valley News"]))
    )
    after = story.counts()
    assert all(new <= old for new, old in zip(after, before, strict=True)), (before, after)


@settings(max_examples=70, deadline=None)
@given(articles_told)
def test_low_best_and_high_are_in_order(told: list[Told]) -> None:
    low, best, high = build(told).counts()
    assert low <= best <= high
    if any(language == "en" for *_, language in told):
        assert low >= 1


@settings(max_examples=40, deadline=None)
@given(articles_told, st.randoms(use_true_random=False))
def test_order_of_the_input_changes_nothing(told: list[Told], random: st.DataObject) -> None:
    story = build(told)
    order = list(range(100))
    random.shuffle(order)  # type: ignore[attr-defined]
    plain, mixed = story.tables(), story.tables(order)
    for name in ("derivations", "mention_origins", "findings", "conflicts"):
        assert sorted(map(str, plain[name].to_pylist())) == sorted(map(str, mixed[name].to_pylist()))
