"""Rows of what was read: articles, what could not be read, and their syntax."""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Count, Id, Offset, Time


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
class Version:
    """An article that is one of several texts of one page; together they count as one article."""

    page_id: Annotated[Id, "article_id of the earliest version"]
    article_id: Id
    url: Annotated[str, "the page's address without scheme, www, port, fragment, last slash and tracking parameters"]
    number: Annotated[Count, "1 is the earliest"]


@dataclass(frozen=True)
class Problem:
    """One thing that reading met and did not read, or read with a loss."""

    source: Annotated[str, "file"]
    line: Annotated[Count | None, "line or row, from 1"]
    given_id: Annotated[str | None, "the row's id, where it had one"]
    reason: Annotated[str, "what is wrong, in words that name the value and the way out"]
    skipped: Annotated[bool, "whether the article was left out"]


@dataclass(frozen=True)
class RegistryEntry:
    """An outlet or body that the user of a case adds to the registry (docs/attribution.md)."""

    line: Annotated[Count, "line of the file, from 1; of two entries with one name the first counts"]
    name: Annotated[str, "its name"]
    kind: Annotated[str, "wire, outlet, broadcaster, monitor, organisation or government"]
    country: Annotated[str, "ISO 3166 code of its country; empty when not stated"]
    parent: Annotated[str, "the body it is an organ of; empty when none"]
    domain: Annotated[str, "where it publishes; empty when not stated"]
    aliases: Annotated[list[str], "its other names"]
    source: Annotated[str, "where this is from; empty when not stated"]


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
