"""Rows of who is said to have said what: credits, statements and the names of their sources."""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Id, Offset, Spans, Time


@dataclass(frozen=True)
class Credit:
    """A dateline, byline or mark that says whose text an article, or a part of it, is."""

    article_id: Id
    start: Offset
    end: Offset
    kind: Annotated[str, "dateline, byline, wire mark, agencies or photo"]
    name: Annotated[str | None, "whom it names, in canonical form"]
    covers: Annotated[str, "article, part (an agency that contributed), or nothing (a photo credit, a dateline's town)"]
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
    hedge: Annotated[
        str | None,
        "words that hold it back, as written, in it or in the sentence after it: reportedly, could not be verified; "
        "null without any",
    ] = None


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
