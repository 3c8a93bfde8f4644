"""A case of two short invented articles with every table filled by hand, and hostile variants of it.

A ferry burns. The Coastal Wire reports it on the coastguard's word; an article without outlet copies three of its
sentences, one of them with credit, and adds a toll of its own.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from firsthand.read.articles import make_article
from firsthand.records import (
    Alignment,
    Article,
    Attribution,
    Claim,
    ClaimMention,
    Conflict,
    Credit,
    Derivation,
    Direction,
    DirectionEvidence,
    Figure,
    Finding,
    Mention,
    MentionOrigin,
    Omission,
    Place,
    Problem,
    Reuse,
    SourceName,
    TimeExpression,
    Wording,
)
from firsthand.schema import schema_of, to_table
from firsthand.text import hash64
from firsthand.views.lookup import TABLES, empty_tables

FIRE = "a fire on a ferry off Marsk killed at least four people on Monday, the coastguard said."
REPAIR = "Port officials told Northern News that the engine room was being repaired when the fire broke out."
ASHORE = "Nearly 300 passengers were brought ashore."
DANGER = "“There is no danger to the harbour,” the mayor said."
UNION = "Six people died, a union leader said."

WIRE_BODY = f"A{FIRE[1:]}\n\n{REPAIR}\n\n{DANGER}\n\n{ASHORE}"
COPY_BODY = (
    f"Marsk harbour was closed on Tuesday.\n\nCoastal Wire reported that {FIRE}\n\n{REPAIR}\n\n{ASHORE}\n\n{UNION}"
)


def fill(row_type: type, **values: Any) -> Any:
    """A row of the type, with nothing (null, empty, zero) in the fields that are not given."""
    nothing: dict[str, Any] = {"string": "", "bool": False, "double": 0.0, "int32": 0, "int64": 0}
    for field in schema_of(row_type):
        empty = None if field.nullable else nothing.get(str(field.type), [])
        values.setdefault(field.name, empty)
    return row_type(**values)


@dataclass
class MemoryCase:
    """Tables in memory."""

    tables: dict[str, pa.Table]

    def table(self, name: str) -> pa.Table:
        return self.tables[name]


class Invented:
    """The two articles and the rows about them; `rows` may be added to before `case()` is called."""

    def __init__(self, extra: str = "", outlet: str = "Coastal Wire") -> None:
        self.wire = make_article(
            WIRE_BODY + extra,
            title="Ferry fire off Marsk",
            given_id="W1",
            outlet=outlet,
            published=datetime(2024, 3, 5, tzinfo=UTC),
            published_precision="day",
            language="en",
            source="wire.txt",
        )
        self.copy = make_article(COPY_BODY + extra, given_id="C2", language="en", source="copy.txt")
        self.rows: dict[type, list[Any]] = {row_type: [] for row_type in TABLES}
        self.rows[Article] = sorted([self.wire, self.copy], key=lambda a: a.article_id)
        self._fill()

    def case(self) -> MemoryCase:
        tables = empty_tables()
        for row_type, rows in self.rows.items():
            tables[TABLES[row_type]] = to_table(rows, row_type)
        tables["alignments"] = schema_of(Alignment).empty_table()
        return MemoryCase(tables)

    def span(self, article: Article, words: str) -> tuple[int, int]:
        start = article.text.index(words)
        return start, start + len(words)

    def _statement(self, article: Article, source: str, cue: str, content: str, **more: Any) -> Attribution:
        row = Attribution(
            attribution_id=hash64("attribution", article.article_id, content),
            article_id=article.article_id,
            source=list(self.span(article, source)),
            cue=list(self.span(article, cue)),
            content=list(self.span(article, content)),
            channel=list(self.span(article, more["channel"])) if "channel" in more else [],
            who=more.get("who", source),
            kind=more.get("kind", "organisation"),
            channel_name=more.get("channel"),
            parent=more.get("parent"),
            stance=more.get("stance", "said"),
        )
        self.rows[Attribution].append(row)
        return row

    def _figure(self, article: Article, words: str, value: float, hedge: str, number: str) -> Figure:
        start, end = self.span(article, words)
        number_start, number_end = self.span(article, number)
        low, high = (value, None) if hedge == "at least" else (value, value)
        row = Figure(
            hash64("figure", article.article_id, start),
            article.article_id,
            start,
            end,
            low,
            high,
            value,
            "persons",
            hedge,
            "people",
            number_start,
            number_end,
        )
        self.rows[Figure].append(row)
        return row

    def _mention(
        self, article: Article, words: str, quote: str, statement: Attribution | None, figure: Figure | None = None
    ) -> Mention:
        start, end = self.span(article, words)
        quote_start, quote_end = self.span(article, quote)
        row: Mention = fill(
            Mention,
            mention_id=hash64("mention", article.article_id, start),
            article_id=article.article_id,
            start=start,
            end=end,
            quote_start=quote_start,
            quote_end=quote_end,
            attribution_id=statement.attribution_id if statement else None,
            aspect="killed" if figure else "other",
            modality="denial" if "no danger" in words else "asserted",
            figure_id=figure.figure_id if figure else None,
            figure_low=figure.low if figure else None,
            figure_high=figure.high if figure else None,
            figure_value=figure.value if figure else None,
            hedge=figure.hedge if figure else "none",
            place="Marsk" if "Marsk" in words else None,
        )
        self.rows[Mention].append(row)
        return row

    def _step(self, mention: Mention, step: int, by: str, name: str | None, **more: Any) -> None:
        article = self.copy if mention.article_id == self.copy.article_id else self.wire
        start, end = self.span(article, more.get("words", name or article.text[mention.start : mention.end]))
        self.rows[Derivation].append(
            Derivation(
                mention.mention_id,
                step,
                by,
                name,
                more.get("kind", "organisation" if name else "text"),
                more.get("from_id"),
                article.article_id,
                start,
                end,
                more.get("inherited", False),
                1.0,
            )
        )

    def _origin(self, claim_id: int, mention: Mention, origin: str, kind: str, reason: str) -> None:
        group = hash64("origin", origin)
        self.rows[MentionOrigin].append(
            MentionOrigin(claim_id, mention.mention_id, origin, kind, group, group, group, None, reason)
        )

    def _claim(self, mentions: list[Mention], counts: tuple[int, int, int, int, int], verdict: str, why: str) -> int:
        claim_id = min(m.mention_id for m in mentions)
        self.rows[Claim].append(Claim(claim_id, mentions[0].aspect, mentions[0].mention_id))
        self.rows[ClaimMention] += [ClaimMention(claim_id, m.mention_id) for m in mentions]
        articles, outlets, low, best, high = counts
        self.rows[Finding].append(Finding(claim_id, articles, outlets, low, best, high, 0, 1, verdict, [why]))
        return claim_id

    def _passage(self, number: int, in_wire: str, in_copy: str, credited: bool) -> None:
        wire, copy = self.span(self.wire, in_wire), self.span(self.copy, in_copy)
        a, b = (self.wire, wire), (self.copy, copy)
        if a[0].article_id > b[0].article_id:
            a, b = b, a
        credit = self.span(self.copy, "Coastal Wire reported that") if credited else (None, None)
        words = len(in_wire.split())
        self.rows[Reuse].append(
            Reuse(
                hash64("reuse", number),
                a[0].article_id,
                *a[1],
                b[0].article_id,
                *b[1],
                words,
                words,
                words,
                "story",
                [f"{words} words in a row about this event"],
                self.wire.article_id,
                credited,
                self.copy.article_id if credited else None,
                *credit,
                "Coastal Wire" if credited else None,
            )
        )

    def _fill(self) -> None:
        wire, copy, rows = self.wire, self.copy, self.rows
        fire_wire, fire = f"A{FIRE[1:]}", FIRE
        dead, dead_words = FIRE.removesuffix(", the coastguard said."), "at least four people"
        said_wire = self._statement(wire, "the coastguard", "said", fire_wire.removesuffix(", the coastguard said."))
        outer = self._statement(copy, "Coastal Wire", "reported", fire.removesuffix("."), kind="outlet")
        said = self._statement(copy, "the coastguard", "said", dead, parent=outer.attribution_id)
        repair = "the engine room was being repaired when the fire broke out"
        repairs = [
            self._statement(a, "Port officials", "told", repair, channel="Northern News", kind="unnamed")
            for a in (wire, copy)
        ]
        danger = self._statement(wire, "the mayor", "said", "There is no danger to the harbour", kind="person")
        union = self._statement(copy, "a union leader", "said", "Six people died", kind="unnamed")

        four_wire = self._figure(wire, dead_words, 4, "at least", "four")
        four = self._figure(copy, dead_words, 4, "at least", "four")
        six = self._figure(copy, "Six people", 6, "none", "Six")

        killed = [
            self._mention(wire, f"A{dead[1:]}", fire_wire, said_wire, four_wire),
            self._mention(copy, dead, f"Coastal Wire reported that {fire}", said, four),
            self._mention(copy, "Six people died", UNION, union, six),
        ]
        engine = [self._mention(a, repair, REPAIR, s) for a, s in zip((wire, copy), repairs, strict=True)]
        ashore = [self._mention(a, ASHORE.removesuffix("."), ASHORE, None) for a in (wire, copy)]
        calm = self._mention(wire, "There is no danger to the harbour", DANGER, danger)

        toll_id = self._claim(
            killed, (2, 2, 2, 2, 2), "independent origins", "The coastguard and a union leader are two bodies."
        )
        engine_id = self._claim(engine, (2, 2, 1, 1, 1), "one origin", "C2 copied the words of W1.")
        ashore_id = self._claim(
            ashore, (2, 2, 1, 1, 2), "no stated authority", "Nobody is named; C2 has the words of W1."
        )
        self._claim([calm], (1, 1, 1, 1, 1), "one origin", "One article states it.")

        self._step(killed[0], 0, "told", "the coastguard")
        self._step(
            killed[1],
            0,
            "credited",
            "Coastal Wire",
            kind="outlet",
            from_id=wire.article_id,
            words="Coastal Wire reported that",
        )
        self._step(killed[1], 1, "told", "the coastguard", inherited=True)
        self._step(killed[2], 0, "told", "a union leader", kind="unnamed")
        self._step(engine[0], 0, "told", "Northern News", kind="outlet")
        self._step(engine[0], 1, "told", "Port officials", kind="unnamed")
        self._step(engine[1], 0, "copied", None, from_id=wire.article_id)
        self._step(engine[1], 1, "told", "Northern News", kind="outlet", inherited=True)
        self._step(engine[1], 2, "told", "Port officials", kind="unnamed", inherited=True)
        self._step(ashore[1], 0, "copied", None, from_id=wire.article_id)
        self._step(calm, 0, "told", "the mayor", kind="person")

        for mention in killed[:2]:
            self._origin(toll_id, mention, "the coastguard", "organisation", "the coastguard is named")
        self._origin(toll_id, killed[2], "a union leader", "unnamed", "a union leader is another body")
        for mention in engine:
            self._origin(engine_id, mention, "Port officials", "unnamed", "the same words name the same officials")
        for mention in ashore:
            self._origin(ashore_id, mention, f"text:{wire.given_id}", "shared text", "shared words that name nobody")
        self._origin(calm.mention_id, calm, "the mayor", "person", "the mayor is named")

        self._passage(1, fire_wire, fire, credited=True)
        self._passage(2, REPAIR, REPAIR, credited=False)
        self._passage(3, ASHORE, ASHORE, credited=False)
        low, high = sorted((wire.article_id, copy.article_id))
        rows[Direction].append(Direction(low, high, wire.article_id, "probable", 0.9, ["publication times"]))
        rows[DirectionEvidence] += [
            DirectionEvidence(
                low,
                high,
                "credit",
                wire.article_id,
                2.5,
                "credits shared wording to “Coastal Wire”",
                copy.article_id,
                *self.span(copy, "Coastal Wire reported that"),
            ),
            DirectionEvidence(low, high, "order", None, 0.0, "both keep the passages in one order", None, None, None),
        ]
        rows[Omission].append(Omission(wire.article_id, copy.article_id, *self.span(wire, DANGER), True))
        rows[Credit].append(
            Credit(
                copy.article_id,
                *self.span(copy, "Coastal Wire reported that"),
                "agencies",
                "Coastal Wire",
                "nothing",
                None,
                None,
            )
        )
        rows[SourceName].append(
            SourceName(
                wire.article_id, *self.span(wire, "the coastguard"), "the coastguard", "the coastguard", None, "text"
            )
        )
        rows[TimeExpression] += [
            TimeExpression(
                hash64("time", 1),
                wire.article_id,
                *self.span(wire, "on Monday"),
                "weekday",
                wire.article_id,
                datetime(2024, 3, 4, tzinfo=UTC),
                datetime(2024, 3, 5, tzinfo=UTC),
                "day",
                "the Monday before 5 March 2024, when W1 was published",
            ),
            TimeExpression(
                hash64("time", 2),
                copy.article_id,
                *self.span(copy, "on Tuesday"),
                "weekday",
                None,
                None,
                None,
                "day",
                "C2 has no date",
            ),
        ]
        rows[Place] += [
            Place(
                wire.article_id,
                *self.span(wire, "Marsk"),
                "Marsk",
                "Marsk",
                "g1",
                55.1,
                8.5,
                1,
                "event",
                "one such place",
            ),
            Place(
                copy.article_id,
                *self.span(copy, "harbour"),
                "harbour",
                "harbour",
                None,
                None,
                None,
                None,
                "event",
                "not in the gazetteer",
            ),
        ]
        rows[Wording].append(Wording(copy.article_id, *self.span(copy, "died"), "die*", "attributed", False))
        rows[Wording].append(Wording(wire.article_id, *self.span(wire, "killed"), "kill*", "attributed", True))
        rows[Problem].append(Problem("broken.txt", None, None, "the file is empty; nothing was read", True))
        rows[Conflict].append(
            Conflict(
                hash64("conflict", 1),
                "figure",
                None,
                "people killed",
                [killed[0].mention_id, killed[2].mention_id],
                ["at least 4", "6"],
                "two figures for one count, without times to order them",
            )
        )
