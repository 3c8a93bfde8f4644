"""Places named in a text: what the gazetteer knows is placed, everything else is kept unplaced with the reason.

A name counts as a place by its shape ("the Syrian town of X", "X province", "X hill", "in X") or as an entry of the
gazetteer. A name used for an area ("X mountains", "West X") is never put on a town of that name.
"""

import re
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import pyarrow as pa

from firsthand.claims.gazetteer import Entry, country_words, is_name, look_up, plain_name, sound_of
from firsthand.records import Article, Credit, Parse, Place
from firsthand.schema import to_rows, to_table

_LINK = r"(?:al|el|as|ash|an|at|ar|az|ad|ez|es|bin|ibn|de|la|le|du|del|der|von)"
_CAP = r"[^\W\d_a-z][\w’'ʼ]*"
_RUN = re.compile(rf"(?<![\w-])(?:{_LINK}[- ])?{_CAP}(?:[ -](?:{_LINK}[ -])?{_CAP}){{0,5}}")
_AREA = (
    r"mountains?|highlands?|province|region|governorate|countryside|valley|desert|plains?|peninsula|county|state|coast|"
    r"islands?|territory|district|oblast|prefecture|basin|gulf|sea|ocean|provinces"
)
_SPOT = (
    r"town|village|city|suburbs?|neighbou?rhood|hills?|mount|camp|airport|airbase|base|road|street|square|crossing|"
    r"checkpoint|river|port|market|area|heights?|mountain|outskirts|bridge|dam"
)
_AFTER = re.compile(rf"[ -](?P<noun>{_AREA}|{_SPOT})\b", re.IGNORECASE)
_BEFORE_OF = re.compile(
    (
        rf"\b(?P<noun>{_AREA}|{_SPOT}|outskirts|edge|north|south|east|west|capital|parts|centre|"
        rf"center)\s+of\s+(?:the\s+)?(?:\w+\s+(?:town|village|city)\s+of\s+)?$"
    ),
    re.IGNORECASE,
)
_BEFORE_PLAIN = re.compile(rf"\b(?P<noun>{_SPOT}) (?:called |named )?$")
_BEFORE_IN = re.compile(
    r"\b(?:in|at|near|around|outside|inside|into|towards?|throughout|across|reached|entered|reach|enter|"
    r"(?:north|south|east|west)(?:ern|east|west)?(?:\s+of)?|"
    r"northern|southern|eastern|western|central|outskirts\s+of|rural|from|and|,)\s+(?:the\s+)?(?:\w+-held\s+)?$",
    re.IGNORECASE,
)
_STRONG_IN = re.compile(
    r"\b(?:in|at|near|outside|inside|into|towards?|throughout|positions in|reached)\s+(?:the\s+)?(?:\w+-held\s+)?$",
    re.IGNORECASE,
)
_NEAR = re.compile(
    (
        r"\b(?:near|outside|outskirts of|around|close to|north of|south of|east of|west of|(?:north|south)(?:east|"
        r"west) of|countryside of)\s+(?:the\s+)?(?:\w+\s+(?:town|village|city)\s+of\s+)?$"
    ),
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"^(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Northwest|Northeast|Southwest|"
    r"Southeast|Upper|Lower)[ -]"
)
_DIRECTION_BEFORE = re.compile(
    r"\b(?:north|south|east|west)(?:ern|east(?:ern)?|west(?:ern)?)?\s$|\brural\s$", re.IGNORECASE
)
_DIRECTION_AFTER = re.compile(r" (?:just |about )?(?:north|south|east|west)(?:east|west)? of\b")
_LEADING = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "Near",
        "From",
        "By",
        "As",
        "And",
        "But",
        "After",
        "Before",
        "During",
        "Since",
        "While",
        "When",
        "Where",
        "If",
        "It",
        "Its",
        "This",
        "That",
        "These",
        "Those",
        "He",
        "She",
        "They",
        "We",
        "According",
        "Meanwhile",
        "However",
        "Earlier",
        "Also",
        "Under",
        "Over",
        "Another",
        "Some",
        "Several",
        "Many",
        "Most",
        "Both",
        "Two",
        "Three",
        "For",
        "To",
        "Of",
        "With",
        "Lt",
        "Gen",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "President",
        "Minister",
        "Prime",
        "King",
        "Prince",
        "General",
    ]
)
_CALENDAR = re.compile(
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
    r"|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?"
)
"""Days and months, which datelines have beside the place, and which somewhere are towns, too."""
_NO_PLACE = frozenset({"PERSON", "ORG", "NORP", "DATE", "TIME", "LAW", "WORK_OF_ART", "EVENT", "LANGUAGE", "PRODUCT"})


class _Named(NamedTuple):
    """A run of capitals that may name a place, with what stands around it."""

    start: int
    end: int
    name: str
    area: bool
    wide: bool
    near: bool
    shaped: bool
    noun: bool
    based: bool


def find_places(articles: pa.Table, parses: pa.Table, credit_lines: pa.Table) -> pa.Table:
    """Places of one article; `canonical` is still the name of the gazetteer, or the sound of the name as written."""
    (article,) = to_rows(articles, Article)
    parsed = to_rows(parses, Parse)
    lines = to_rows(credit_lines, Credit)
    return to_table(places_of(article, parsed[0] if parsed else None, lines), Place)


def places_of(article: Article, parse: Parse | None, lines: list[Credit]) -> list[Place]:
    """Places of an article in reading order."""
    text = article.text
    entities = _entities(parse) if parse else {}
    runs = [run for match in _RUN.finditer(text) for run in _split(text, match.start(), match.end())]
    countries = _countries(text, runs)
    areas = {plain_name(_undirected(r.name)) for r in runs if r.wide}
    datelines = [(c.start, c.end) for c in lines if c.kind == "dateline"]
    skipped = [(c.start, c.end) for c in lines if c.kind in ("byline", "photo", "wire mark")]
    found: list[Place] = []
    for run in runs:
        if any(start <= run.start < end for start, end in skipped) or _CALENDAR.fullmatch(run.name):
            continue
        dateline = any(start <= run.start < end for start, end in datelines)
        wide = plain_name(_undirected(run.name)) in areas
        entry, reason = look_up(_undirected(run.name), countries, area=run.area, wide=wide)
        if not _is_place(run, entry, entities, dateline):
            continue
        found.append(
            _place(
                article.article_id,
                run,
                entry,
                reason,
                "dateline" if dateline else "part of a name" if run.based else "event",
            )
        )
    return _short_names(found)


def _entities(parse: Parse) -> dict[int, str]:
    """Entity type at each token's first character."""
    return {start: entity[2:] for start, entity in zip(parse.starts, parse.entities, strict=True) if entity != "O"}


def _split(text: str, start: int, end: int) -> list[_Named]:
    """The names in a run of capitals: without words that only open a sentence, parted at adjectives and possessives of
    countries."""
    words = [(m.start() + start, m.end() + start, m.group()) for m in re.finditer(r"[\w’'ʼ]+", text[start:end])]
    groups: list[list[tuple[int, int, str]]] = [[]]
    adjectives = country_words()
    for word in words:
        low = plain_name(word[2])
        bare = re.sub(r"[’'ʼ]s$", "", word[2])
        country = low in adjectives or (low.endswith("s") and low[:-1] in adjectives and word[2] not in adjectives)
        if word[2] in _LEADING or (word[2].islower() and not groups[-1]):
            groups.append([])
            if word[2].islower() and re.fullmatch(_LINK, word[2]):
                groups[-1].append(word)
        elif country and len(words) > 1:
            groups += [[(word[0], word[0] + len(bare), bare)], []]
        elif bare != word[2]:
            groups[-1].append((word[0], word[0] + len(bare), bare))
            groups.append([])
        else:
            groups[-1].append(word)
    return [
        _named(text, group[0][0], group[-1][1]) for group in groups if group and not all(w[2].islower() for w in group)
    ]


def _named(text: str, start: int, end: int) -> _Named:
    before, after = text[max(0, start - 60) : start], text[end : end + 24]
    name = text[start:end]
    inner = re.search(rf"[ -](?P<noun>{_AREA}|{_SPOT})$", name, re.IGNORECASE)
    noun_after = _AFTER.match(after)
    if noun_after is None:
        noun_after = re.match(
            r" (?:and|or) (?:[\w-]+ ){1,2}(?P<noun>mountains|hills|provinces)\b", after, re.IGNORECASE
        )
    of = _BEFORE_OF.search(before)
    plain = _BEFORE_PLAIN.search(before)
    nouns = [m["noun"].lower() for m in (inner, noun_after, of, plain) if m]
    area = any(re.fullmatch(_AREA, noun) for noun in nouns) and not (
        noun_after and re.fullmatch(r"city|town|village", noun_after["noun"].lower())
    )
    wide = area or bool(_DIRECTION.match(name)) or bool(_DIRECTION_BEFORE.search(before))
    near = bool(_NEAR.search(before)) or any(
        n in ("outskirts", "hills", "countryside", "suburbs", "suburb") for n in nouns
    )
    shaped = bool(nouns) or bool(_STRONG_IN.search(before)) or bool(_DIRECTION_AFTER.match(after))
    return _Named(start, end, name, area, wide, near, shaped, bool(nouns), after.startswith("-based"))


def _undirected(name: str) -> str:
    """A name without a direction before it and a plain noun behind it."""
    return (
        re.sub(rf"[ -](?:{_AREA}|{_SPOT}|Province|Mountains?)$", "", _DIRECTION.sub("", name), flags=re.IGNORECASE)
        or name
    )


def _countries(text: str, runs: list[_Named]) -> list[str]:
    """ISO codes of the countries that a text names, the most often named first."""
    words = country_words()
    counted: Counter[str] = Counter()
    for run in runs:
        for form in (plain_name(run.name), plain_name(run.name).rstrip("s")):
            if form in words:
                counted[words[form]] += 1
                break
    return [code for code, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def _is_place(run: _Named, entry: Entry | None, entities: dict[int, str], dateline: bool) -> bool:
    """Whether a run of capitals names a place: by its shape, or as an entry that the parser does not take for something
    else."""
    kind = entities.get(run.start, "")
    words = country_words()
    low = plain_name(run.name)
    if low in words and entry is None:
        return False
    if entry is not None and entry.kind == "country":
        return True
    if dateline or run.based:
        return entry is not None
    if run.name.isupper() and len(run.name) <= 5:
        return False
    if entry is not None and kind == "NORP" and not is_name(_undirected(run.name)):
        return False  # "the mainly Kurdish town": a people's name that only sounds like a place
    if entry is not None:
        return (
            kind in ("GPE", "LOC", "FAC")
            or (run.shaped and kind not in _NO_PLACE)
            or (run.shaped and kind in ("PERSON", "ORG", "NORP", "PRODUCT"))
        )
    return (
        run.shaped
        and (kind in ("", "GPE", "LOC", "FAC") or kind == "PERSON" or (run.area and kind != "NORP"))
        and len(run.name) > 2
        and not run.name.isupper()
    )


def _place(article_id: int, run: _Named, entry: Entry | None, reason: str, role: str) -> Place:
    precision = None
    if entry is not None:
        precision = {"country": 4, "region": 3, "county": 3}.get(entry.kind, 2 if run.near else 1)
        if precision == 1 and run.wide:
            precision, reason = 2, reason + "; a part of it"
        if precision == 2 and run.near:
            reason += "; the text says near it"
    canonical = entry.name if entry is not None else sound_of(_undirected(run.name))
    return Place(
        article_id,
        run.start,
        run.end,
        run.name,
        canonical,
        entry.id if entry else None,
        entry.latitude if entry else None,
        entry.longitude if entry else None,
        precision,
        role,
        reason,
    )


def _short_names(found: list[Place]) -> list[Place]:
    """Places in which a short unplaced name that is a word of exactly one longer unplaced name is that place."""
    longer = {p.canonical for p in found if p.gazetteer_id is None and " " in p.canonical}
    kept = []
    for place in found:
        wider = [c for c in longer if place.canonical in c.split()]
        if place.gazetteer_id is None and " " not in place.canonical and len(wider) == 1:
            reason = f"{place.reason}; short for a longer name in this article"
            place = replace(place, canonical=wider[0], reason=reason)
        kept.append(place)
    return kept


NAME_PLACES = """
SELECT * EXCEPT (canonical, kin, written),
  FIRST_VALUE(name) OVER (PARTITION BY kin ORDER BY written DESC, name DESC) AS canonical
FROM (
  SELECT *, COUNT(*) OVER (PARTITION BY kin, name) AS written
  FROM (SELECT *, COALESCE(gazetteer_id, canonical) AS kin FROM named_places) AS keyed
) AS counted
"""
"""Places with one name for all spellings in the case: the one that is written most often."""
