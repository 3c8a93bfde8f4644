"""What a case's masks hide: which names, with all their other names, which places and whose texts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

import pyarrow as pa
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from firsthand.attribution.registry import look_up, open_registry
from firsthand.errors import UnknownError
from firsthand.masking.asked import ALL_TEXTS, Mask
from firsthand.masking.needles import MASKED, MOST, Needles, cover, drop_marks, key_of, mark_of, words_of
from firsthand.masking.runs import Runs
from firsthand.masking.spoken import is_function_word, is_proper, last_names, without_body
from firsthand.records import Attribution, Mention, MentionOrigin, Place, SourceName
from firsthand.records.reading import RegistryEntry
from firsthand.schema import schema_of
from firsthand.views.lookup import Lookup

T = TypeVar("T")

TEXT_LABEL = "[text masked]"
_RUN = re.compile("([\U000f0000-\U000fffff])\\1*")
_HEX = re.compile("(?:[a-z]-)?[0-9a-f]{8,64}")
_LABELS = {"source": "SOURCE", "place": "PLACE", "words": "WORDS"}


@dataclass(frozen=True)
class MaskedName:
    """What stands for one masked thing, as the reader is told of it."""

    label: str
    """SOURCE 1, PLACE 2, WORDS 1, or "text of" with the article's id."""
    kind: str
    """source, place, words or text."""


class Masking:
    """What is hidden in a case, and what stands for it."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.told: list[MaskedName] = []
        self.needles = Needles()
        self.named = Needles()
        """Those of `needles` that are written with a capital; one word is looked for with it, as the page's own words
        are small."""
        self.places: set[str] = set()
        """Canonical names of masked places, whose positions go as well."""
        self.own_spans: dict[int, list[tuple[int, int, int]]] = {}
        """By article: spans of a masked source's general names ("the group"), which other bodies have too."""
        self.sources: dict[str, int] = {}
        """Masks by the name (`who`) of a masked source."""
        self.texts: set[int] = set()
        """Articles whose text is hidden."""
        self.text_ids: set[str] = set()
        """The ids that came with them."""
        self.mentions: set[int] = set()
        """Mentions of claims in them."""
        self.ids: dict[str, int] = {}
        """Masks of given ids that would tell a masked name."""
        self.text_number = -1
        self.runs = Runs([], [])

    def number(self, label: str) -> int:
        """A new mask with a label."""
        if len(self.labels) == MOST:
            raise UnknownError(f"more than {MOST:,} names cannot be masked in one file")
        self.labels.append(label)
        return len(self.labels) - 1

    def hide(self, text: str, *, quoted: bool = False) -> str:
        """A short text (a reason, a headline, a name) with every masked name, and what it has of masked texts, hidden.

        With `quoted`, few words in quotation marks go as well where they are from a masked text. The result may be
        shorter or longer; spans in it mean nothing.
        """
        text = drop_marks(text)
        runs = self.runs.find(text) + (self.runs.find_quoted(text) if quoted else [])
        spans = [*((start, end, self.text_number) for start, end in runs), *self.needles.find(text)]
        return _RUN.sub(r"\1", cover(text, spans)) if spans else text

    def hide_whole(self, text: str) -> str:
        """An address, or a file's path: all of it where it tells a masked name, else as it is."""
        text = drop_marks(text)
        number = self.needles.find_glued(text)
        return text if number is None else mark_of(number)

    def hide_id(self, given: str) -> str:
        """An id that came with an article, or the mark that stands for it."""
        number = self.ids.get(given)
        return drop_marks(given) if number is None else mark_of(number)

    def hide_text(self, article_id: int, text: str) -> str:
        """An article's text, character for character."""
        if article_id in self.texts:
            return mark_of(self.text_number) * len(text)
        text = drop_marks(text)
        return cover(text, [*self.own_spans.get(article_id, ()), *self.needles.find(text)])

    def show(self, value: T) -> T:
        """A record, or anything in it, with marks replaced by the labels that people read."""
        shown: T = _show(value, self._label)
        return shown

    def blank(self, text: str | None) -> str | None:
        """A whole text with a full block for each masked character, so that spans count in it as they did."""
        return None if text is None else MASKED.sub("█", text)

    def find_left(self, value: Any) -> list[str]:
        """Texts of a record in which a masked name, or a run of words of a masked text, still stands.

        Names that are written small are ordinary words, which the page's own sentences may have; they are not looked
        for, nor are ids.
        """
        texts = (text for text in _strings(value) if len(text) > 3 and not _HEX.fullmatch(text))
        return [text for text in texts if self.named.find(text) or self.runs.find(text)]

    def add(self, name: str, number: int) -> None:
        """A name to hide wherever it stands; one whose small letters are a function word (WHO) as it is written."""
        capital = any(word[:1] != word[:1].lower() for word in name.split())
        as_written = capital and is_function_word(name)
        self.needles.add(name, number, as_written=as_written)
        if capital:
            self.named.add(name, number, as_written=len(key_of(name)) == 1)

    def _label(self, found: re.Match[str]) -> str:
        return self.labels[ord(found[1]) - ord(mark_of(0))]


def plan_masks(lookup: Lookup, masks: Iterable[Mask]) -> Masking:
    """What some masks hide in a case, whose own entries of the registry are known as well.

    Raises:
        UnknownError: the case has no such source, place, article or words; the nearest names are told.
    """
    with open_registry(_own_entries(lookup)):
        return _plan(lookup, masks)


def _own_entries(lookup: Lookup) -> pa.Table:
    """The entries that a case adds to the registry; none where it was made without such a table."""
    try:
        return lookup.case.table("registry")
    except (KeyError, UnknownError):
        return schema_of(RegistryEntry).empty_table()


def _plan(lookup: Lookup, masks: Iterable[Mask]) -> Masking:
    plan = Masking()
    masks = tuple(dict.fromkeys(masks))
    numbers = dict.fromkeys(_LABELS, 0)
    written = _written_names(lookup)
    for mask in masks:
        if mask.kind in _LABELS:
            numbers[mask.kind] += 1
            number = plan.number(f"{_LABELS[mask.kind]} {numbers[mask.kind]}")
            plan.told.append(MaskedName(plan.labels[number], mask.kind))
            if mask.kind == "source":
                _plan_source(plan, lookup, mask.name, number, written)
            elif mask.kind == "place":
                _plan_place(plan, lookup, mask.name, number)
            else:
                _plan_words(plan, lookup, mask.name, number)
    _plan_texts(plan, lookup, masks, [one for who, names in written.items() for one in (who, *names)])
    _plan_ids(plan, lookup)
    hidden = (plan.show(plan.hide_id(lookup.given(i))) for i in lookup.article_ids() if i in plan.texts)
    plan.told += [MaskedName(f"text of {given}", "text") for given in hidden]
    return plan


def _plan_texts(plan: Masking, lookup: Lookup, masks: tuple[Mask, ...], names: list[str]) -> None:
    """Texts to hide; names of sources may be shown, in whatever text they stand."""
    plan.text_number = plan.number(TEXT_LABEL)
    for mask in masks:
        if mask.kind == ALL_TEXTS:
            plan.texts |= set(lookup.article_ids())
        elif mask.kind == "text":
            given = {lookup.given(i): i for i in lookup.article_ids()}
            if mask.name not in given:
                raise _unknown("article", "text", mask.name, given)
            plan.texts.add(given[mask.name])
    plan.mentions = {row.mention_id for row in lookup.rows(Mention) if row.article_id in plan.texts}
    plan.text_ids = {lookup.given(i) for i in plan.texts}
    if plan.texts:
        ids = lookup.article_ids()
        plan.runs = Runs(
            [lookup.article(i).text for i in ids if i in plan.texts],
            [*(lookup.article(i).text for i in ids if i not in plan.texts), *names],
        )


def _plan_source(plan: Masking, lookup: Lookup, name: str, number: int, written: dict[str, set[str]]) -> None:
    """All names of a source: as the case writes them, as the registry has them, and a person's last name alone."""
    asked = look_up(name)
    wanted = {key_of(one) for one in ((asked.name, *asked.aliases, name) if asked else (name,))}
    whos = {
        who
        for who, names in written.items()
        if any(key_of(one) in wanted or key_of(without_body(one)) in wanted for one in (who, *names))
    }
    if not whos:
        raise _unknown("source", "source", name, map(without_body, written))
    called = set(map(without_body, (name, *whos)))
    bodies = {body for one in called if (body := look_up(one)) is not None}
    certain = called | {one for body in bodies for one in (body.name, body.domain, *body.aliases)}
    persons = {row.who for row in lookup.rows(Attribution) if row.kind == "person"}
    certain |= {last for who in whos & persons for last in last_names(without_body(who))}
    for one in sorted(certain):
        plan.add(one, number)
    for body in bodies:
        # The registry's own name of a host: "reuters" of reuters.com; as a word of its own it may be any word.
        plan.needles.add_glued(max(body.domain.split("."), key=len), number)
    for who in whos:
        plan.sources[who] = number
        for one in sorted(map(without_body, written[who])):
            if is_proper(one, lookup):
                plan.add(one, number)
    for row in lookup.rows(SourceName):
        if row.who in whos and not plan.needles.find(row.name):
            plan.own_spans.setdefault(row.article_id, []).append((row.start, row.end, number))


def _plan_place(plan: Masking, lookup: Lookup, name: str, number: int) -> None:
    """All spellings of a place in the case."""
    wanted = key_of(name)
    rows = lookup.rows(Place)
    canonical = {row.canonical for row in rows if wanted in (key_of(row.canonical), key_of(row.name))}
    if not canonical:
        raise _unknown("place", "place", name, {one for row in rows for one in (row.canonical, row.name)})
    plan.places |= canonical
    for one in sorted({name, *canonical, *(row.name for row in rows if row.canonical in canonical)}):
        plan.add(one, number)


def _plan_words(plan: Masking, lookup: Lookup, words: str, number: int) -> None:
    """Words as they are given, which at least one article must have."""
    one = Needles()
    one.add(words, number)
    fields_ = ("text", "outlet", "byline", "url", "given_id")
    articles = (lookup.article(i) for i in lookup.article_ids())
    if not any(one.find(str(getattr(article, field) or "")) for article in articles for field in fields_):
        raise UnknownError(
            f"the words {words!r} stand in no article of the case; mask words as the articles write them"
        )
    plan.add(words, number)


def _plan_ids(plan: Masking, lookup: Lookup) -> None:
    """Ids that would tell a masked name, or a masked headline, have a number instead."""
    known = {lookup.given(i) for i in lookup.article_ids()}
    for place, article_id in enumerate(lookup.article_ids(), start=1):
        given = lookup.given(article_id)
        slug = " ".join(word for word, _, _ in words_of(given.replace("_", " ")))
        headline = article_id in plan.texts and bool(plan.runs.find(slug, least=3))
        if plan.needles.find_glued(given) is not None or headline:
            label = f"article-{place}"
            while label in known:
                label += "-masked"
            plan.ids[given] = plan.number(label)
    for given, number in plan.ids.items():
        plan.add(given, number)


def _written_names(lookup: Lookup) -> dict[str, set[str]]:
    """Every name by which the case writes a source or an outlet, by its one name."""
    names: dict[str, set[str]] = {}
    for called in lookup.rows(SourceName):
        names.setdefault(called.who, set()).add(called.name)
    alone = [name for row in lookup.rows(Attribution) for name in (row.who, row.channel_name)]
    for origin in lookup.rows(MentionOrigin):
        kind, colon, rest = origin.origin.partition(":")
        if not colon or kind in ("outlet", "wire"):
            alone.append(rest if colon else origin.origin)
    for article_id in lookup.article_ids():
        article = lookup.article(article_id)
        alone += [article.outlet, article.byline]
    for name in filter(None, alone):
        names.setdefault(name, set())
    return {name: found for name, found in names.items() if key_of(name)}


def _unknown(thing: str, kind: str, name: str, known: Iterable[str]) -> UnknownError:
    """The error of a name that the case does not have, with the names nearest to it."""
    near = process.extract(
        name, sorted(set(known)), scorer=fuzz.WRatio, limit=5, score_cutoff=40, processor=default_process
    )
    told = ", ".join(repr(one) for one, _, _ in near) or "none is like it"
    return UnknownError(f"the case has no {thing} {name!r} to mask ({kind}:{name}); names like it: {told}")


def _show(value: Any, label: Any) -> Any:
    if isinstance(value, str):
        return _RUN.sub(label, value)
    if isinstance(value, tuple | list):
        return type(value)(_show(one, label) for one in value)
    if isinstance(value, dict):
        return {_show(key, label): _show(one, label) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _show(getattr(value, one.name), label) for one in fields(value)})
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _strings(key)
            yield from _strings(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
