"""The review queue on an invented case: what is asked, in which order, and what is not asked again."""

from datetime import UTC, datetime
from typing import Any

from firsthand.judgements.rows import Decision
from firsthand.records import ClaimMention, Finding, Match, Mention, MentionOrigin
from firsthand.views.lookup import Lookup, full_id
from firsthand.views.review import list_questions
from tests.invented_case import Invented, fill


def ask(invented: Invented) -> list[Any]:
    return list_questions(Lookup(invented.case()))


def doubtful() -> Invented:
    """The invented case, in which the coastguard and the union leader may be one origin."""
    invented = Invented()
    origins = invented.rows[MentionOrigin]
    toll = next(o.claim_id for o in origins if o.origin == "a union leader")
    lowest = origins[0].low
    invented.rows[MentionOrigin] = [
        MentionOrigin(**{**vars(o), "low": lowest}) if o.claim_id == toll else o for o in origins
    ]
    invented.rows[Finding] = [
        Finding(**{**vars(f), "origins_low": 1}) if f.claim_id == toll else f for f in invented.rows[Finding]
    ]
    return invented


def test_origins_that_may_be_one_are_asked_about_with_what_each_answer_does() -> None:
    (question, *_) = ask(doubtful())
    assert (question.about, question.proposal, question.changes) == ("origins", "different", 1)
    assert {question.one.label, question.other.label} == {"the coastguard", "a union leader"}
    assert question.same == "one origin fewer in 1 claim"
    assert "stays" in question.different
    assert [claim.best for claim in question.claims] == [2]


def test_what_was_decided_is_not_asked_again() -> None:
    invented = doubtful()
    (question, *_) = [q for q in ask(invented) if q.about == "origins"]
    ids = {full_id(m.mention_id): m.mention_id for m in invented.rows[Mention]}
    decision = fill(
        Decision,
        judgement_id=1,
        made=datetime(2024, 3, 6, tzinfo=UTC),
        person="Ana",
        about="origins",
        decision="unsure",
        status="in force",
        a_mention=ids[question.one.thing],
        b_mention=ids[question.other.thing],
    )
    invented.rows[Decision] = [decision]
    assert [q.about for q in ask(invented) if q.about == "origins"] == []
    invented.rows[Decision] = [Decision(**{**vars(decision), "status": "withdrawn"})]
    assert [q.about for q in ask(invented) if q.about == "origins"] == ["origins"]


def test_the_link_without_which_a_claim_falls_apart_is_asked_about_and_a_copied_one_is_not() -> None:
    invented = Invented()
    claims: dict[int, list[int]] = {}
    for row in invented.rows[ClaimMention]:
        claims.setdefault(row.claim_id, []).append(row.mention_id)
    pairs = [sorted(members)[:2] for members in claims.values() if len(members) == 2]
    invented.rows[Match] = [
        Match(pairs[0][0], pairs[0][1], 0.6, False, ["both name Marsk"]),
        Match(pairs[1][0], pairs[1][1], 0.6, True, ["copied"]),
    ]
    asked = [q for q in ask(invented) if q.about == "mentions"]
    assert len(asked) == 1
    assert asked[0].different == "the claim of 2 articles becomes one of 1 article and 1 article"
    assert "0.60: both name Marsk" in asked[0].reasons[0]


def test_two_figures_in_conflict_are_asked_about_last() -> None:
    questions = ask(doubtful())
    assert [q.about for q in questions] == ["origins", "figures"]
    assert questions[-1].same == "one conflict fewer"
