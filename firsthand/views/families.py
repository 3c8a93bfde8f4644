"""Texts that many articles have, and figures that differ in them, as people see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firsthand.records import FamilyPassage, NumberEdit, PassageFamily
from firsthand.schema import pairs_of
from firsthand.views.lookup import Lookup, Quote, full_id


@dataclass(frozen=True)
class MemberView:
    """What one article has of a text."""

    article: str
    outlet: str | None
    published: str | None
    """Day, and time where it is known, at which it counts as published."""
    stretches: tuple[Quote, ...]
    words: int
    copies: int
    """Members with exactly its words, itself among them."""
    from_: str | None
    from_score: float | None
    credited: bool
    credit: Quote | None
    credit_name: str | None
    earliest: bool
    fullest: bool


@dataclass(frozen=True)
class VariantView:
    """Members that differ in a tenth of their words or less, in the order of time."""

    number: int
    members: tuple[MemberView, ...]
    words: int
    """Most words that one of them has of the text."""


@dataclass(frozen=True)
class FamilyView:
    """A text that several articles have, its variants in the order of time; those without a date come last."""

    family_id: str
    kind: str
    articles: int
    outlets: int
    words: int
    text: str
    """The text as its fullest member has it."""
    language: str
    earliest: str | None
    confidence: str
    score: float
    reason: str
    fullest: str
    variants: tuple[VariantView, ...]

    @property
    def history(self) -> str:
        """Who had it first, in one clause."""
        if self.earliest is None:
            return f"earliest unknown: {self.reason}"
        return f"earliest {self.earliest}, {self.confidence} ({self.score:.2f}): {self.reason}"


@dataclass(frozen=True)
class NumberEditView:
    """A figure that differs in wording that articles share otherwise."""

    a: Quote
    b: Quote
    a_sentence: Quote
    b_sentence: Quote
    kind: str
    a_value: float | None
    b_value: float | None
    agree: bool
    earlier: str | None
    """The article that was published earlier."""
    pairs: int
    """Pairs of articles in which the same two figures stand in the same words."""


def order_families(lookup: Lookup) -> list[PassageFamily]:
    """Families of passages, those in most articles first, then the longest."""
    return sorted(lookup.rows(PassageFamily), key=lambda f: (-f.articles, -f.words, f.kind != "story", f.family_id))


def view_families(lookup: Lookup, limit: int | None = None) -> Iterator[FamilyView]:
    """Texts that several articles have, those in most articles first."""
    for family in order_families(lookup)[:limit]:
        yield view_family(lookup, family)


def families_of(lookup: Lookup, article_id: int) -> list[FamilyView]:
    """The texts that an article shares with others, in its order."""
    rows = sorted(lookup.get(FamilyPassage, "article_id", article_id), key=lambda r: (r.spans, r.family_id))
    families = (lookup.one(PassageFamily, "family_id", row.family_id) for row in rows)
    return [view_family(lookup, family) for family in families if family is not None]


def view_family(lookup: Lookup, family: PassageFamily) -> FamilyView:
    """One text with all that have it."""
    rows = sorted(
        lookup.get(FamilyPassage, "family_id", family.family_id),
        key=lambda r: (r.published is None, r.published, -r.words, lookup.given(r.article_id)),
    )
    variants: dict[int, list[FamilyPassage]] = {}
    for row in rows:
        variants.setdefault(row.variant, []).append(row)
    (fullest,) = (row for row in rows if row.article_id == family.fullest_id)
    quotes = _stretches(lookup, fullest)
    return FamilyView(
        family_id=full_id(family.family_id),
        kind=family.kind,
        articles=family.articles,
        outlets=family.outlets,
        words=family.words,
        text=" … ".join(quote.text for quote in quotes),
        language=lookup.article(family.fullest_id).language,
        earliest=lookup.given(family.earliest_id) if family.earliest_id is not None else None,
        confidence=family.earliest_confidence,
        score=family.earliest_score,
        reason=family.earliest_reason,
        fullest=lookup.given(family.fullest_id),
        variants=tuple(
            VariantView(
                number=number,
                members=tuple(_view_member(lookup, family, row) for row in members),
                words=max(row.words for row in members),
            )
            for number, members in variants.items()
        ),
    )


def _view_member(lookup: Lookup, family: PassageFamily, row: FamilyPassage) -> MemberView:
    credit = None
    if row.credit_start is not None and row.credit_end is not None:
        credit = lookup.quote(row.article_id, row.credit_start, row.credit_end)
    return MemberView(
        article=lookup.given(row.article_id),
        outlet=lookup.outlet(row.article_id),
        published=_moment(row.published),
        stretches=_stretches(lookup, row),
        words=row.words,
        copies=row.copies,
        from_=lookup.given(row.from_id) if row.from_id is not None else None,
        from_score=row.from_score,
        credited=row.credited,
        credit=credit,
        credit_name=row.credit_name,
        earliest=row.article_id == family.earliest_id,
        fullest=row.article_id == family.fullest_id,
    )


def _stretches(lookup: Lookup, row: FamilyPassage) -> tuple[Quote, ...]:
    return tuple(lookup.quote(row.article_id, start, end) for start, end in pairs_of(row.spans))


def _moment(when: datetime | None) -> str | None:
    """A day, with hours and minutes where they are known."""
    if when is None:
        return None
    day = when.date().isoformat()
    return day if (when.hour, when.minute, when.second) == (0, 0, 0) else f"{day} {when:%H:%M}"


def view_number_edits(lookup: Lookup, article_id: int | None = None) -> list[NumberEditView]:
    """Figures that differ in shared wording, of all articles or of one; the same two in the same words stand once.

    Those that cannot both be right come first, then those that stand in most pairs.
    """
    folded: dict[tuple[str, ...], list[NumberEdit]] = {}
    for row in lookup.rows(NumberEdit):
        if article_id is None or article_id in (row.a_id, row.b_id):
            a = lookup.quote(row.a_id, row.a_sentence_start, row.a_sentence_end).text
            b = lookup.quote(row.b_id, row.b_sentence_start, row.b_sentence_end).text
            figures = (lookup.quote(row.a_id, row.a_start, row.a_end), lookup.quote(row.b_id, row.b_start, row.b_end))
            key = tuple(sorted((f"{a}\n{figures[0].text}", f"{b}\n{figures[1].text}")))
            folded.setdefault(key, []).append(row)
    views = [_view_number_edit(lookup, rows) for rows in folded.values()]
    return sorted(views, key=lambda v: (v.agree, -v.pairs, v.a.article, v.a.start, v.b.article, v.b.start))


def _view_number_edit(lookup: Lookup, rows: list[NumberEdit]) -> NumberEditView:
    """The edit with the article published earlier, or with the smaller id that was given, first."""
    row = min(rows, key=lambda r: (lookup.given(r.a_id), lookup.given(r.b_id), r.a_start))
    figures = lookup.quote(row.a_id, row.a_start, row.a_end), lookup.quote(row.b_id, row.b_start, row.b_end)
    sentences = (
        lookup.quote(row.a_id, row.a_sentence_start, row.a_sentence_end),
        lookup.quote(row.b_id, row.b_sentence_start, row.b_sentence_end),
    )
    values = row.a_value, row.b_value
    earlier = lookup.given(row.earlier_id) if row.earlier_id is not None else None
    turned = earlier == figures[1].article or (earlier is None and figures[1].article < figures[0].article)
    one, other = (1, 0) if turned else (0, 1)
    return NumberEditView(
        a=figures[one],
        b=figures[other],
        a_sentence=sentences[one],
        b_sentence=sentences[other],
        kind=row.kind,
        a_value=values[one],
        b_value=values[other],
        agree=row.agree,
        earlier=earlier,
        pairs=len(rows),
    )
