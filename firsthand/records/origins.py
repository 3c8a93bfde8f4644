"""Rows of the count: where each mention comes from, what a claim rests on, what does not agree."""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Count, Id, Number, Offset, Score, Time


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
    question: Annotated[
        str | None, "what to compare: what one does, who acts or who is targeted; null for what cannot all be right"
    ]
    about: Annotated[str, "what they differ on"]
    mention_ids: Annotated[list[Id], "the mentions that differ"]
    sides: Annotated[list[str], "what each mention says, same order"]
    reason: Annotated[str, "why they cannot all be right, or should be compared"]


@dataclass(frozen=True)
class Incident:
    """An event that articles, or parts of them, tell of, with what they state of it.

    Figures are those of people, as UCDP gives them: low, best and high, each as somebody states it.
    """

    incident_id: Id
    articles: Count
    outlets: Annotated[Count, "outlets of these articles; an article without one counts as an outlet of its own"]
    claims: Annotated[Count, "claims that they state of it"]
    mention_id: Annotated[Id, "the mention whose words stand for it: of the claim that most of the articles tell"]
    place: Annotated[str | None, "the most exact place that most of the articles state; null when unplaced"]
    latitude: Annotated[Number | None, "degrees north (WGS 84); null when the place is in no gazetteer"]
    longitude: Annotated[Number | None, "degrees east (WGS 84); null when the place is in no gazetteer"]
    precision: Annotated[Count | None, "of the place, as in Place.precision"]
    date_from: Annotated[Time | None, "first moment of the day that most of the articles state; null when undated"]
    date_to: Annotated[Time | None, "end of that day"]
    reported_from: Annotated[Time | None, "day of the earliest article; null where none has a date"]
    reported_to: Annotated[Time | None, "day of the latest article"]
    killed_low: Annotated[Number | None, "smallest number of people killed that anybody states; null where none does"]
    killed_best: Annotated[Number | None, "the number with most independent origins; of several the one stated last"]
    killed_high: Annotated[Number | None, "largest number of people killed that anybody states"]
    injured_low: Annotated[Number | None, "the same of people injured"]
    injured_best: Annotated[Number | None, "the same of people injured"]
    injured_high: Annotated[Number | None, "the same of people injured"]
    killed_mentions: Annotated[list[Id], "the mentions that the numbers of people killed are from"]
    injured_mentions: Annotated[list[Id], "the mentions that the numbers of people injured are from"]
