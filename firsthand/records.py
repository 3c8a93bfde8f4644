"""The rows of every table: what firsthand reads, finds and counts.

One class a table, in the order of the steps that make them. An unordered pair of articles is `a`, `b` with
`a_id < b_id`; a direction says `from_`. Every span is half-open, in the characters of `Article.text`.
"""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Count, Id, Number, Offset, Score, Spans, Time

# --- what was read ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Article:
    """One article as it was read; its text is stored once and never changed."""

    article_id: Annotated[Id, "made of the given id (or the file's name, or url, or outlet and title) and the text"]
    given_id: Annotated[
        str, "the id that came with the article; its file's name, or article_id in hexadecimal, where none did"
    ]
    outlet: Annotated[
        str | None, "who published it, as stated with the article or in its own dateline; null when not stated"
    ]
    url: Annotated[str | None, "where it was published"]
    title: Annotated[str, "headline; empty when there is none"]
    byline: Annotated[str | None, "who wrote it, as stated with the article"]
    published: Annotated[
        Time | None, "when it was published, as stated with the article; null when not stated or not readable"
    ]
    published_precision: Annotated[str | None, "day or second; null when there is no time"]
    language: Annotated[str, "ISO 639-1 code; und when it cannot be told"]
    text: Annotated[str, "title, a blank line and the body; without a title the body exactly as given"]
    source: Annotated[str, "the file it was read from, relative to the path that was named"]


@dataclass(frozen=True)
class Problem:
    """One thing that reading met and did not read, or read with a loss."""

    source: Annotated[str, "file"]
    line: Annotated[Count | None, "line or row, from 1"]
    given_id: Annotated[str | None, "the row's id, where it had one"]
    reason: Annotated[str, "what is wrong, in words that name the value and the way out"]
    skipped: Annotated[bool, "whether the article was left out"]


@dataclass(frozen=True)
class Parse:
    """Words of one article with their syntax, as parallel lists; only for languages with a parser."""

    article_id: Id
    starts: Annotated[list[Offset], "first character of each token"]
    ends: Annotated[list[Offset], "end of each token"]
    lemmas: Annotated[list[str], "dictionary form"]
    tags: Annotated[list[str], "Penn Treebank tag"]
    relations: Annotated[list[str], "dependency relation to the head (CLEAR labels)"]
    heads: Annotated[list[Offset], "index of the head token; its own index for a root"]
    entities: Annotated[list[str], "entity type with B- or I- before it, or O"]
    sentence_starts: Annotated[list[Offset], "index of the first token of each sentence"]


# --- reuse ------------------------------------------------------------------------------------------------------------


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


# --- attribution ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Credit:
    """A dateline, byline or mark that says whose text an article, or a part of it, is."""

    article_id: Id
    start: Offset
    end: Offset
    kind: Annotated[str, "dateline, byline, wire mark, agencies or photo"]
    name: Annotated[str | None, "whom it names, in canonical form"]
    covers: Annotated[str, "article, or nothing (a photo credit, a dateline's town)"]
    place: Annotated[str | None, "town of a dateline"]
    date: Annotated[Time | None, "day that the line states"]


@dataclass(frozen=True)
class Attribution:
    """One reported statement: who says what, by which words, through whom."""

    attribution_id: Id
    article_id: Id
    source: Annotated[Spans, "noun phrase that names the source"]
    cue: Annotated[Spans, "verb or preposition of saying"]
    content: Annotated[Spans, "what is stated"]
    channel: Annotated[Spans, "the outlet, agency or platform it was told to or issued through"]
    who: Annotated[str | None, "canonical name of the source inside this article; null when none is named"]
    kind: Annotated[str, "person, organisation, outlet, document, unnamed, collective or none"]
    channel_name: Annotated[
        str | None, "canonical name of the channel; null for a platform, which carries words and answers for none"
    ]
    parent: Annotated[Id | None, "the attribution that reports this one"]
    stance: Annotated[str, "said, denied, confirmed, accused, warned, claimed, planned, believed or reported"]


@dataclass(frozen=True)
class SourceName:
    """One name by which an article calls a source, and the body it belongs to."""

    article_id: Id
    start: Offset
    end: Offset
    name: Annotated[str, "as written"]
    who: Annotated[str, "canonical name inside this article"]
    body: Annotated[
        str | None, "the body it is an organ of, as the text or the registry says: al-Manar TV -> Hezbollah"
    ]
    basis: Annotated[str, "why: the words of the text, or the registry entry"]


# --- claims -----------------------------------------------------------------------------------------------------------


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
class Mention:
    """One article stating one claim."""

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


# --- origins ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Derivation:
    """One step of a mention's way back to its origin (W3C PROV: wasDerivedFrom, wasQuotedFrom, hadPrimarySource)."""

    mention_id: Annotated[Id, "the mention that rests on something"]
    step: Annotated[Count, "0 is nearest to the article"]
    by: Annotated[
        str,
        "copied or shared (wording, direction known or not), credited (an outlet, or its text), quoted or told",
    ]
    name: Annotated[str | None, "the source it rests on; null for the text of another article"]
    kind: Annotated[str, "kind of source as in Attribution.kind, text for another article's text, or none"]
    from_id: Annotated[Id | None, "the article whose text it was copied from, or that has the wording as well"]
    article_id: Annotated[Id, "where the evidence stands"]
    start: Offset
    end: Offset
    inherited: Annotated[bool, "whether the words that name this source were themselves copied: a second-hand citation"]
    score: Annotated[Score, "how sure the step is"]


@dataclass(frozen=True)
class MentionOrigin:
    """The origin of one mention under the three ways of counting."""

    claim_id: Id
    mention_id: Id
    origin: Annotated[str, "last name of the chain, or outlet:NAME, wire:NAME, text:GIVEN_ID"]
    kind: Annotated[str, "kind of the last source; own voice, wire or shared text where nobody is named"]
    low: Annotated[
        Id | None,
        "group when whatever may be one is one; null when not counted (not read, or attributed elsewhere)",
    ]
    best: Annotated[Id | None, "group when each body is one origin"]
    high: Annotated[Id | None, "group when whatever is not shown to be the same is apart"]
    party: Annotated[bool | None, "whether the origin is a party to the event; null when it cannot be told"]
    reason: Annotated[str, "why it is in these groups"]


@dataclass(frozen=True)
class Finding:
    """What the case knows about one claim: the count, and why it is what it is."""

    claim_id: Id
    articles: Annotated[Count, "articles that state the claim"]
    outlets: Annotated[Count, "outlets of these articles; an article without one counts as an outlet of its own"]
    origins_low: Annotated[Count, "origins when whatever may be one is one"]
    origins_best: Annotated[Count, "origins when each body is one"]
    origins_high: Annotated[Count, "origins when whatever is not shown to be the same is apart"]
    parties: Annotated[Count, "origins (best) that are parties to the event"]
    copied: Annotated[Count, "mentions whose wording was copied from another article of the case"]
    verdict: Annotated[str, "independent origins, one origin, one outlet, no stated authority or circular"]
    why: Annotated[list[str], "the reasons for the count, in plain words"]


@dataclass(frozen=True)
class Conflict:
    """Two or more mentions that cannot all be right, or that a reader should compare."""

    conflict_id: Id
    kind: Annotated[str, "figure, denial, naming or to compare"]
    about: Annotated[str, "what they differ on"]
    mention_ids: Annotated[list[Id], "the mentions that differ"]
    sides: Annotated[list[str], "what each mention says, same order"]
    reason: Annotated[str, "why they cannot all be right, or should be compared"]


@dataclass(frozen=True)
class Wording:
    """One use of a word by which outlets tell people and acts apart; counted, never judged."""

    article_id: Id
    start: Offset
    end: Offset
    word: Annotated[str, "stem with a star: militant*"]
    voice: Annotated[str, "own or attributed"]
    shared: Annotated[bool, "whether it stands in a passage that another article shares"]
