"""Worked examples of datelines, bylines, wire marks and credits that cover nothing."""

import pytest

from firsthand.attribution.credits import propose_outlet, read_credits

BODY = "The army said it had taken the hill."

EXAMPLES = [
    (f"DAMASCUS (Example Press Agency) – {BODY}", "dateline", "Example Press Agency", "article", "DAMASCUS", None),
    (f"BEIRUT, July 4 (Reuters) - {BODY}", "dateline", "Reuters", "article", "BEIRUT", None),
    (f"AMMAN — {BODY}", "dateline", None, "nothing", "AMMAN", None),
    (f"Tue 4 Apr 2017 {BODY}", "dateline", None, "nothing", None, "2017-04-04"),
    (f"Published July 27 2016 {BODY}", "dateline", None, "nothing", None, "2016-07-27"),
    (f"{BODY} --AFP", "wire mark", "Agence France-Presse", "article", None, None),
    (f"{BODY} - REUTERS", "wire mark", "Reuters", "article", None, None),
    (f"{BODY} (AFP)", "wire mark", "Agence France-Presse", "article", None, None),
    (f"{BODY}\n\nWith agencies", "agencies", None, "article", None, None),
    (f"{BODY} (TRT World and Agencies)", "photo", "TRT World and Agencies", "nothing", None, None),
    (f"Smoke rises. (AFP Photo) {BODY}", "photo", "Agence France-Presse", "nothing", None, None),
    (f"AFP - {BODY}", "wire mark", "Agence France-Presse", "article", None, None),
    (f"(Reuters) - {BODY}", "wire mark", "Reuters", "article", None, None),
    (f"MOSCOW, July 4. /TASS/. {BODY}", "wire mark", "TASS", "article", None, None),
    (f"Beirut, 4 July (SANA) - {BODY}", "dateline", "Syrian Arab News Agency", "article", "Beirut", None),
    (f"DAMASCUS, SANA- {BODY}", "dateline", "Syrian Arab News Agency", "article", "DAMASCUS", None),
    (f"Jane Doe | Associated Press\n\n{BODY}", "wire mark", "Associated Press", "article", None, None),
    (f"{BODY}\n\nReporting by Jane Doe; editing by Richard Roe", "byline", "Jane Doe", "article", None, None),
    (f"{BODY}\n\nThe Associated Press contributed to this report.", "agencies", "Associated Press", "part", None, None),
    (f"{BODY}\n\nJane Doe contributed reporting.", "byline", "Jane Doe", "part", None, None),
    (f"{BODY}\n\nAdditional reporting by AFP", "agencies", "Agence France-Presse", "part", None, None),
    (f"{BODY}\n\n© Agence France-Presse", "wire mark", "Agence France-Presse", "article", None, None),
    (f"{BODY}\n\nXinhua", "wire mark", "Xinhua News Agency", "article", None, None),
    (f"{BODY} (Agencies)", "agencies", None, "article", None, None),
    (f"Photo: Reuters\n\n{BODY}", "photo", "Reuters", "nothing", None, None),
    (f"Smoke rises over town. REUTERS/Jane Doe\n\n{BODY}", "photo", "Reuters", "nothing", None, None),
    (f"By Jane Doe and Richard Roe\n\n{BODY}", "byline", "Jane Doe and Richard Roe", "article", None, None),
]


@pytest.mark.parametrize(
    ("text", "kind", "name", "covers", "place", "day"), EXAMPLES, ids=[e[0][:40] for e in EXAMPLES]
)
def test_credits(text: str, kind: str, name: str | None, covers: str, place: str | None, day: str | None) -> None:
    (found,) = read_credits(text)
    stated = found.date.date().isoformat() if found.date else None
    assert (found.kind, found.name, found.covers, found.place, stated) == (kind, name, covers, place, day)
    start, end = found.span
    assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize(
    "text", [BODY, "NATO and the EU said (in May) that it was over.", "He said the U.N. was late.", ""]
)
def test_plain_text_has_no_credit(text: str) -> None:
    assert read_credits(text) == []


def test_a_byline_with_its_agency() -> None:
    found = read_credits(f"By Jane Doe, Reuters\n\n{BODY}")
    assert [(f.kind, f.name, f.covers) for f in found] == [
        ("byline", "Jane Doe", "article"),
        ("wire mark", "Reuters", "article"),
    ]


def test_the_outlet_of_an_article_is_proposed_from_its_own_dateline() -> None:
    assert propose_outlet(f"DAMASCUS (Example Press Agency) – {BODY}") == "Example Press Agency"
    assert propose_outlet(BODY) is None
