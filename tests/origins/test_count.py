"""Worked examples of counting origins, one rule of docs/how-it-counts.md a test."""

from firsthand.records import Derivation, MentionOrigin, SourceName
from firsthand.schema import to_rows
from tests.origins.story import Story

FIRE = "The mill burned down on Monday and nine people died."


def test_two_sources_are_two_origins() -> None:
    story = Story()
    a = story.article("a", f"{FIRE} the fire brigade said", "Harbour Post")
    b = story.article("b", f"{FIRE} the Mill Workers Union said", "Valley News")
    story.tell(a, story.say(a, "the fire brigade"))
    story.tell(b, story.say(b, "the Mill Workers Union"))
    assert story.counts() == (2, 2, 2)
    assert story.finding().verdict == "independent origins"


def test_one_source_under_two_outlets_is_one_origin() -> None:
    story = Story()
    for given_id, outlet in (("a", "Harbour Post"), ("b", "Valley News")):
        article = story.article(given_id, f"{FIRE} the fire brigade said", outlet)
        story.tell(article, story.say(article, "the fire brigade"))
    assert story.counts() == (1, 1, 1)
    assert story.finding().verdict == "one origin"


def test_shared_text_that_names_nobody_is_one_origin() -> None:
    story = Story()
    a = story.article("a", FIRE, "Harbour Post")
    b = story.article("b", f"Update. {FIRE}", "Valley News")
    story.tell(a, words=FIRE)
    story.tell(b, words=FIRE)
    story.share(a, b, FIRE, from_=a)
    assert story.origins() == {"a": "text:a", "b": "text:a"}
    assert story.counts() == (1, 1, 1)
    assert story.finding().verdict == "no stated authority"
    assert "nobody is named" in " ".join(story.finding().why)
    assert story.chain("b") == [("copied", "text a", False)]


def test_copy_without_source_inherits_the_source_of_its_text() -> None:
    story = Story()
    a = story.article("a", f"{FIRE} the fire brigade said", "Harbour Post")
    b = story.article("b", FIRE, "Valley News")
    story.tell(a, story.say(a, "the fire brigade"), words=FIRE)
    story.tell(b, words=FIRE)
    story.share(a, b, FIRE)
    assert story.origins()["b"] == "the fire brigade"
    assert story.counts() == (1, 1, 1)


def test_shared_formula_proves_nothing() -> None:
    story = Story()
    for given_id, outlet in (("a", "Harbour Post"), ("b", "Valley News")):
        story.tell(story.article(given_id, FIRE, outlet))
    story.share(story.articles[0], story.articles[1], FIRE, kind="formula")
    assert story.counts() == (1, 2, 2)


def test_own_voice_of_two_outlets_may_be_one_origin() -> None:
    story = Story()
    story.tell(story.article("a", FIRE, "Harbour Post"))
    story.tell(story.article("b", "Nine died when the mill burned.", "Valley News"))
    assert story.counts() == (1, 2, 2)
    assert story.finding().verdict == "no stated authority"


def test_article_that_states_it_both_ways_counts_as_attributed_only() -> None:
    story = Story()
    a = story.article("a", f"{FIRE} the fire brigade said", "Harbour Post")
    story.tell(a)
    story.tell(a, story.say(a, "the fire brigade"))
    assert story.counts() == (1, 1, 1)


def test_article_without_an_outlet_stands_for_itself() -> None:
    story = Story()
    story.tell(story.article("a", FIRE))
    story.tell(story.article("b", "Nine died when the mill burned."))
    assert story.origins() == {"a": "outlet:a", "b": "outlet:b"}
    assert story.finding().outlets == 2


def test_copies_of_one_wire_are_one_origin() -> None:
    story = Story()
    for given_id, outlet, text in (("a", "Harbour Post", FIRE), ("b", "Valley News", "Nine died at the mill.")):
        article = story.article(given_id, text, outlet)
        story.wire(article, "Reuters")
        story.tell(article)
    assert story.counts() == (1, 1, 1)
    assert set(story.origins().values()) == {"wire:Reuters"}


def test_credited_copy_ends_where_the_copied_text_ends() -> None:
    """The case of the credited paragraph: who copies names the outlet, and the copied text names nobody."""
    story = Story()
    a = story.article("a", FIRE)
    b = story.article("b", f"Harbour TV reported that {FIRE}", "Valley News")
    story.tell(a)
    said = story.say(b, "Harbour TV", "outlet")
    story.tell(b, said, words=FIRE)
    story.share(a, b, FIRE, from_=a, credit="Harbour TV")
    assert story.chain("b") == [("credited", "Harbour TV", False), ("credited", "text a", False)]
    assert story.origins() == {"a": "text:a", "b": "text:a"}
    assert story.counts() == (1, 1, 1)
    assert story.finding().verdict == "no stated authority"


def test_copied_citation_is_second_hand_and_adds_nothing() -> None:
    text = f"Reuters quoted a harbour official as saying: {FIRE}"
    story = Story()
    for given_id, outlet in (("a", None), ("b", "Valley News")):
        article = story.article(given_id, text, outlet)
        outer = story.say(article, "Reuters", "outlet")
        story.tell(article, story.say(article, "a harbour official", "unnamed", parent=outer))
    a, b = story.articles
    story.share(a, b, text, from_=a)
    assert story.chain("a") == [("credited", "Reuters", False), ("quoted", "a harbour official", False)]
    assert story.chain("b") == [
        ("copied", "text a", False),
        ("credited", "Reuters", True),
        ("quoted", "a harbour official", True),
    ]
    assert story.counts() == (1, 1, 1)


def test_channel_that_is_the_outlet_itself_is_no_hop() -> None:
    story = Story()
    a = story.article("a", f"A medic told Harbour Post: {FIRE}", "Harbour Post")
    story.tell(a, story.say(a, "A medic", "unnamed", channel="Harbour Post"))
    assert story.chain("a") == [("quoted", "A medic", False)]


def test_organs_of_one_body_are_two_only_in_high() -> None:
    story = Story()
    rows = (("a", "Green Party Radio", "Harbour Post"), ("b", "Green Party Press Office", "Valley News"))
    for given_id, source, outlet in rows:
        article = story.article(given_id, f"{FIRE} {source} said", outlet)
        story.tell(article, story.say(article, source))
        row = SourceName(
            article.article_id, 0, 1, source, source, "Green Party", f"the text has “Green Party’s {source}”"
        )
        story.source_names.append(row)
    assert story.counts() == (1, 1, 2)


def test_head_of_a_body_is_the_body() -> None:
    story = Story()
    a = story.article("a", f"{FIRE} said Lake Watch", "Harbour Post")
    b = story.article("b", f"{FIRE} said Lake Watch director Ida Brook", "Valley News")
    story.tell(a, story.say(a, "Lake Watch"))
    story.tell(b, story.say(b, "Ida Brook", "person"))
    story.source_names.append(SourceName(b.article_id, 58, 88, "Lake Watch director Ida Brook", "Ida Brook", None, ""))
    assert story.counts() == (1, 1, 1)
    assert story.origins()["b"] == "Ida Brook (Lake Watch)"


def test_unnamed_sources_of_one_description_are_one_in_best_and_apart_in_high() -> None:
    story = Story()
    for given_id, outlet, source in (("a", "Post", "a port official"), ("b", "News", "Port officials")):
        article = story.article(given_id, f"{FIRE} {source} said", outlet)
        story.tell(article, story.say(article, source, "unnamed"))
    assert story.counts() == (1, 1, 2)


def test_unnamed_sources_that_fit_each_other_are_one_only_in_low() -> None:
    story = Story()
    for given_id, outlet, source in (("a", "Post", "a security source"), ("b", "News", "a Peruvian security source")):
        article = story.article(given_id, f"{FIRE} {source} said", outlet)
        story.tell(article, story.say(article, source, "unnamed"))
    assert story.counts() == (1, 2, 2)


def test_unnamed_sources_in_shared_text_are_one_everywhere() -> None:
    text = f"{FIRE} a port official said"
    story = Story()
    for given_id, outlet in (("a", "Post"), ("b", "News")):
        article = story.article(given_id, text, outlet)
        story.tell(article, story.say(article, "a port official", "unnamed"))
    a, b = story.articles
    story.share(a, b, text)
    assert story.counts() == (1, 1, 1)


def test_article_in_a_language_without_rules_counts_in_high_only() -> None:
    story = Story()
    story.tell(story.article("a", FIRE, "Harbour Post"))
    story.tell(story.article("b", "Le moulin a brûlé.", "Le Port", language="fr"))
    assert story.counts() == (1, 1, 2)


def test_outlets_that_cite_each_other_are_circular() -> None:
    story = Story()
    a = story.article("a", f"Valley News reported: {FIRE}", "Harbour Post")
    b = story.article("b", "Nine died, Harbour Post said.", "Valley News")
    story.tell(a, story.say(a, "Valley News", "outlet"))
    story.tell(b, story.say(b, "Harbour Post", "outlet"))
    found = story.finding()
    assert found.verdict == "circular"
    assert "Circular: Harbour Post cites Valley News cites Harbour Post for the same claim." in found.why


def test_soldiers_of_a_side_are_a_party() -> None:
    story = Story()
    a = story.article("a", f"A Peruvian commander said: {FIRE}", "Harbour Post")
    story.tell(a, story.say(a, "A Peruvian commander", "unnamed"), actor="the Peruvian army")
    assert story.finding().parties == 1


def test_evidence_spans_hold_the_words_that_name_the_source() -> None:
    story = Story()
    a = story.article("a", f"{FIRE} the fire brigade said", "Harbour Post")
    story.tell(a, story.say(a, "the fire brigade"))
    (hop,) = to_rows(story.tables()["derivations"], Derivation)
    assert a.text[hop.start : hop.end] == "the fire brigade"


def test_organs_that_a_state_has_one_of_are_that_organ_however_they_are_called() -> None:
    story = Story()
    for given_id, name, kind in (
        ("a", "Syrian army", "organisation"),
        ("b", "Syrian armed forces", "collective"),
        ("c", "Syrian military", "organisation"),
    ):
        article = story.article(given_id, f"{FIRE} the {name} said", f"Outlet {given_id}")
        story.tell(article, story.say(article, name, kind))
    assert story.counts() == (1, 1, 1)
    assert set(story.origins().values()) == {"Syrian army"}


def test_a_number_in_own_voice_that_no_source_of_the_article_gives_counts_in_high() -> None:
    story = Story()
    a = story.article("a", "Some 75 died. Nine people died, the fire brigade said", "Harbour Post")
    story.tell(a, story.say(a, "the fire brigade"), words="Nine people died", figure_low=9.0, figure_high=9.0)
    story.tell(a, words="Some 75 died", figure_low=70.0, figure_high=80.0)
    assert story.counts() == (1, 1, 2)
    assert "is told beside them" in " ".join(story.finding().why)


def test_own_voice_with_an_inherited_source_beside_a_named_one_counts_as_named_only() -> None:
    story = Story()
    a = story.article("a", f"{FIRE} the fire brigade said", "Harbour Post")
    b = story.article("b", f"{FIRE} Nine died, the Mill Workers Union said", "Valley News")
    story.tell(a, story.say(a, "the fire brigade"), words=FIRE)
    story.tell(b, words=FIRE)
    story.tell(b, story.say(b, "the Mill Workers Union"), words="Nine died")
    story.share(a, b, FIRE)
    assert story.counts() == (2, 2, 2)
    assert sum(o.best is None for o in to_rows(story.tables()["mention_origins"], MentionOrigin)) == 1


def test_a_count_is_no_source() -> None:
    story = Story()
    a = story.article("a", f"{FIRE} an earlier death toll reported", "Harbour Post")
    story.tell(a, story.say(a, "an earlier death toll", "document"))
    assert story.origins() == {"a": "outlet:Harbour Post"}
