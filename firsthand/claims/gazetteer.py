"""The places that come with firsthand, looked up by name (`firsthand/data/places.tsv`)."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from firsthand.text import fold

LARGER = 5
"""How many times more people the largest city of a name must have to be meant where no country is named."""
NEAR_DEGREES = 0.25
"""Two entries of one name within this many degrees (about 25 km) are taken as one place."""


class Entry(NamedTuple):
    """One place of the gazetteer; countries and US states have no coordinates."""

    id: str
    kind: str
    country: str
    name: str
    latitude: float | None
    longitude: float | None
    people: int


@cache
def _index() -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """Entries by folded name, and those outside the list of large cities by the sound of their name."""
    exact: dict[str, list[Entry]] = {}
    sound: dict[str, list[Entry]] = {}
    for line in files("firsthand.data").joinpath("places.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        id_, kind, country, name, latitude, longitude, others, people = line.split("\t")
        north = float(latitude) if latitude else None
        east = float(longitude) if longitude else None
        entry = Entry(id_, kind, country, name, north, east, int(people or 0))
        names = [name, *others.split("|")] if others else [name]
        for key in dict.fromkeys(plain_name(n) for n in names):
            if key:
                exact.setdefault(key, []).append(entry)
        if id_.startswith("wof"):
            for key in dict.fromkeys(sound_of(n) for n in names):
                if len(key) >= 4:
                    sound.setdefault(key, []).append(entry)
    return exact, sound


@lru_cache(maxsize=1 << 16)
def plain_name(name: str) -> str:
    """A name as it is looked up: folded, without a leading article, hyphens as spaces.

    >>> plain_name("Al-Bāb"), plain_name("the West Bank")
    ('bab', 'west bank')
    """
    words = re.findall(r"[^\W_]+", re.sub(r"[’'ʼ`´‘]", "", name))
    folded = [fold(word) for word in words]
    while len(folded) > 1 and folded[0] in ("al", "el", "the", "as", "ash", "an", "at", "ar", "az", "ad"):
        folded.pop(0)
    return " ".join(folded)


def sound_of(name: str) -> str:
    """A key that spellings of one transliterated name share: "Juroud" and "Jurud", "Raqqa" and "Ar-Raqqah".

    >>> sound_of("Juroud") == sound_of("Jurud"), sound_of("Daraa") == sound_of("Darayya")
    (True, False)
    """
    key = plain_name(name)
    key = " ".join(
        word for word in key.split() if word not in ("al", "el", "as", "ash", "an", "at", "ar", "az", "ad", "ez", "es")
    )
    for pattern, sound in (
        ("ou|oo|o", "u"),
        ("ei|ai|ay|ey|ee|y|e", "i"),
        ("q", "k"),
        ("th", "t"),
        ("dh", "d"),
        ("gh", "g"),
    ):
        key = re.sub(pattern, sound, key)
    key = re.sub(r"(.)\1+", r"\1", key)
    return " ".join(word.rstrip("h") or word for word in key.split())


def is_name(name: str) -> bool:
    """Whether the gazetteer has a place of exactly this name, not only of one that sounds like it."""
    return plain_name(name) in _index()[0]


def look_up(name: str, countries: list[str], *, area: bool, wide: bool) -> tuple[Entry | None, str]:
    """The entry that a name means, or None, and why.

    `area` asks for a region, never for a town of that name; `wide` refuses a small town, since the text means more by
    it.

    `countries` are ISO codes that the text names, the most likely first. A name that several distant places bear is
    left open: a wrong point on a map is worse than none.
    """
    exact, sound = _index()
    found = exact.get(plain_name(name), [])
    how = "by name"
    if not found:
        key = sound_of(name)
        found = [e for e in sound.get(key, []) if e.country in countries] if len(key) >= 5 else []
        how = "by a spelling of its name"
    if area:
        regions = [e for e in found if e.kind in ("region", "county", "country")]
        if found and not regions:
            return None, "unplaced: the text means an area, and the gazetteer has only a town of that name"
        found = regions
    elif wide and found:
        found = [e for e in found if e.kind not in ("locality", "neighbourhood")]
        if not found:
            return None, "unplaced: the text means an area, and the gazetteer has only a town of that name"
    if not found:
        return None, "unplaced: not in the gazetteer"
    rank = {"country": 0, "city": 1, "locality": 2, "neighbourhood": 2, "region": 3, "county": 4}
    if area:
        rank = {"country": 0, "region": 1, "county": 2}
    stated = [e for e in found if e.country in countries]
    if not stated and any(e.id.startswith("wof") for e in found) and not any(e.id.startswith("gn") for e in found):
        return None, "unplaced: the only places of that name lie in a country that the text does not name"
    pool = stated or found
    best_rank = min(rank.get(e.kind, 5) for e in pool)
    best = sorted(
        (e for e in pool if rank.get(e.kind, 5) == best_rank), key=lambda e: (_order(countries, e.country), e.id)
    )
    same = [e for e in best if e.country == best[0].country]
    if len(same) > 1 and not _close(same):
        return None, f"unplaced: {len(same)} places of that name in one country"
    if not stated and len({e.country for e in best}) > 1 and best[0].kind != "country":
        best.sort(key=lambda e: (-e.people, e.id))
        if best[0].people < LARGER * best[1].people:
            return None, f"unplaced: {len(best)} places of that name, and the text names none of their countries"
        return best[0], f"{best[0].kind} {best[0].name}, by far the largest of that name"
    return best[0], f"{best[0].kind} {best[0].name}, {how}"


def _order(countries: list[str], country: str) -> int:
    return countries.index(country) if country in countries else len(countries)


def _close(entries: list[Entry]) -> bool:
    points = [(e.latitude, e.longitude) for e in entries if e.latitude is not None and e.longitude is not None]
    spread = [max(p[i] for p in points) - min(p[i] for p in points) for i in (0, 1)] if points else [0.0]
    return max(spread) <= NEAR_DEGREES


@cache
def country_words() -> dict[str, str]:
    """ISO code of each country by its folded name and adjective ("syria", "syrian")."""
    exact, _ = _index()
    codes = {e.name: e.country for entries in exact.values() for e in entries if e.kind == "country"}
    words = {plain_name(name): code for name, code in codes.items()}
    text = files("firsthand.data").joinpath("nations.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        names, *rest = line.split("\t")
        forms = re.split(r"[|,;]", names)
        code = next((words[plain_name(f)] for f in forms if plain_name(f) in words), None)
        if code:
            for form in (*forms, *(re.split(r"[|,;]", rest[0]) if rest else ())):
                words.setdefault(plain_name(form), code)
    return words
