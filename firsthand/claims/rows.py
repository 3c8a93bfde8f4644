"""Rows that the steps of claims hand to each other, between the mentions and the claims.

The tables that a case is asked for have their rows in `firsthand.records`.
"""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Count, Id, Number, Offset, Score, Spans, Time


@dataclass(frozen=True)
class ArticleDay:
    """The day from which an article's own times are counted."""

    article_id: Id
    day: Annotated[
        Time | None, "its midnight; null when neither the dateline nor what came with the article states one"
    ]
    basis: Annotated[str, "dateline, stated with the article, or not stated"]


@dataclass(frozen=True)
class Copy:
    """A stretch of an article that was copied from another article of the case."""

    article_id: Annotated[Id, "the copier"]
    start: Offset
    end: Offset
    from_id: Annotated[Id, "the article copied from"]
    from_day: Annotated[Time | None, "the day of the article copied from"]


@dataclass(frozen=True)
class EditedPassage:
    """A passage of reporting that two articles share, word by word."""

    reuse_id: Id
    a_id: Id
    b_id: Id
    matches: Annotated[Count, "equal words"]
    alike: Annotated[Score, "share of equal words, of the longer side"]
    a_equal: Annotated[Spans, "the runs of equal words in a"]
    b_equal: Annotated[Spans, "the same runs in b"]


@dataclass(frozen=True)
class FurnitureSpan:
    """A stretch of an article that an outlet puts into article after article."""

    article_id: Id
    start: Offset
    end: Offset


@dataclass(frozen=True)
class BackgroundSpan:
    """A stretch of an article that travels through stories of other events."""

    article_id: Id
    start: Offset
    end: Offset


@dataclass(frozen=True)
class IncidentPart:
    """A mention of an event, and the part of its article that it stands in."""

    part_id: Id
    article_id: Id
    mention_id: Id
    day: Annotated[Number | None, "days from 1970 to the part's day, or its article's; null if unknown"]
    stated: Annotated[bool, "whether the day is stated in the part"]
    place: Annotated[str | None, "the part's place, where one is stated that is smaller than a district"]


@dataclass(frozen=True)
class IncidentGroup:
    """Which incident a part of an article tells of."""

    incident_id: Annotated[Id, "smallest part_id of the group"]
    part_id: Id


@dataclass(frozen=True)
class MentionTerm:
    """One name, word, place, figure or weekday by which a mention is compared with others."""

    article_id: Id
    mention_id: Id
    term: Annotated[str, "kind and value: n:aleppo, w:collapse, p:Idlib, f:killed:child:22, d:tuesday"]
    rank: Annotated[Count, "which statement of its article it stands in, from 0, counted by sentence"]


@dataclass(frozen=True)
class MentionScope:
    """What a mention's count covers."""

    article_id: Id
    mention_id: Id
    scope: Annotated[
        str,
        "head (the toll of the article's event), rival (another source's toll of it), whole, part (a share of another "
        "count), long (a sum over a longer time), other (of another day), habit (no count, of what happens again and "
        "again) or none (no count of people)",
    ]
    same_as: Annotated[Id | None, "the count of the same article that it is another voice's answer to"]


@dataclass(frozen=True)
class ArticleTerm:
    """The weight of one term in one article of the case: rare terms weigh more."""

    article_id: Id
    term: str
    weight: Annotated[Number, "logarithm of one more than articles over articles with the term"]
    lead_weight: Annotated[
        Number, "its weight among the first statements, less the later it stands there; 0 outside them"
    ]


@dataclass(frozen=True)
class ArticleLink:
    """Two articles that may report one event, by the terms of their first statements, or that share wording."""

    a_id: Id
    b_id: Id
    alike: Annotated[Score, "cosine of their first statements' terms, by weight"]


@dataclass(frozen=True)
class ComparedMention:
    """A mention with what it is compared with others by."""

    mention_id: Id
    article_id: Id
    start: Offset
    end: Offset
    aspect: str
    modality: str
    actor: str | None
    target: str | None
    figure_low: Number | None
    figure_high: Number | None
    figure_value: Number | None
    hedge: str
    counted: str | None
    place: str | None
    date_from: Time | None
    date_to: Time | None
    names: list[str]
    words: list[str]
    rank: Annotated[Count, "which statement of its article it stands in, from 0, counted by sentence"]
    scope: Annotated[str, "what its count covers, as in MentionScope.scope"]
    day: Annotated[Time | None, "the day of its article"]


@dataclass(frozen=True)
class MatchCandidate:
    """A match before weak bridges are cut, with the connected group that it belongs to."""

    group_id: Id
    a_mention: Id
    b_mention: Id
    score: Score
    copied: Annotated[bool, "whether the two share wording that one copied"]
    reasons: list[str]
    a_id: Annotated[Id, "article of a_mention"]
    b_id: Id
    found: Annotated[bool, "whether the machine holds them for the same; else only a person judged them"]
    judged: Annotated[str | None, "what a person judged: same, different or unsure; null where nobody did"]
    a_folded: Annotated[bool, "whether the article of a_mention is compared through another one (see Folded)"]
    b_folded: Annotated[bool, "the same of b_mention"]


@dataclass(frozen=True)
class MatchGroup:
    """Which connected group of candidate matches a mention belongs to."""

    group_id: Id
    mention_id: Id


@dataclass(frozen=True)
class PairMatch:
    """A match of mentions of two articles, before weak bridges are cut; as Match, under the two articles."""

    a_id: Id
    b_id: Id
    a_mention: Annotated[Id, "the one mention, with the smaller id"]
    b_mention: Annotated[Id, "the other mention"]
    score: Annotated[Score, "how well they agree"]
    copied: Annotated[bool, "whether they stand at the same place of one shared passage"]
    reasons: Annotated[list[str], "what agrees, in plain words"]


@dataclass(frozen=True)
class OwnMatch:
    """A match of two mentions of one article; as Match, under the article."""

    article_id: Id
    a_mention: Annotated[Id, "the one mention, with the smaller id"]
    b_mention: Annotated[Id, "the other mention"]
    score: Annotated[Score, "how well they agree"]
    copied: Annotated[bool, "false: they are no copies of each other"]
    reasons: Annotated[list[str], "what agrees, in plain words"]


@dataclass(frozen=True)
class NearMention:
    """A mention that may state a claim that it does not belong to."""

    claim_id: Id
    mention_id: Annotated[Id, "a mention of another claim"]
    score: Annotated[Score, "how well it agrees with the mention of the claim that it is nearest to"]


@dataclass(frozen=True)
class SharedSpan:
    """A stretch of an article that another article of the case shares as reporting."""

    article_id: Annotated[Id, "the article"]
    start: Annotated[Offset, "first character"]
    end: Annotated[Offset, "end of it"]


@dataclass(frozen=True)
class Role:
    """Somebody named in a mention, and whether he acts in it or is acted on."""

    mention_id: Id
    article_id: Id
    start: Annotated[Offset, "the name with the words before its noun"]
    end: Offset
    key: Annotated[str, "the words that tell the name from others, sorted"]
    name: Annotated[str, "as written"]
    role: Annotated[str, "acts, acted on or named"]
    main: Annotated[bool, "whether it is what the mention as a whole has as its actor or target"]
    list_start: Annotated[Offset | None, "where the list of names begins that it stands in; null when it stands alone"]


@dataclass(frozen=True)
class Story:
    """Which articles tell of one event or of what follows it."""

    story_id: Annotated[Id, "smallest article_id of the group"]
    article_id: Id
