"""The two first articles, read and counted once for all tests of this folder."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import firsthand
from firsthand.records import (
    Article,
    Attribution,
    ClaimMention,
    Derivation,
    Direction,
    DirectionEvidence,
    Figure,
    Finding,
    Mention,
    MentionOrigin,
    Omission,
    Place,
    Reuse,
    TimeExpression,
    Wording,
)
from firsthand.schema import to_rows

ROOT = Path(__file__).resolve().parents[2]
PICTURE = json.loads((Path(__file__).parent / "arsal.json").read_text("utf-8"))


@dataclass(frozen=True)
class Arsal:
    """The case of the two articles, as rows, with what the tests look up."""

    case: firsthand.Case
    articles: dict[str, Article]
    names: dict[int, str]

    def rows(self, table: str, row_type: type) -> list[Any]:
        return to_rows(self.case.table(table), row_type)

    def text(self, document: str, start: int, end: int) -> str:
        return self.articles[document].text[start:end]

    def mention_at(self, span: dict[str, Any]) -> Mention:
        """The mention whose own words agree best with a span of the picture: at least four fifths either way."""
        article_id = self.articles[span["doc"]].article_id
        best, agreement = None, 0.0
        for mention in self.rows("mentions", Mention):
            if mention.article_id == article_id:
                shared = min(mention.end, span["end"]) - max(mention.start, span["start"])
                whole = max(mention.end, span["end"]) - min(mention.start, span["start"])
                if shared / whole > agreement:
                    best, agreement = mention, shared / whole
        assert best is not None, f"no mention at {span}"
        assert agreement >= 0.8, f"{span['exact']!r} is found only as {self.text(span['doc'], best.start, best.end)!r}"
        return best

    def claim_of(self, mention: Mention) -> int:
        return next(m.claim_id for m in self.rows("claim_mentions", ClaimMention) if m.mention_id == mention.mention_id)

    def finding(self, claim_id: int) -> Finding:
        return next(f for f in self.rows("findings", Finding) if f.claim_id == claim_id)

    def origins(self, claim_id: int) -> list[MentionOrigin]:
        return [o for o in self.rows("mention_origins", MentionOrigin) if o.claim_id == claim_id]

    def hops(self, mention: Mention) -> list[Derivation]:
        found = [d for d in self.rows("derivations", Derivation) if d.mention_id == mention.mention_id]
        return sorted(found, key=lambda d: d.step)

    def chain(self, mention: Mention) -> list[str]:
        """Names from the nearest to the last; another article's text as "D1 text"."""
        return [d.name if d.name is not None else f"{self.names.get(d.from_id, '?')} text" for d in self.hops(mention)]


def read_arsal(folder: Path, dates: dict[str, str] | None = None) -> Arsal:
    """The case of examples/arsal in a folder, with the articles dated as given."""
    source = folder / "articles"
    source.mkdir()
    known = json.loads((ROOT / "examples" / "arsal" / "articles.json").read_text("utf-8"))
    for name, fields in known.items():
        (source / name).write_bytes((ROOT / "examples" / "arsal" / name).read_bytes())
        if dates and fields["id"] in dates:
            fields["date"] = dates[fields["id"]]
    (source / "articles.json").write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    case = firsthand.run([source], folder / "case")
    articles = {a.given_id: a for a in to_rows(case.table("articles"), Article)}
    return Arsal(case, articles, {a.article_id: a.given_id for a in articles.values()})


@pytest.fixture(scope="session")
def arsal(tmp_path_factory: pytest.TempPathFactory) -> Arsal:
    return read_arsal(tmp_path_factory.mktemp("arsal"))


@pytest.fixture(scope="session")
def dated_arsal(tmp_path_factory: pytest.TempPathFactory) -> Arsal:
    """The first article dated Friday 21 July 2017, the second a week later."""
    return read_arsal(tmp_path_factory.mktemp("dated"), {"D1": "2017-07-21", "D2": "2017-07-28"})


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


__all__ = [
    "PICTURE",
    "Arsal",
    "Attribution",
    "Direction",
    "DirectionEvidence",
    "Figure",
    "Omission",
    "Place",
    "Reuse",
    "TimeExpression",
    "Wording",
    "day",
    "read_arsal",
]
