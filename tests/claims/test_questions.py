"""Answers that differ to one question about one event, what counts cover, and what states nothing."""

from firsthand.claims.rows import MentionScope
from firsthand.records import Claim, ClaimMention, Match, Mention
from firsthand.schema import to_rows

from .helpers import article, mentions_of, run_claims

STRIKE = (
    "An air strike on a market in the town of Barda killed 26 people on Tuesday, the Red Crescent said. "
    "Nine children were among the dead, it said. "
    "The interior ministry gave a lower toll of 17 people killed in the air strike on the market. "
    "More than 40,000 people have been killed since the war began in 2011."
)


def scopes_of(text: str) -> dict[tuple[str, float | None], str]:
    """Scope by population and figure of the counts of one article."""
    tables = run_claims([article(text)])
    scope = {s.mention_id: s.scope for s in to_rows(tables["mention_scopes"], MentionScope)}
    return {(m.counted or "", m.figure_value): scope[m.mention_id] for m in to_rows(tables["mentions"], Mention)}


def claims_by_figure(texts: list[tuple[str, str]]) -> dict[float, set[int]]:
    """Claims of counts of people killed by figure; each text with its day."""
    tables = run_claims([article(text, str(n), f"Outlet {n}", day) for n, (text, day) in enumerate(texts)])
    claim_of = {c.mention_id: c.claim_id for c in to_rows(tables["claim_mentions"], ClaimMention)}
    found: dict[float, set[int]] = {}
    for mention in to_rows(tables["mentions"], Mention):
        if mention.aspect == "killed" and mention.figure_value is not None:
            found.setdefault(mention.figure_value, set()).add(claim_of[mention.mention_id])
    return found


def test_what_a_count_covers() -> None:
    found = scopes_of(STRIKE)
    assert found["people", 26] == "head"
    assert found["people", 17] == "rival"
    assert found["child", 9] == "part"
    assert found["people", 40_000] == "long"


def test_the_toll_of_another_voice_is_the_same_claim_and_a_part_is_not() -> None:
    found = claims_by_figure([(STRIKE, "2020-03-04")])
    assert found[26] == found[17]
    assert found[26].isdisjoint(found[9])
    assert found[26].isdisjoint(found[40_000])


def test_one_figure_of_events_months_apart_is_two_claims() -> None:
    later = (
        "Twenty-six people, most of them farm workers, were killed by a lorry bomb at a checkpoint near Karst. "
        "The provincial governor said the bomb killed 26 people on Wednesday."
    )
    found = claims_by_figure([(STRIKE, "2020-03-04"), (later, "2020-09-24")])
    assert len(found[26]) == 2


def test_a_number_changed_in_copied_words_is_one_claim() -> None:
    found = claims_by_figure([(STRIKE, "2020-03-04"), (STRIKE.replace("26 people", "31 people"), "2020-03-04")])
    assert found[26] == found[31]


def test_a_differing_answer_says_so() -> None:
    other = (
        "Warplanes hit a crowded market in the town of Barda on Tuesday. "
        "The air strike on the market killed 31 people in Barda, a hospital director said."
    )
    tables = run_claims([article(STRIKE, "a", "A", "2020-03-04"), article(other, "b", "B", "2020-03-04")])
    reasons = [reason for match in to_rows(tables["matches"], Match) for reason in match.reasons]
    assert "the figure differs" in reasons
    assert tables["claims"].num_rows == len(to_rows(tables["claims"], Claim))


def test_words_to_readers_state_nothing() -> None:
    found = mentions_of(
        "The council closed the harbour road on Monday after a landslide. "
        "By signing up you agree to receive our weekly newsletters and alerts. "
        "We will be right back after this short message. "
        "The harbour road will stay closed until Friday, the council said."
    )
    assert len(found) == 2


def test_what_happens_again_and_again_is_not_the_event() -> None:
    event = "Two gunmen attacked the customs house in the town of Barda on Tuesday, the interior ministry said."
    habit = "The town of Barda has repeatedly been attacked by gunmen in recent years."
    tables = run_claims([article(event, "a", day="2020-03-04"), article(f"{event} {habit}", "b", day="2020-03-04")])
    scope = {s.mention_id: s.scope for s in to_rows(tables["mention_scopes"], MentionScope)}
    claim_of = {c.mention_id: c.claim_id for c in to_rows(tables["claim_mentions"], ClaimMention)}
    habits = {m for m, told in scope.items() if told == "habit"}
    assert len(habits) == 1
    assert all(claim_of[m] != claim_of[other] for m in habits for other in claim_of if other not in habits)


def test_one_count_of_two_places_in_one_article_is_held_together_weakly() -> None:
    text = (
        "At least 30 people were killed on Monday in the village of Orun, the Red Crescent said. "
        "The rebels said 30 people were killed on Monday in the village of Karst."
    )
    scores = {m.score for m in to_rows(run_claims([article(text, day="2020-03-04")])["own_matches"], Match)}
    assert all(score < 0.65 for score in scores)


def test_who_did_it_is_asked_of_a_denial_and_of_a_capital() -> None:
    told = "An air strike hit the market of Barda on Tuesday, killing 26 people, the Red Crescent said. "
    one = told + "The Red Crescent blamed Russian jets for the strike on Barda."
    other = told + "Moscow denied any involvement in the strike on Barda."
    tables = run_claims([article(one, "a", day="2020-03-04"), article(other, "b", day="2020-03-04")])
    claim_of = {c.mention_id: c.claim_id for c in to_rows(tables["claim_mentions"], ClaimMention)}
    blamed = [m for m in to_rows(tables["mentions"], Mention) if m.aspect == "blame"]
    assert len(blamed) == 2
    assert len({claim_of[m.mention_id] for m in blamed}) == 1


def test_one_person_killed_is_one_claim_in_quite_other_words() -> None:
    told = "Shells hit the town of Barda on Tuesday, killing 26 people, the Red Crescent said. "
    one = told + "The clinic was hit and its director Ida Brook was killed, a witness said."
    other = told + "One of those killed was Ida Brook, head of the clinic."
    tables = run_claims([article(one, "a", day="2020-03-04"), article(other, "b", day="2020-03-05")])
    claim_of = {c.mention_id: c.claim_id for c in to_rows(tables["claim_mentions"], ClaimMention)}
    named = [m for m in to_rows(tables["mentions"], Mention) if m.aspect == "killed" and "brook" in m.names]
    assert len(named) == 2
    assert len({claim_of[m.mention_id] for m in named}) == 1


def test_another_toll_answers_the_whole_and_not_the_others() -> None:
    text = (
        "Air raids killed 31 people in the city of Orun on Friday, the fire brigade said. "
        "Of these 10 died on a bus and 21 others died in the east of the city, the fire brigade said. "
        "The Red Crescent gave a toll of 28 people killed in the air raids on the city."
    )
    tables = run_claims([article(text, day="2020-03-04")])
    figure = {m.mention_id: m.figure_value for m in to_rows(tables["mentions"], Mention)}
    answers = {figure[s.mention_id]: s.same_as for s in to_rows(tables["mention_scopes"], MentionScope) if s.same_as}
    assert [figure[answers[28.0]]] == [31.0]


def test_a_rival_toll_of_another_place_is_held_weakly_across_articles() -> None:
    first = "Soldiers killed 48 villagers in the village of Orun on Friday, the Red Crescent said. "
    other = "Soldiers killed 48 rebels in the village of Karst on Friday, the Rebel Council said."
    tables = run_claims([article(first + other, "a", day="2020-03-07"), article(first, "b", day="2020-03-07")])
    mentions = {m.mention_id: m for m in to_rows(tables["mentions"], Mention)}
    between = [
        match.score
        for name in ("match_pairs", "own_matches")
        for match in to_rows(tables[name], Match)
        if {mentions[match.a_mention].place, mentions[match.b_mention].place} >= {"Karst", "Orun"}
    ]
    assert all(score < 0.65 for score in between)
