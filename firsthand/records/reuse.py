"""Rows of who shares which words with whom: passages, their direction, families, figures, rewordings."""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Count, Id, Number, Offset, Score, Spans, Time


@dataclass(frozen=True)
class Alignment:
    """One run of wording that two articles share, equal or edited."""

    a_id: Id
    a_start: Offset
    a_end: Offset
    b_id: Id
    b_start: Offset
    b_end: Offset
    matches: Annotated[Count, "equal words"]
    a_words: Annotated[Count, "words of the span in a"]
    b_words: Annotated[Count, "words of the span in b"]
    block: Annotated[Count, "number of the stretch that it is part of: passages without a long gap between them"]
    a_equal: Annotated[Spans, "the runs of equal words in a; what stands between them was edited"]
    b_equal: Annotated[Spans, "the same runs in b"]


@dataclass(frozen=True)
class Direction:
    """Which article of a pair took its wording from the other, or that it cannot be told."""

    a_id: Id
    b_id: Id
    from_id: Annotated[Id | None, "the article that was copied from; null when unknown"]
    confidence: Annotated[str, "certain, probable or unknown"]
    score: Annotated[Score, "weight of the evidence for the direction that it favours; 0.5 when there is none"]
    missing: Annotated[list[str], "evidence that would be needed and is not there: 'publication times', …"]


@dataclass(frozen=True)
class DirectionEvidence:
    """One observation that bears on who copied whom."""

    a_id: Id
    b_id: Id
    kind: Annotated[
        str, "credit, publication time, order, stranded reference, vocabulary seam, shared oddity, containment, …"
    ]
    from_id: Annotated[Id | None, "the article it speaks for as the one copied from; null when it proves copying only"]
    weight: Annotated[Number, "log-odds that it adds for from_id; 0 when it proves copying only"]
    text: Annotated[str, "the observation in plain words, the articles' own words in quotation marks"]
    article_id: Annotated[Id | None, "where the evidence stands"]
    start: Offset | None
    end: Offset | None


@dataclass(frozen=True)
class Reuse:
    """A passage that two articles share, what kind of sharing it is, and whether the copy says so."""

    reuse_id: Id
    a_id: Id
    a_start: Offset
    a_end: Offset
    b_id: Id
    b_start: Offset
    b_end: Offset
    matches: Annotated[Count, "equal words"]
    a_words: Annotated[Count, "words of the span in a"]
    b_words: Annotated[Count, "words of the span in b"]
    kind: Annotated[str, "story, background, formula, quotation or boilerplate"]
    reasons: Annotated[list[str], "why it is of that kind"]
    from_id: Annotated[Id | None, "the article that was copied from; null when unknown"]
    credited: Annotated[bool, "whether the copy names the outlet or wire that it took the wording from"]
    credit_id: Annotated[Id | None, "the article in which the credit stands"]
    credit_start: Offset | None
    credit_end: Offset | None
    credit_name: Annotated[str | None, "whom the credit names"]
    credit_covers: Annotated[
        str | None,
        "what the credit covers: the sentence that it stands in, the block that it leads into or closes, or article",
    ] = None


@dataclass(frozen=True)
class Omission:
    """A paragraph of the article copied from that the copier left out."""

    from_id: Annotated[Id, "the article copied from"]
    to_id: Annotated[Id, "the copier"]
    start: Annotated[Offset, "in the article copied from"]
    end: Offset
    between: Annotated[bool, "whether copied paragraphs stand before and after it"]


@dataclass(frozen=True)
class FamilyPassage:
    """What one article has of a text that several articles have: a member of a family of passages."""

    family_id: Id
    kind: Annotated[str, "story or quotation"]
    article_id: Id
    spans: Annotated[Spans, "the stretches of the article that are of the family; what stands between them is not"]
    words: Annotated[Count, "words that other members have at the same place of the text"]
    published: Annotated[
        Time | None,
        "when the article counts as published: as stated with it, or its dateline's day where nothing is stated or the "
        "two are more than two days apart; null when unknown",
    ]
    variant: Annotated[Count, "number of its variant, from 1: members that differ in a tenth of their words have one"]
    copies: Annotated[Count, "members with exactly the same words, itself among them"]
    from_id: Annotated[Id | None, "the member that it most probably took the text from; null when unknown"]
    from_score: Annotated[Score | None, "how sure that is, as in Direction; null when unknown"]
    credited: Annotated[bool, "whether it names the outlet or wire that it took the text, or a part of it, from"]
    credit_start: Annotated[Offset | None, "where the credit stands in the article"]
    credit_end: Offset | None
    credit_name: Annotated[str | None, "whom the credit names"]


@dataclass(frozen=True)
class PassageFamily:
    """A text that several articles have, whole or in part, word by word or edited."""

    family_id: Annotated[Id, "made of words that at least half of the members have, so that a new copy keeps it"]
    kind: Annotated[str, "story, or a quotation that all report"]
    articles: Annotated[Count, "articles that have it"]
    outlets: Annotated[Count, "outlets of these articles; an article without one counts as an outlet of its own"]
    variants: Annotated[Count, "variants: members that differ in a tenth of their words or less are one"]
    words: Annotated[Count, "words of the text that the fullest member shares; no other shares a word beyond these"]
    fullest_id: Annotated[Id, "the member that has most of the text; of equals the earliest"]
    earliest_id: Annotated[Id | None, "the member that had it first; null when unknown"]
    earliest_confidence: Annotated[str, "how sure that is: certain, probable, possible or unknown"]
    earliest_score: Annotated[Score, "the same as a probability; 0.5 when unknown"]
    earliest_reason: Annotated[str, "why, in plain words"]


@dataclass(frozen=True)
class NumberEdit:
    """A figure that differs in wording that two articles share otherwise."""

    number_edit_id: Id
    reuse_id: Annotated[Id, "the passage that it stands in"]
    kind: Annotated[
        str, "count, share, money, distance, time, weight, other measure, age, score or telephone, as far as known"
    ]
    a_id: Id
    a_start: Annotated[Offset, "first character of the figure in a, with its hedge"]
    a_end: Offset
    a_value: Annotated[Number | None, "the number as written; null for vague words, scores and telephone numbers"]
    a_low: Annotated[Number | None, "lowest value that the words allow; null when open"]
    a_high: Annotated[Number | None, "highest value; null when open"]
    a_hedge: Annotated[str, "none, at least, more than, up to, nearly, around, range …"]
    a_sentence_start: Annotated[Offset, "the sentence of a in which it stands"]
    a_sentence_end: Offset
    b_id: Id
    b_start: Annotated[Offset, "first character of the figure in b, with its hedge"]
    b_end: Offset
    b_value: Annotated[Number | None, "the same of b"]
    b_low: Annotated[Number | None, "the same of b"]
    b_high: Annotated[Number | None, "the same of b"]
    b_hedge: Annotated[str, "the same of b"]
    b_sentence_start: Annotated[Offset, "the sentence of b in which it stands"]
    b_sentence_end: Offset
    agree: Annotated[bool, "whether one number fits both: nearly 3,000 and 2,900, several and six"]
    earlier_id: Annotated[Id | None, "the article that was published earlier; null when unknown or at the same time"]


@dataclass(frozen=True)
class Rewriting:
    """Sentences of two articles that say the same in other words and in the same order.

    Weaker evidence than `Reuse`: two reports of one event may agree so without one knowing the other.
    """

    rewriting_id: Id
    a_id: Id
    a_start: Offset
    a_end: Offset
    b_id: Id
    b_start: Offset
    b_end: Offset
    sentences: Annotated[Count, "sentences of a of which each says what one of b says"]
    a_sentences: Annotated[Spans, "these sentences"]
    b_sentences: Annotated[Spans, "for each of them the sentence of b that says the same"]
    weight: Annotated[
        Number,
        "what they share: one for a name, a figure or another word that stands once in both articles, less for what "
        "recurs in them",
    ]
    score: Annotated[Score, "share of what these sentences say that they say alike, twice the shared weight over both"]
    shared: Annotated[list[str], "names and figures that both have, as a writes them"]
    beside: Annotated[bool, "whether reporting that the two articles share word by word stands beside it"]
    reasons: Annotated[list[str], "why it is taken for one text put in other words"]
