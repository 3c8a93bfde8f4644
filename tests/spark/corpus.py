"""Invented articles by the thousand, the same for the same seed: stories that outlets tell, copy, cut and edit.

A story is a few sentences about one event, made of templates that are filled from large vocabularies: most names are
put together of syllables, and things of two words, so that two stories have hardly a run of words in common. Outlets
tell a story in one to eight articles: copied with and without credit, cut, in another order, with another figure, with
a sentence of their own, or anew in other words. Some stories tell what came after another, some pages have a later
version, and one line stands under every article.
"""

import random
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from firsthand.read.articles import make_article
from firsthand.records import Article

BOILERPLATE = "Corrections reach the newsroom by letter or in person at the front desk."
OUTLETS = (
    *("Harbour Wire", "Valley Daily", "Hill Radio", "Karsten Post", "Lakeside Mail", "Northern Line", "Vesla Echo"),
    *("Morning Ledger", "Delta Tribune", "Coast Gazette", "Channel Nine", "Evening Lamp"),
)
WIRES = ("Harbour Wire", "Reuters", "AFP")
BODIES = (
    *("the coastguard", "police", "the interior ministry", "the fire service", "the port authority", "the army"),
    *("the governor's office", "the health ministry", "the labour union", "the rescue service", "the Red Crescent"),
)
UNNAMED = (
    *("residents", "a security official", "two witnesses", "a hospital source", "survivors", "local journalists"),
    *("an official who asked not to be named", "medics", "activists", "a police officer"),
)
TOWNS = (
    *("Bergen", "Arequipa", "Mombasa", "Izmir", "Cebu", "Aleppo", "Tartus", "Basra", "Durban", "Valparaiso", "Odessa"),
    *("Chittagong", "Tripoli", "Sidon", "Raqqa", "Mosul", "Cartagena", "Surabaya", "Trieste", "Galway", "Hama", "Yola"),
    *("Salta", "Kano", "Marib", "Aden", "Sirte", "Misrata", "Kismayo", "Gao", "Quetta", "Multan", "Davao", "Palu"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVENTS = (
    (
        "A {thing} {sank} off {place} on {day}, killing {dead} {people}",
        "At least {dead} {people} died when a {thing} {sank} near {place}",
    ),
    (
        "An explosion at a {thing} in {place} killed {dead} {people} on {day}",
        "{dead} {people} were killed when a {thing} blew up in {place}",
    ),
    (
        "Gunmen attacked a {thing} near {place} on {day} and killed {dead} {people}",
        "An armed raid on a {thing} left {dead} {people} dead in {place}",
    ),
    (
        "A landslide buried a {thing} above {place} on {day}, killing {dead} {people}",
        "{dead} {people} died under mud that swept a {thing} away at {place}",
    ),
    (
        "Fire destroyed a {thing} in {place} on {day}, killing {dead} {people}",
        "{dead} {people} burned to death in a {thing} in {place}",
    ),
    (
        "Shelling hit a {thing} in {place} on {day} and killed {dead} {people}",
        "Shells that fell on a {thing} killed {dead} {people} in {place}",
    ),
)
"""The lead of a story in two wordings."""
DETAILS = (
    "{hurt} others were injured and taken to {name} hospital in {place}, {body} said",
    "The {thing} belonged to {name} {name2}, a {trade} firm from {name3}",
    "{given} {family}, {role} of {name} {trade} works, told {outlet} that {number} {objects} were lost",
    '"We heard {noun} and {noun2} before the {noun3} came down," said {given} {family}, a {role}',
    "{Unnamed} said {number} {objects} had been seen beside the {adjective} {noun} on {day}",
    "{Body} denied that {adjective} {objects} from {name} had caused the {noun}",
    "It was not clear whether {people} from {name} were among the dead, {unnamed} said",
    "{name} {noun} and {adjective} {noun2} delayed {objects} for {number} hours, according to {body}",
    "The {adjective} road between {name} and {name2} was closed after {objects} slid from a {noun}",
    "{given} {family} of the {name} {trade} council blamed {adjective} {noun} for the {noun2}",
    "{body2} arrested {number} {people} in {name} over the {adjective} {noun}, {outlet} reported, citing {unnamed}",
    "{Body} said it had no information about {noun} or {noun2} in {name}",
)
BACKGROUND = (
    "In {month} {year}, {number} {people} died when a {noun} struck {name}, a {trade} town beyond {name2}",
    "{name} has {number} {trade} yards and a {adjective} {noun}, most of them built under {given} {family}",
)
_VOCABULARY = """
thing: ferry mill bus warehouse checkpoint market school barge hotel bakery train clinic bridge depot lighthouse garage
foundry convoy tower quarry cinema farmhouse refinery tram dormitory
sank: sank capsized foundered overturned
people: people workers soldiers passengers pilgrims sailors farmers students miners civilians fighters villagers
labourers nurses drivers shepherds
trade: timber cotton copper fishing brick shipping salt glass cement paper leather sugar wool marble tin grain
object: boats lamps wagons nets barrels ropes crates bells lorries tents cables sacks engines mattresses ladders
bicycles pumps rifles generators carpets kettles drums rafts shovels tyres uniforms oars
first: smoke thunder roof boiler pillar winter ditch siren cellar harvest bonfire lantern canal scaffold anchor chimney
orchard furnace gravel drought tunnel cistern mortar turbine balcony stair quay fuse beacon hatch girder crane dike rail
second: yard house line keeper stone gate wheel works field wall door pit post ground block plate
adjective: narrow burnt hollow crooked southern rusted flooded unlit frozen private muddy steep crowded abandoned
eastern wooden borrowed heavy temporary striped shallow western unpaid rented mined
month: January February March April May June July August September October November December
role: spokesman spokeswoman director mayor surgeon commander engineer lawyer teacher
onset: b br d dr f g gr h j k kl l m n p pr r s sk st t tr v w z
vowel: a e i o u au ei
end: l m n r s sk t nd rk x
"""
WORDS: dict[str, list[str]] = {}
"""Words by kind, as `_VOCABULARY` lists them."""
for _word in _VOCABULARY.split():
    if _word.endswith(":"):
        _kind = WORDS.setdefault(_word[:-1], [])
    else:
        _kind.append(_word)


class Story(NamedTuple):
    """What outlets tell of one event."""

    leads: tuple[str, str]
    """The event in two wordings."""
    sentences: list[str]
    sources: tuple[str, str]
    day: datetime
    known: dict[str, str]
    """What all its sentences have in common, by the places of templates."""
    other_figure: str
    """What some give for the dead."""


def make_corpus(articles: int, seed: int = 7, *, crowd: int = 0) -> list[Article]:
    """Invented articles; `crowd` of them are copies of one story."""
    chance = random.Random(seed)
    made: list[Article] = []
    much_copied = _invent_story(chance)
    while len(made) < min(crowd, articles):
        made.append(_tell(chance, much_copied, len(made)))
    before = None
    while len(made) < articles:
        story = _invent_story(chance, after=before)
        before = story if before is None and chance.random() < 0.15 else None
        for _ in range(chance.randint(1, 8)):
            made.append(_tell(chance, story, len(made)))
            if chance.random() < 0.05:
                made.append(_tell(chance, story, len(made), of_page=made[-1]))
    return made[:articles]


def invent_name(chance: random.Random) -> str:
    """A name of two or three syllables."""
    parts = [chance.choice(WORDS[kind]) for kind in ("onset", "vowel") * chance.choice((2, 3))]
    return "".join([*parts, chance.choice(WORDS["end"])]).capitalize()


def _fill(chance: random.Random, template: str, known: dict[str, str]) -> str:
    """The sentence with what the story has chosen, and with names and words of its own where that says nothing."""
    drawn = {kind: chance.choice(words) for kind, words in WORDS.items()}
    for name in ("noun", "noun2", "noun3"):
        drawn[name] = chance.choice(WORDS["first"]) + chance.choice(WORDS["second"])
    drawn["objects"] = f"{chance.choice(WORDS['first'])} {drawn['object']}"
    drawn |= {name: invent_name(chance) for name in ("name", "name2", "name3", "given", "family")}
    drawn |= {"body": chance.choice(BODIES), "body2": chance.choice(BODIES), "unnamed": chance.choice(UNNAMED)}
    drawn |= {"outlet": chance.choice(OUTLETS), "day": chance.choice(DAYS), "year": str(chance.randint(1960, 2019))}
    drawn |= {"number": str(chance.randint(3, 900)), "hurt": str(chance.randint(11, 99))} | known
    drawn |= {name.capitalize(): drawn[name][0].upper() + drawn[name][1:] for name in ("body", "unnamed")}
    sentence = template.format(**drawn)
    return sentence[0].upper() + sentence[1:]


def _invent_story(chance: random.Random, after: Story | None = None) -> Story:
    """A story of its own, or of the same place and thing as another, a day later."""
    dead = chance.randint(3, 90)
    if after:
        day, known = after.day + timedelta(days=1), after.known
    else:
        day = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=chance.randint(0, 300))
        known = {
            "place": chance.choice(TOWNS) if chance.random() < 0.3 else invent_name(chance),
            "thing": f"{invent_name(chance)} {chance.choice(WORDS['thing'])}",
            "people": chance.choice(WORDS["people"]),
            "sank": chance.choice(WORDS["sank"]),
        }
    known = known | {"day": DAYS[day.weekday()], "dead": str(dead)}
    first, second = chance.choice(EVENTS)
    sentences = [_fill(chance, template, known) for template in chance.sample(DETAILS, chance.randint(2, 3))]
    if chance.random() < 0.3:
        sentences.append(_fill(chance, chance.choice(BACKGROUND), {}))
    leads = _fill(chance, first, known), _fill(chance, second, known)
    sources = chance.choice(BODIES), chance.choice(UNNAMED)
    return Story(leads, sentences, sources, day, known, str(dead + chance.randint(1, 9)))


def _tell(chance: random.Random, story: Story, number: int, of_page: Article | None = None) -> Article:
    """One outlet's article of a story; a later version of a page, where one is given."""
    sentences = list(story.sentences)
    lead = f"{story.leads[0]}, {story.sources[0]} said"
    change = chance.choice(("whole", "whole", "cut", "swapped", "figure", "own", "anew", "unattributed"))
    if change == "cut":
        del sentences[chance.randint(1, len(sentences) - 1) :]
    elif change == "swapped":
        sentences.reverse()
    elif change == "figure":
        lead = lead.replace(f" {story.known['dead']} ", f" {story.other_figure} ")
    elif change == "own":
        own = _fill(chance, chance.choice(DETAILS), {"place": story.known["place"], "day": story.known["day"]})
        sentences[chance.randint(0, len(sentences) - 1)] = own
    elif change == "anew":
        lead = f"{story.leads[1]}, {story.sources[chance.randint(0, 1)]} said"
        sentences = [_fill(chance, template, {"place": story.known["place"]}) for template in chance.sample(DETAILS, 2)]
    elif change == "unattributed":
        lead = story.leads[0]
    wire = chance.choice((None, None, *WIRES))
    head = f"{story.known['place']} ({wire}) - " if wire and chance.random() < 0.6 else ""
    lines = [f"{head}{lead}.", *(f"{sentence}." for sentence in sentences)]
    if wire and not head:
        lines.append(f"Additional reporting by {wire}.")
    outlet = wire if wire and chance.random() < 0.2 else chance.choice(OUTLETS)
    if of_page:
        outlet = of_page.outlet or outlet
    return make_article(
        "\n".join([*lines, BOILERPLATE]),
        given_id=f"a{number:05d}",
        outlet=outlet,
        url=of_page.url if of_page else f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
        language="en",
        published=story.day + timedelta(hours=chance.randint(0, 70)),
        published_precision="second",
    )
