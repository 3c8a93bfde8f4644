"""The steps of attribution: articles and their parses in, credits, attributions and source names out."""

import re

import pyarrow as pa

from firsthand.attribution.credits import breaks_in, read_credits
from firsthand.attribution.furniture import find_breaks
from firsthand.attribution.glued import glued_sentences, part_sources
from firsthand.attribution.headlines import find_titles, headline_statements
from firsthand.attribution.model.mend import mend_statements
from firsthand.attribution.quotations import extend_quotations
from firsthand.attribution.registry import look_up
from firsthand.attribution.stance import hedge_of, stance_of
from firsthand.attribution.statements import find_statements
from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens, open_tokens
from firsthand.attribution.told import name_statements
from firsthand.records import Article, Attribution, Credit, Parse, SourceName
from firsthand.schema import to_rows, to_table
from firsthand.text import Span, hash64


def find_credits(articles: pa.Table) -> pa.Table:
    """Credits of the articles: datelines, bylines, wire marks, agencies and photo credits."""
    rows = []
    for article in to_rows(articles, Article):
        rows += [
            Credit(article.article_id, c.span[0], c.span[1], c.kind, c.name, c.covers, c.place, c.date)
            for c in read_credits(article.text, article.title)
        ]
    return to_table(rows, Credit)


def find_attributions(articles: pa.Table, parses: pa.Table) -> pa.Table:
    """Reported statements of the articles that have a parse, with their chains and canonical sources."""
    by_id = {p.article_id: p for p in to_rows(parses, Parse)}
    rows: list[Attribution] = []
    for article in to_rows(articles, Article):
        parse = by_id.get(article.article_id)
        if parse is not None:
            rows += _attributions(article, parse)
    return to_table(rows, Attribution)


def _attributions(article: Article, parse: Parse) -> list[Attribution]:
    t = open_tokens(parse, article.text)
    statements = read_statements(article, t)
    named = name_statements(t, statements, article.outlet)
    ids = [_id_of(article.article_id, s) for s in statements]
    rows = []
    for k, (s, n) in enumerate(zip(statements, named, strict=True)):
        rows.append(
            Attribution(
                attribution_id=ids[k],
                article_id=article.article_id,
                source=_flat(s.source),
                cue=_flat(s.cue),
                content=_flat(s.content),
                channel=_flat(s.channel),
                who=n.who,
                kind=n.kind,
                channel_name=n.channel_name,
                parent=ids[n.parent] if n.parent is not None and n.parent != k else None,
                stance=stance_of(t, s),
                hedge=hedge_of(t, s),
            )
        )
    return list({r.attribution_id: r for r in rows}.values())


def read_statements(article: Article, t: Tokens) -> list[Statement]:
    """Reported statements of one article, in the order of what they state: what the rules find, mended by the model.

    Raises:
        ModelError: a file of the model is missing or damaged.
    """
    from firsthand.attribution.model.reader import open_reader  # loads the graphs' engine, which only a run needs

    return part_sources(t, mend_statements(t, read_by_rules(article, t), open_reader()))


def read_by_rules(article: Article, t: Tokens) -> list[Statement]:
    """Reported statements that the rules find in one article, in the order of what they state."""
    titles = find_titles(article.text, article.title)
    breaks = [*breaks_in(read_credits(article.text, article.title)), *find_breaks(article.text), *glued_sentences(t)]
    statements = find_statements(t, [*breaks, *(offset for span in titles for offset in span)])
    extend_quotations(t, statements)
    taken = [(s.cue or s.source)[0] for s in statements]
    statements += headline_statements(article.text, titles, taken)
    statements.sort(key=lambda s: (s.content[0], s.cue, s.source))
    return statements


def _flat(spans: list[Span]) -> list[int]:
    return [offset for span in spans for offset in span]


def _id_of(article_id: int, s: Statement) -> int:
    return hash64("attribution", article_id, *_flat(s.cue), "source", *_flat(s.source), "content", *_flat(s.content))


def find_source_names(articles: pa.Table, attributions: pa.Table) -> pa.Table:
    """Every name under which an article calls a source, and the body the source is an organ of."""
    texts = {a.article_id: a.text for a in to_rows(articles, Article)}
    rows = {}
    for a in to_rows(attributions, Attribution):
        if a.who is None or not a.source:
            continue
        start, end = a.source[0], a.source[1]
        name = texts[a.article_id][start:end]
        body, basis = body_of(name, a.who)
        rows[a.article_id, start, end] = SourceName(a.article_id, start, end, name, a.who, body, basis)
    return to_table(rows.values(), SourceName)


def body_of(name: str, who: str) -> tuple[str | None, str]:
    """The body that a source is an organ of, or speaks for, and the words or the registry entry that say so.

    >>> body_of("Hezbollah's al-Manar TV", "Al-Manar")
    ('Hezbollah', "as written: Hezbollah's al-Manar TV")
    >>> body_of("SANA", "Syrian Arab News Agency")
    ('Government of Syria', 'registry: Syrian Arab News Agency')
    """
    entry = look_up(who) or look_up(name)
    written = _owner(name)
    if written is not None:
        return written, f"as written: {name}"
    if entry is not None and entry.parent:
        return entry.parent, f"registry: {entry.name}"
    headed = re.search(r" \(([^()]+)\)$", who)
    if headed is not None and entry is None:
        return headed.group(1), f"as written: {name}"
    return None, f"registry: {entry.name}" if entry is not None else "as written"


_OWNERS = (
    re.compile(r"(?:the\s+)?([A-Z][\w\- ]{2,40}?)(?:['’]s?|s)\s+\S"),
    re.compile(r"(?:.*\s)?([A-Z][\w ]{2,40}?)[- ](?:affiliated|run|linked|owned|controlled)\s"),
    re.compile(r".*\b(?:run|owned|controlled|published) by (?:the )?([A-Z][\w\- ]{2,40})"),
    re.compile(r".*\b(?:affiliated|linked) (?:to|with) (?:the )?([A-Z][\w\- ]{2,40})"),
)


def _owner(name: str) -> str | None:
    """The registered body that a phrase says another belongs to; a state's possessive makes no organ."""
    for pattern in _OWNERS:
        found = pattern.match(name[:200])
        body = look_up(found.group(1)) if found is not None else None
        if body is not None and body.kind not in ("wire", "outlet", "broadcaster"):
            return body.name
    return None
