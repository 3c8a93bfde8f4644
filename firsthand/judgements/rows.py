"""A judgement as it was written down, and what it decides in the case as it is now."""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Id, Offset, Time

ABOUT = ("mentions", "sources", "origins", "figures", "directions")
"""What two things a judgement can compare: whether two mentions state one claim, two sources are one body, two mentions
have one origin, two figures agree, and whether one article's words come from the other's."""
DECISIONS = ("same", "different", "unsure")
"""What can be decided of two things. Of a direction, *same* is: yes, the second has its words from the first."""
GRADED = ("reliability", "credibility")
"""What can be graded: a source, and what is stated (NATO AJP-2.1, the Admiralty code)."""
GRADES = {"reliability": tuple("ABCDEF"), "credibility": tuple("123456")}
"""The grades of each: A (completely reliable) to E, F cannot be judged; 1 (confirmed by others) to 5, 6 cannot be
judged."""

DECIDED = 20.0
"""Weight, in log-odds, of a direction that a person decided: a score of 1 to six digits."""


@dataclass(frozen=True)
class Judgement:
    """One line of the log of judgements; never changed, never dropped."""

    judgement_id: Annotated[Id, "hash of the rest of the line"]
    made: Annotated[Time, "when it was made"]
    person: Annotated[str, "who made it"]
    about: Annotated[str, "mentions, sources, origins, figures, directions, reliability, credibility or withdrawal"]
    decision: Annotated[str, "same, different or unsure; a grade; or the id of the judgement that is withdrawn"]
    note: Annotated[str | None, "the reason given"]
    a_id: Annotated[Id | None, "the article of the first thing; null where something is withdrawn"]
    a_given_id: Annotated[str | None, "the id that came with that article"]
    a_start: Annotated[Offset | None, "where its words stood when it was judged"]
    a_end: Offset | None
    a_quote: Annotated[str | None, "the words themselves"]
    a_before: Annotated[str | None, "the words before them"]
    a_after: Annotated[str | None, "the words after them"]
    a_aspect: Annotated[str | None, "aspect of the mention: tells apart two that stand in the same words"]
    b_id: Annotated[Id | None, "the article of the second thing; null where a grade is given"]
    b_given_id: Annotated[str | None, "the id that came with that article"]
    b_start: Offset | None
    b_end: Offset | None
    b_quote: Annotated[str | None, "the words themselves"]
    b_before: Annotated[str | None, "the words before them"]
    b_after: Annotated[str | None, "the words after them"]
    b_aspect: Annotated[str | None, "aspect of the mention: tells apart two that stand in the same words"]


@dataclass(frozen=True)
class JudgedDirection:
    """What a person decided of who copied whom, for one pair of articles."""

    a_id: Id
    b_id: Id
    from_id: Annotated[Id | None, "the article that the other has its words from; null where that was not decided"]
    not_from_id: Annotated[Id | None, "the article that the other does not have its words from"]
    judgement_id: Annotated[Id, "the judgement that says so"]
    reason: Annotated[str, "who decided what, in words"]


@dataclass(frozen=True)
class Decision:
    """What a judgement decides in the case as it is now."""

    judgement_id: Id
    made: Annotated[Time, "when it was made"]
    person: Annotated[str, "who made it"]
    about: Annotated[str, "as in Judgement.about"]
    decision: Annotated[str, "as in Judgement.decision"]
    note: Annotated[str | None, "the reason given"]
    status: Annotated[
        str,
        "in force, replaced (by a later judgement of the same two), contradicted (by later ones), withdrawn, or lost",
    ]
    reason: Annotated[str, "why it is of that status, in plain words; empty when it is in force"]
    a_id: Annotated[Id | None, "article where the first thing stands now; null when it is lost"]
    a_start: Annotated[Offset | None, "its words there"]
    a_end: Offset | None
    a_mention: Annotated[Id | None, "the mention that has these words now"]
    a_name: Annotated[str | None, "for sources: who the words name now"]
    b_id: Annotated[Id | None, "article where the second thing stands now"]
    b_start: Offset | None
    b_end: Offset | None
    b_mention: Annotated[Id | None, "the mention that has these words now"]
    b_name: Annotated[str | None, "for sources: who the words name now"]
    against: Annotated[
        list[Id], "the later judgements that it cannot hold with: another person's opposite answer, or several together"
    ]
