"""Rows of what is claimed: times, figures, places, mentions the claims that they state, and the words chosen."""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Count, Id, Number, Offset, Score, Time


@dataclass(frozen=True)
class TimeExpression:
    """A time stated in a text, resolved where its anchor is known."""

    time_id: Id
    article_id: Id
    start: Offset
    end: Offset
    rule: Annotated[str, "date, weekday, month, part of month, year, relative or vague"]
    anchor_id: Annotated[
        Id | None,
        "the article whose date it is counted from: the one that it was written in; null when none is needed or known",
    ]
    date_from: Annotated[Time | None, "first moment; null while unresolved"]
    date_to: Annotated[Time | None, "end of the last day; null while unresolved"]
    precision: Annotated[str, "day, part of day, month, part of month, year, relative or vague"]
    reason: Annotated[str, "how it was resolved, or what is missing"]


@dataclass(frozen=True)
class Figure:
    """A quantity stated in a text."""

    figure_id: Id
    article_id: Id
    start: Offset
    end: Offset
    low: Annotated[Number | None, "lowest value that the words allow; null when no number is stated"]
    high: Annotated[Number | None, "highest value; null when open or not stated"]
    value: Annotated[Number | None, "the number as written; null for vague words"]
    unit: Annotated[str, "persons, attacks, share, … or the counted noun"]
    hedge: Annotated[str, "none, at least, more than, up to, nearly, around, several, unknown, …"]
    of: Annotated[str | None, "whom or what it counts, as written"]
    number_start: Annotated[Offset | None, "where the number itself stands"]
    number_end: Offset | None


@dataclass(frozen=True)
class Place:
    """A place named in a text."""

    article_id: Id
    start: Offset
    end: Offset
    name: Annotated[str, "as written"]
    canonical: Annotated[str, "one name for all spellings in the case"]
    gazetteer_id: Annotated[str | None, "null when unplaced"]
    latitude: Annotated[Number | None, "degrees north (WGS 84); null when unplaced"]
    longitude: Annotated[Number | None, "degrees east (WGS 84); null when unplaced"]
    precision: Annotated[Count | None, "1 exact place, 2 near it, 3 district or region, 4 country; null when unplaced"]
    role: Annotated[str, "event, dateline or part of a name"]
    reason: Annotated[str, "why it is placed so, or why it is not"]


@dataclass(frozen=True)
class BareMention:
    """A mention without the words by which it is matched: most of what a mention takes in memory."""

    mention_id: Id
    article_id: Id
    start: Annotated[Offset, "the claim's own words"]
    end: Offset
    quote_start: Annotated[Offset, "the sentence to quote, with its attribution"]
    quote_end: Offset
    attribution_id: Annotated[Id | None, "innermost statement that carries it; null in the article's own voice"]
    aspect: Annotated[
        str,
        "killed, injured, detained, displaced, attack, advance, blame, responsibility, denial, plan, statement, …",
    ]
    modality: Annotated[str, "asserted, plan, denial, speculation, belief, unconfirmed or aim; several joined by '+'"]
    actor: Annotated[str | None, "who acts, as written"]
    target: Annotated[str | None, "who or what is acted on, as written"]
    figure_id: Id | None
    figure_low: Annotated[Number | None, "the figure's lowest value, as in Figure.low"]
    figure_high: Annotated[Number | None, "the figure's highest value, as in Figure.high"]
    figure_value: Annotated[Number | None, "the figure's number as written"]
    hedge: Annotated[str, "hedge of the figure: none, at least, more than, up to, nearly, around …"]
    counted: Annotated[
        str | None, "what the figure counts: people, child, soldier …, a unit (USD, percent), or the noun"
    ]
    place: Annotated[str | None, "canonical name of the most exact place stated for it"]
    date_from: Annotated[Time | None, "first moment of the time stated for it; null while unresolved"]
    date_to: Annotated[Time | None, "end of the last day of that time; null while unresolved"]


@dataclass(frozen=True)
class Mention(BareMention):
    """One article stating one claim."""

    names: Annotated[list[str], "folded proper names in it, sorted"]
    words: Annotated[list[str], "folded dictionary forms of its other words that carry meaning, sorted"]


@dataclass(frozen=True)
class Match:
    """Two mentions that state the same claim, of two articles or side by side in one."""

    a_mention: Annotated[Id, "the one mention, with the smaller id"]
    b_mention: Annotated[Id, "the other mention"]
    score: Annotated[Score, "how well they agree"]
    copied: Annotated[bool, "whether they stand at the same place of one shared passage"]
    reasons: Annotated[list[str], "what agrees, in plain words"]


@dataclass(frozen=True)
class ClaimMention:
    """Which claim a mention belongs to; a claim is a connected group of matches."""

    claim_id: Annotated[Id, "smallest mention_id of the group"]
    mention_id: Id


@dataclass(frozen=True)
class Claim:
    """A group of mentions that state the same, with the mention that stands for it."""

    claim_id: Id
    aspect: Annotated[str, "aspect of the mention that stands for it, as in Mention.aspect"]
    mention_id: Annotated[Id, "the mention whose words stand for the claim"]


@dataclass(frozen=True)
class IncidentMention:
    """A mention that tells of an incident; a claim that two incidents share has mentions in both."""

    incident_id: Id
    part_id: Annotated[Id, "the part of its article that it stands in"]
    article_id: Id
    mention_id: Id


@dataclass(frozen=True)
class Wording:
    """One use of a word by which outlets tell people and acts apart; counted, never judged."""

    article_id: Id
    start: Offset
    end: Offset
    word: Annotated[str, "stem with a star: militant*"]
    voice: Annotated[str, "own or attributed"]
    shared: Annotated[bool, "whether it stands in a passage that another article shares"]
