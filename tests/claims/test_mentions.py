"""Mentions: what each sentence states, on whose authority, and how far it goes."""

import pytest

from .helpers import article, mentions_of, run_claims

ASPECTS = [
    ("Arsenal beat Chelsea 2-1 in the final.", "result"),
    ("Voters elected Maria Silva as mayor of the city.", "elected"),
    ("A magnitude 6.1 earthquake struck the coast of Peru.", "disaster"),
    ("The company reported a quarterly profit of $2.3 billion.", "amount"),
    ("Police arrested 14 protesters outside the embassy.", "detained"),
    ("The two governments signed a trade agreement in Geneva.", "agreement"),
    ("The court sentenced the banker to five years in prison.", "charged"),
    ("The quake killed 120 people in the mountain town.", "killed"),
    ("The union blamed the company for the accident.", "blame"),
    ("The army seized the hill from the rebels.", "advance"),
]


@pytest.mark.parametrize(("text", "aspect"), ASPECTS)
def test_aspect(text: str, aspect: str) -> None:
    assert aspect in {m.aspect for m in mentions_of(text)}


MODALITIES = [
    ("The army would launch an operation next month.", "plan"),
    ("The company will cut 300 jobs.", "plan"),
    ("There is no agreement between the two unions.", "denial"),
    ("The attackers are believed to be hiding in the hills.", "belief"),
    ("The mission is aimed at protecting the border.", "aim"),
    ("There were speculations that the bank was preparing a takeover.", "speculation"),
    ("The bridge collapsed in the storm.", "asserted"),
    ("Around 400 people live in the town, but more are believed to live in camps.", "asserted+belief"),
    ("About 400 live there, although their numbers have not been confirmed.", "asserted+unconfirmed"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITIES)
def test_modality(text: str, modality: str) -> None:
    assert modality in {m.modality for m in mentions_of(text)}


def test_an_attributed_statement_is_its_content_and_is_quoted_with_its_source() -> None:
    text = "The dam is safe, the mayor said."
    (mention,) = mentions_of(text)
    assert text[mention.start : mention.end] == "The dam is safe"
    assert text[mention.quote_start : mention.quote_end] == text
    assert mention.attribution_id is not None


def test_two_counts_of_one_sentence_are_two_mentions() -> None:
    found = mentions_of("The quake killed 12 people and injured 80 others in the town.")
    assert [(m.aspect, m.figure_value) for m in found] == [("injured", 80), ("killed", 12)]
    assert [m.counted for m in found] == ["people", "people"]


def test_a_part_of_a_toll_is_a_count_of_its_own() -> None:
    found = mentions_of("Ten children were among at least 48 people killed in the village.")
    assert {(m.counted, m.figure_value, m.hedge) for m in found} == {("child", 10, "none"), ("people", 48, "at least")}


def test_actor_and_target_come_from_the_parse() -> None:
    (mention,) = mentions_of("The army seized the old airport.")
    assert (mention.actor, mention.target) == ("The army", "the old airport")
    (mention,) = mentions_of("The old airport was seized by the army.")
    assert (mention.actor, mention.target) == ("the army", "The old airport")


def test_questions_and_subscription_lines_state_nothing() -> None:
    assert mentions_of("Is it over? Sign up for our newsletter here.") == []


def test_an_act_of_saying_is_what_is_stated() -> None:
    text = "The minister gave an ultimatum to the strikers to reach an agreement, warning that it was time to act."
    (mention,) = mentions_of(text)
    assert text[mention.start : mention.end] == text
    assert mention.attribution_id is not None


def test_a_quote_is_never_a_page() -> None:
    text = "The minister said that " + "the very long road to the old harbour was closed and " * 20 + "it stayed so."
    for mention in mentions_of(text):
        assert len(text[mention.quote_start : mention.quote_end].split()) <= 70


def test_ids_do_not_depend_on_order_or_chunks() -> None:
    articles = [article(text, str(n)) for n, (text, _) in enumerate(ASPECTS)]
    one, other = run_claims(articles), run_claims(articles[::-1], chunk_rows=1)
    for table in ("figures", "places", "times", "mentions", "matches", "claim_mentions", "claims", "wordings"):
        assert one[table].equals(other[table]), table


def test_who_claims_an_attack_does_not_say_how_many_it_killed() -> None:
    text = "The Northern Front claimed the bomb attack that killed 17 people in Barda on Monday."
    found = {m.aspect: m for m in mentions_of(text)}
    assert found["killed"].attribution_id is None
    assert found["responsibility"].attribution_id is not None


def test_who_says_that_an_attack_killed_some_states_it() -> None:
    (mention,) = mentions_of("The Northern Front said the bomb attack killed 17 people in Barda on Monday.")
    assert mention.attribution_id is not None


def test_what_stands_behind_a_day_after_was_a_day_earlier() -> None:
    text = "Rockets killed six people in Karst on Thursday, a day after 35 people were killed in Orun."
    days = {m.figure_value: m.date_from for m in mentions_of(text, day="2020-03-06")}
    assert str(days[6.0])[:10] == "2020-03-05"
    assert str(days[35.0])[:10] == "2020-03-04"


def test_the_same_toll_is_a_statement_beside_what_else_the_source_says() -> None:
    text = (
        "Shells killed 22 people in Barda on Tuesday, the fire brigade said. "
        "The Red Crescent gave the same death toll and said 14 children were among those killed."
    )
    told = [text[m.start : m.end] for m in mentions_of(text) if m.aspect == "killed"]
    assert sum("14 children" in words for words in told) == 1
    assert any("the same death toll" in words for words in told)


def test_what_a_relative_clause_has_for_its_object_is_not_counted_by_the_verb_before() -> None:
    text = "At least 29 rebels were killed in an attack to break a siege of the city which threatens 300,000 civilians."
    assert [m.figure_value for m in mentions_of(text) if m.aspect == "killed"] == [29.0]


def test_a_toll_in_the_clause_that_names_the_source_is_the_source_s() -> None:
    text = "The radio, which gave a lower toll of 17 people killed in Barda, said the rockets hit a school there."
    found = {m.figure_value: m.attribution_id for m in mentions_of(text)}
    assert found[17.0] is not None
