"""Synthetic tables for tests of origins: a claim told by articles, in a few lines."""

import dataclasses
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa

from firsthand.claims import rows as claim_rows
from firsthand.claims.rows import NearMention, Role
from firsthand.judgements.rows import Decision
from firsthand.origins.conflicts import find_conflicts
from firsthand.origins.count import count_origins
from firsthand.origins.derive import derive_mentions
from firsthand.origins.findings import judge_claims
from firsthand.origins.names import key_of, words_of
from firsthand.origins.versions import find_versions
from firsthand.read.articles import make_article
from firsthand.records import (
    Article,
    Attribution,
    Claim,
    ClaimMention,
    Conflict,
    Credit,
    Derivation,
    Finding,
    Match,
    Mention,
    MentionOrigin,
    Place,
    Reuse,
    SourceName,
)
from firsthand.schema import to_rows, to_table
from firsthand.text import hash64


@dataclasses.dataclass
class Story:
    """Rows of one case with one claim, or several."""

    articles: list[Article] = dataclasses.field(default_factory=list)
    attributions: list[Attribution] = dataclasses.field(default_factory=list)
    mentions: list[Mention] = dataclasses.field(default_factory=list)
    claim_mentions: list[ClaimMention] = dataclasses.field(default_factory=list)
    near_mentions: list[NearMention] = dataclasses.field(default_factory=list)
    decisions: list[Decision] = dataclasses.field(default_factory=list)
    reuse: list[Reuse] = dataclasses.field(default_factory=list)
    credits: list[Credit] = dataclasses.field(default_factory=list)
    source_names: list[SourceName] = dataclasses.field(default_factory=list)
    places: list[Place] = dataclasses.field(default_factory=list)

    def article(
        self, given_id: str, text: str, outlet: str | None = None, language: str = "en", url: str | None = None
    ) -> Article:
        """An article of the case."""
        made = make_article(text, given_id=given_id, outlet=outlet, language=language, url=url)
        self.articles.append(made)
        return made

    def say(self, article: Article, source: str, kind: str = "organisation", **more: Any) -> int:
        """A statement whose content is the whole text; the source's words are looked up in it."""
        at = article.text.find(more.pop("words", source))
        key = hash64("said", article.article_id, source, len(self.attributions))
        row = Attribution(
            attribution_id=key,
            article_id=article.article_id,
            source=[at, at + len(source)] if at >= 0 else [],
            cue=[],
            content=[0, len(article.text)],
            channel=[],
            who=source,
            kind=kind,
            channel_name=more.get("channel"),
            parent=more.get("parent"),
            stance=more.get("stance", "said"),
        )
        self.attributions.append(row)
        return key

    def tell(self, article: Article, attribution: int | None = None, claim: int = 1, **more: Any) -> int:
        """A mention of a claim: the whole text, or the words given."""
        words = more.pop("words", article.text)
        start = article.text.index(words)
        values: dict[str, Any] = {f.name: None for f in dataclasses.fields(Mention)}
        values |= {
            "mention_id": hash64("mention", article.article_id, len(self.mentions)),
            "article_id": article.article_id,
            "start": start,
            "end": start + len(words),
            "quote_start": start,
            "quote_end": start + len(words),
            "attribution_id": attribution,
            "aspect": "killed",
            "modality": "asserted",
            "hedge": "none",
            "names": [],
            "words": [],
        }
        mention = Mention(**(values | more))
        self.mentions.append(mention)
        self.claim_mentions.append(ClaimMention(claim, mention.mention_id))
        return mention.mention_id

    def share(self, a: Article, b: Article, words: str, **more: Any) -> None:
        """A passage of equal words in two articles; `from_` is the article copied from."""
        first, second = sorted((a, b), key=lambda x: x.article_id)
        count = len(words.split())
        credit = more.get("credit")
        at = b.text.find(credit) if credit else None
        from_: Article | None = more.get("from_")
        spans = [(x.text.index(words), x.text.index(words) + len(words)) for x in (first, second)]
        values: dict[str, Any] = {f.name: None for f in dataclasses.fields(Reuse)}
        values |= {
            "reuse_id": hash64("reuse", first.article_id, second.article_id, words),
            "a_id": first.article_id,
            "a_start": spans[0][0],
            "a_end": spans[0][1],
            "b_id": second.article_id,
            "b_start": spans[1][0],
            "b_end": spans[1][1],
            "matches": count,
            "a_words": count,
            "b_words": count,
            "kind": more.get("kind", "story"),
            "reasons": [],
            "from_id": from_.article_id if from_ else None,
            "credited": credit is not None,
            "credit_id": b.article_id if credit else None,
            "credit_start": at,
            "credit_end": at + len(credit) if credit and at is not None else None,
            "credit_name": credit,
        }
        self.reuse.append(Reuse(**values))

    def wire(self, article: Article, name: str) -> None:
        """A mark that makes an article as a whole the copy of a wire."""
        self.credits.append(Credit(article.article_id, 0, 1, "wire mark", name, "article", None, None))

    def sure_matches(self) -> list[Match]:
        """Every two mentions of one claim, as sure as can be."""
        members = sorted(self.claim_mentions, key=lambda m: (m.claim_id, m.mention_id))
        return [
            Match(a.mention_id, b.mention_id, 1.0, True, []) for a, b in pairwise(members) if a.claim_id == b.claim_id
        ]

    def tables(self, order: Sequence[int] | None = None) -> dict[str, pa.Table]:
        """Everything that the steps of origins make of the rows."""
        given = {
            "articles": to_table(self.articles, Article),
            "attributions": to_table(self.attributions, Attribution),
            "mentions": to_table(self.mentions, Mention),
            "claim_mentions": to_table(self.claim_mentions, ClaimMention),
            "claims": to_table(
                [
                    Claim(c, "killed", next(m.mention_id for m in self.claim_mentions if m.claim_id == c))
                    for c in sorted({m.claim_id for m in self.claim_mentions})
                ],
                Claim,
            ),
            "reuse": to_table(self.reuse, Reuse),
            "credits": to_table(self.credits, Credit),
            "source_names": to_table(self.source_names, SourceName),
            "matches": to_table(self.sure_matches(), Match),
            "decisions": to_table(self.decisions, Decision),
            "near_mentions": to_table(self.near_mentions, NearMention),
        }
        if order is not None:
            given = {
                name: table.take(pa.array([i for i in order if i < table.num_rows], pa.int64()))
                for name, table in given.items()
            }
        pick = given.__getitem__
        given["versions"] = find_versions(given["articles"])
        chain_inputs = ("claim_mentions", "mentions", "attributions", "reuse", "articles", "credits", "versions")
        given["derivations"] = derive_mentions(*map(pick, chain_inputs), shared_wording=0.6, shared_words=25)
        origin_inputs = ("claim_mentions", "mentions", "derivations", "source_names", "articles", "credits", "matches")
        origin_inputs = (*origin_inputs, "decisions", "versions")
        given["mention_origins"] = count_origins(*map(pick, origin_inputs), whole_wording=0.75)
        finding_inputs = (
            "claims",
            "mention_origins",
            "derivations",
            "mentions",
            "articles",
            "near_mentions",
            "versions",
        )
        given["findings"] = judge_claims(*map(pick, finding_inputs))
        given["roles"] = to_table([role for m in self.mentions for role in _roles_of(m)], Role)
        first = min(article.article_id for article in self.articles)
        given["stories"] = to_table([claim_rows.Story(first, a.article_id) for a in self.articles], claim_rows.Story)
        given["places"] = to_table(self.places, Place)
        conflict_inputs = ("mention_origins", "mentions", "attributions", "articles", "decisions")
        conflict_inputs = (*conflict_inputs, "roles", "places", "stories")
        given["conflicts"] = find_conflicts(*map(pick, conflict_inputs))
        return given

    def counts(self, claim: int = 1) -> tuple[int, int, int]:
        """Origins low, best and high of a claim."""
        found = self.finding(claim)
        return found.origins_low, found.origins_best, found.origins_high

    def finding(self, claim: int = 1) -> Finding:
        """The finding of a claim."""
        return next(f for f in to_rows(self.tables()["findings"], Finding) if f.claim_id == claim)

    def origins(self) -> dict[str, str]:
        """Origin of each article's (last) mention, by given id."""
        ids = {a.article_id: a.given_id for a in self.articles}
        where = {m.mention_id: ids[m.article_id] for m in self.mentions}
        rows = to_rows(self.tables()["mention_origins"], MentionOrigin)
        return {where[o.mention_id]: o.origin for o in rows}

    def chain(self, given_id: str) -> list[tuple[str, str | None, bool]]:
        """Hops of an article's mention: by, name or the id of the text, and whether the naming words were copied."""
        ids = {a.article_id: a.given_id for a in self.articles}
        mention = next(m for m in self.mentions if ids[m.article_id] == given_id)
        rows = sorted(to_rows(self.tables()["derivations"], Derivation), key=lambda d: d.step)
        return [
            (d.by, d.name or f"text {ids[d.from_id or 0]}", d.inherited)
            for d in rows
            if d.mention_id == mention.mention_id
        ]

    def conflicts(self) -> list[Conflict]:
        """All conflicts of the case."""
        return to_rows(self.tables()["conflicts"], Conflict)


def _roles_of(mention: Mention) -> list[Role]:
    """Who acts in a mention and who is acted on, as they are given with it."""
    where = (mention.mention_id, mention.article_id, mention.start, mention.end)
    sides = ((mention.actor, "acts"), (mention.target, "acted on"))
    return [Role(*where, key_of(words_of(name)), name, role, True, None) for name, role in sides if name]
