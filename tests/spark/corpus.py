"""Short invented articles: stories that several outlets tell, copy, shorten and change figures of."""

import random
from datetime import UTC, datetime, timedelta

from firsthand.read.articles import make_article
from firsthand.records import Article

PLACES = (
    "Vesla",
    "Ombrek",
    "Karsten",
    "Dunmere",
    "Marsk",
    "Quillon",
    "Harrow Bay",
    "Tolvik",
    "Sankt Orla",
    "Pellworth",
)
SOURCES = ("the coastguard", "Harbour Watch", "a hospital official", "the interior ministry", "residents", "the union")
OUTLETS = ("Harbour Wire", "Valley Daily", "Hill Radio", "Karsten Post", "Lakeside Mail", "Northern Line", "Vesla Echo")
EVENTS = (
    ("A ferry sank off {place}, killing {number} people", "The boat had left the old port before dawn"),
    ("An explosion at a mill in {place} injured {number} workers", "Windows broke in the streets around the mill"),
    ("Gunmen attacked a checkpoint near {place} and killed {number} soldiers", "The road was closed for hours"),
    ("A landslide above {place} buried {number} houses", "Rain had fallen on the slopes for nine days"),
    ("Police in {place} arrested {number} people after a strike", "The strike had begun in the brick works"),
)
BOILERPLATE = "Readers can send corrections to the newsroom by letter, telephone or in person at the front desk."


def make_corpus(articles: int, seed: int = 7, *, crowd: int = 0) -> list[Article]:
    """Invented articles, the same for the same seed; `crowd` of them are copies of one story."""
    chance = random.Random(seed)
    made: list[Article] = []
    first = _story(chance, 0)
    while len(made) < crowd:
        made.append(_tell(chance, first, len(made)))
    while len(made) < articles:
        story = _story(chance, len(made))
        for _ in range(min(chance.randint(1, 6), articles - len(made))):
            made.append(_tell(chance, story, len(made)))
    return made


def _story(chance: random.Random, number: int) -> tuple[list[str], datetime]:
    """Sentences of one story, and its day."""
    lead, detail = chance.choice(EVENTS)
    names = {"place": chance.choice(PLACES), "number": chance.randint(3, 90)}
    weekday = chance.choice(("Monday", "Tuesday", "Friday"))
    words = " ".join(chance.sample(("boats", "lamps", "wagons", "nets", "barrels", "ropes", "crates", "bells"), 4))
    source, hours = chance.choice(SOURCES).capitalize(), chance.randint(2, 9)
    sentences = [
        f"{lead.format(**names)} on {weekday}, {chance.choice(SOURCES)} said.",
        f"{detail}, and {words} lay about the place of case {number} until noon.",
        f"{source} told {chance.choice(OUTLETS)} that help came {hours} hours later and the cause was not confirmed.",
    ]
    return sentences, datetime(2024, 3, 1, tzinfo=UTC) + timedelta(days=chance.randint(0, 60))


def _tell(chance: random.Random, story: tuple[list[str], datetime], number: int) -> Article:
    """One outlet's article of a story: whole, cut, reordered or with another figure, under a line that all have."""
    sentences, day = list(story[0]), story[1]
    change = chance.choice(("whole", "whole", "cut", "swapped", "own"))
    if change == "cut":
        sentences.pop()
    elif change == "swapped":
        sentences[1:] = reversed(sentences[1:])
    elif change == "own":
        sentences.append(f"{chance.choice(SOURCES).capitalize()} denied it to reporter number {number}.")
    return make_article(
        "\n".join([*sentences, BOILERPLATE]),
        given_id=f"a{number:05d}",
        outlet=chance.choice(OUTLETS),
        language="en",
        published=day + timedelta(hours=chance.randint(0, 40)),
        published_precision="second",
    )
