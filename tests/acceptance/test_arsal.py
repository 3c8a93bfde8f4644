"""The exact picture of the two first articles (arsal.json): every span, chain, range and trap."""

import re
from pathlib import Path
from typing import Any

import pytest

from firsthand.records import (
    Attribution,
    ClaimMention,
    Conflict,
    Direction,
    DirectionEvidence,
    Figure,
    Mention,
    MentionOrigin,
    Omission,
    Place,
    Reuse,
    TimeExpression,
    Wording,
)

from .conftest import PICTURE, Arsal, day, read_arsal

CLAIMS = {claim["id"]: claim for claim in PICTURE["claims"]}
TOLD_BY_BOTH = [name for name, claim in CLAIMS.items() if claim["documents"] == 2]
COPIED = [name for name in TOLD_BY_BOTH if CLAIMS[name]["copied"]]
STATEMENTS = [
    pytest.param(statement, id=f"{name}-{statement['span']['doc']}-{statement['span']['start']}")
    for name, claim in CLAIMS.items()
    for statement in claim["statements"]
]
MODALITIES = {
    "asserted": "asserted",
    "speculation": "speculation",
    "announced plan": "plan",
    "denial": "denial",
    "stated aim": "aim",
    "part asserted, part believed, part unconfirmed": "asserted+belief+unconfirmed",
}


def segments(arsal: Arsal) -> list[Reuse]:
    rows: list[Reuse] = arsal.rows("reuse", Reuse)
    return sorted(rows, key=lambda r: r.a_start)


def span_in(arsal: Arsal, row: Reuse, document: str) -> tuple[int, int]:
    mine = arsal.articles[document].article_id
    return (row.a_start, row.a_end) if row.a_id == mine else (row.b_start, row.b_end)


# --- reuse


def test_the_files_are_the_ones_of_the_picture(arsal: Arsal) -> None:
    for document in PICTURE["documents"]:
        assert len(arsal.articles[document["id"]].text) == document["chars"]
        assert arsal.articles[document["id"]].outlet == document["outlet_stated"]
        assert arsal.articles[document["id"]].published is None


def test_the_eight_passages_and_no_ninth_have_exact_spans(arsal: Arsal) -> None:
    found = {(span_in(arsal, row, "D1"), span_in(arsal, row, "D2")) for row in segments(arsal)}
    expected = {((s["from"]["start"], s["from"]["end"]), (s["to"]["start"], s["to"]["end"])) for s in PICTURE["reuse"]}
    assert found == expected
    assert {row.kind for row in segments(arsal)} == {"story"}


@pytest.mark.parametrize("segment", PICTURE["reuse"], ids=lambda s: s["id"])
def test_only_the_first_passage_is_credited(arsal: Arsal, segment: dict[str, Any]) -> None:
    (row,) = [r for r in segments(arsal) if span_in(arsal, r, "D2")[0] == segment["to"]["start"]]
    assert row.credited == segment["credited_in_copy"]
    if segment["credit"]:
        assert row.credit_id == arsal.articles["D2"].article_id
        assert (row.credit_start, row.credit_end) == (segment["credit"]["start"], segment["credit"]["end"])
        assert row.credit_name == segment["credit_to"]


def test_the_paragraphs_left_out(arsal: Arsal) -> None:
    rows: list[Omission] = arsal.rows("omissions", Omission)
    assert sorted((o.start, o.end) for o in rows) == [(o["start"], o["end"]) for o in PICTURE["omitted_by_copier"]]
    assert {o.from_id for o in rows} == {arsal.articles["D1"].article_id}
    (dropped,) = [o for o in rows if o.start == 2003]
    assert dropped.between, "paragraph 11 is dropped from between two copied ones"


def test_direction_is_probable_and_says_what_is_missing(arsal: Arsal) -> None:
    (row,) = arsal.rows("directions", Direction)
    assert row.from_id == arsal.articles["D1"].article_id
    assert row.confidence == "probable"
    assert "publication times" in row.missing


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("credit", "Press TV"),
        ("order", ""),
        ("stranded reference", "the offensive"),
        ("vocabulary seam", "militant"),
        ("shared oddity", ""),
    ],
)
def test_direction_lists_its_evidence(arsal: Arsal, kind: str, words: str) -> None:
    rows: list[DirectionEvidence] = [e for e in arsal.rows("direction_evidence", DirectionEvidence) if e.kind == kind]
    assert any(words in e.text for e in rows), [(e.kind, e.text) for e in rows]


def test_a_shared_oddity_proves_copying_and_no_direction(arsal: Arsal) -> None:
    for row in arsal.rows("direction_evidence", DirectionEvidence):
        if row.kind == "shared oddity":
            assert row.from_id is None
            assert row.weight == 0


# --- statements and chains


@pytest.mark.parametrize("statement", STATEMENTS)
def test_chain(arsal: Arsal, statement: dict[str, Any]) -> None:
    """Names from the article's own text to the last authority, as the picture has them; the article itself left out."""
    mention = arsal.mention_at(statement["span"])
    expected = []
    for hop in statement["chain"][1:]:
        if isinstance(hop, dict):
            if hop["authority"]:
                expected.append(hop["authority"])
        else:
            expected.append(hop.replace(" [uncredited]", ""))
    found = arsal.chain(mention)
    if "Press TV" in expected:  # the credited copy: the credit and the text that it was taken from are one step
        found = [name for name in found if name != "D1 text"]
    assert len(found) == len(expected), (found, expected)
    for name, wanted in zip(found, expected, strict=True):
        assert _same_source(name, wanted), (found, expected)


def _same_source(name: str, wanted: str) -> bool:
    """Whether a name of ours says the same as one of the picture: "Saad al-Hariri, Lebanese Prime Minister"."""
    plain = [set(re.findall(r"\w+", re.sub(r"[’']s\b", "", x).lower())) - {"the", "a"} for x in (name, wanted)]
    return plain[0] <= plain[1] or plain[1] <= plain[0]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_modality(arsal: Arsal, statement: dict[str, Any]) -> None:
    wanted = set(MODALITIES[statement["modality"]].split("+"))
    assert set(arsal.mention_at(statement["span"]).modality.split("+")) == wanted


@pytest.mark.parametrize("name", COPIED)
def test_copied_claims_are_one_claim_in_both(arsal: Arsal, name: str) -> None:
    claims = {arsal.claim_of(arsal.mention_at(s["span"])) for s in CLAIMS[name]["statements"]}
    assert len(claims) == 1


def test_the_start_of_the_operation_is_one_claim_told_in_own_words(arsal: Arsal) -> None:
    claims = {arsal.claim_of(arsal.mention_at(s["span"])) for s in CLAIMS["C1"]["statements"]}
    assert len(claims) == 1


def test_different_claims_stay_apart(arsal: Arsal) -> None:
    claim_of: dict[str, set[int]] = {}
    for name, claim in CLAIMS.items():
        claim_of[name] = {arsal.claim_of(arsal.mention_at(s["span"])) for s in claim["statements"]}
    for name, mine in claim_of.items():
        for other, theirs in claim_of.items():
            assert name == other or not mine & theirs, (name, other)


# --- origins


@pytest.mark.parametrize("name", list(CLAIMS))
def test_origin_range(arsal: Arsal, name: str) -> None:
    claim = CLAIMS[name]
    finding = arsal.finding(arsal.claim_of(arsal.mention_at(claim["statements"][0]["span"])))
    wanted = claim["origins"]
    assert (finding.origins_low, finding.origins_best, finding.origins_high) == (
        wanted["low"],
        wanted["best"],
        wanted["high"],
    ), finding.why
    assert finding.articles == claim["documents"]


@pytest.mark.parametrize("name", ["C2", "C4", "C9", "C10"])
def test_no_authority_is_stated(arsal: Arsal, name: str) -> None:
    finding = arsal.finding(arsal.claim_of(arsal.mention_at(CLAIMS[name]["statements"][0]["span"])))
    assert finding.verdict == "no stated authority"


@pytest.mark.parametrize("name", ["C1", "C6", "C14"])
def test_parties_to_the_event_are_marked(arsal: Arsal, name: str) -> None:
    claim = arsal.claim_of(arsal.mention_at(CLAIMS[name]["statements"][-1]["span"]))
    counted = [o for o in arsal.origins(claim) if o.best is not None]
    assert counted
    assert all(o.party for o in counted), counted


def test_second_hand_citation(arsal: Arsal) -> None:
    """Reuters in the second article came with the copied sentence; in the first it did not."""
    own, copied = (arsal.hops(arsal.mention_at(s["span"])) for s in CLAIMS["C5"]["statements"])
    assert [d.inherited for d in own if d.name == "Reuters"] == [False]
    assert [d.inherited for d in copied if d.name == "Reuters"] == [True]


# --- figures, times, places


@pytest.mark.parametrize("figure", [f for f in PICTURE["figures"] if f["value"] != "2/3"], ids=lambda f: f["id"])
def test_figures(arsal: Arsal, figure: dict[str, Any]) -> None:
    for span in figure["spans"]:
        article_id = arsal.articles[span["doc"]].article_id
        rows: list[Figure] = [
            f
            for f in arsal.rows("figures", Figure)
            if f.article_id == article_id and f.start < span["end"] and span["start"] < f.end
        ]
        rows = [f for f in rows if f.value == figure["value"] and f.unit == figure["unit"]]
        hedge = (figure["approx"] or "none").split(" ")[0]
        assert [f.hedge for f in rows] == [hedge], rows


def test_two_thirds_stay_a_share(arsal: Arsal) -> None:
    figures: list[Figure] = arsal.rows("figures", Figure)
    shares = [f for f in figures if f.unit == "share"]
    assert len(shares) == 2
    assert all(f.value is not None and abs(f.value - 2 / 3) < 1e-9 for f in shares)
    assert not [f for f in figures if f.value is not None and 1900 < f.value < 2100]


def _time_at(arsal: Arsal, document: str, start: int, end: int) -> TimeExpression:
    article_id = arsal.articles[document].article_id
    (row,) = [
        t for t in arsal.rows("times", TimeExpression) if t.article_id == article_id and t.start < end and start < t.end
    ]
    return row  # type: ignore[no-any-return]


@pytest.mark.parametrize("time", PICTURE["times"], ids=lambda t: f"{t['expr']['doc']}-{t['expr']['start']}")
def test_times_are_found_and_stay_open_while_nothing_is_dated(arsal: Arsal, time: dict[str, Any]) -> None:
    row = _time_at(arsal, time["expr"]["doc"], time["expr"]["start"], time["expr"]["end"])
    if time["resolved"] == "2014":
        assert (row.date_from, row.precision) == (day(2014, 1, 1), "year")
    else:
        assert row.date_from is None
        assert row.reason


@pytest.mark.parametrize("document", ["D1", "D2"])
def test_a_copied_weekday_keeps_the_anchor_of_the_text_it_was_written_in(dated_arsal: Arsal, document: str) -> None:
    start = {"D1": 1783, "D2": 2410}[document]
    row = _time_at(dated_arsal, document, start, start + 10)
    assert row.date_from == day(2017, 7, 18)
    assert row.anchor_id == dated_arsal.articles["D1"].article_id


@pytest.mark.parametrize("document", ["D1", "D2"])
def test_a_copied_month_keeps_the_anchor_of_the_text_it_was_written_in(dated_arsal: Arsal, document: str) -> None:
    start = {"D1": 1503, "D2": 2129}[document]
    row = _time_at(dated_arsal, document, start, start + 15)
    assert row.date_from == day(2017, 7, 1)
    assert row.anchor_id == dated_arsal.articles["D1"].article_id


def test_own_weekday_of_the_copier_keeps_its_own_anchor(dated_arsal: Arsal) -> None:
    row = _time_at(dated_arsal, "D2", 190, 209)
    assert row.date_from == day(2017, 7, 28)


def test_damascus_is_a_dateline_and_no_place_of_the_event(arsal: Arsal) -> None:
    article_id = arsal.articles["D2"].article_id
    (row,) = [p for p in arsal.rows("places", Place) if p.article_id == article_id and p.start == 0]
    assert row.role == "dateline"
    assert not [m for m in arsal.rows("mentions", Mention) if m.place and "damascus" in m.place.lower()]


@pytest.mark.parametrize("name", ["Tallat al-Burkan", "al-Tharir al-Aswad", "Qanzah", "Wadi al-Qariyah"])
def test_places_without_a_gazetteer_entry_stay_unplaced(arsal: Arsal, name: str) -> None:
    rows: list[Place] = [p for p in arsal.rows("places", Place) if name in p.name]
    assert rows
    assert all(p.gazetteer_id is None and p.latitude is None and p.reason for p in rows)


# --- traps


def test_the_un_is_no_source(arsal: Arsal) -> None:
    who = {a.who for a in arsal.rows("attributions", Attribution) if a.who}
    assert not [name for name in who if re.search(r"\bUN\b|United Nations", name)]


def test_the_two_security_sources_stay_in_two_claims(arsal: Arsal) -> None:
    one, other = (arsal.claim_of(arsal.mention_at(CLAIMS[n]["statements"][0]["span"])) for n in ("C3", "C5"))
    assert one != other


def test_reuters_adds_no_origin(arsal: Arsal) -> None:
    claim = arsal.claim_of(arsal.mention_at(CLAIMS["C5"]["statements"][0]["span"]))
    rows: list[MentionOrigin] = arsal.origins(claim)
    assert {o.best for o in rows if o.best is not None} == {rows[0].best}
    assert all("security source" in o.origin for o in rows)


def test_the_odd_words_are_not_corrected(arsal: Arsal) -> None:
    assert all("hardly hit" in article.text for article in arsal.articles.values())


@pytest.mark.parametrize("word", list(PICTURE["wording_counts"]))
def test_wording_is_counted_by_whose_words_they_are(arsal: Arsal, word: str) -> None:
    rows: list[Wording] = [w for w in arsal.rows("wordings", Wording) if w.word == word]
    mine = {arsal.articles[name].article_id: name for name in ("D1", "D2")}
    counted = {
        "D1_only": sum(mine[w.article_id] == "D1" and not w.shared for w in rows),
        "shared": sum(mine[w.article_id] == "D1" and w.shared for w in rows),
        "D2_only": sum(mine[w.article_id] == "D2" and not w.shared for w in rows),
    }
    assert counted == PICTURE["wording_counts"][word]


@pytest.mark.parametrize(("document", "words"), [("D2", "cleanse Arsal"), ("D1", "counterterrorism mission")])
def test_words_inside_attributed_speech_are_marked(arsal: Arsal, document: str, words: str) -> None:
    article = arsal.articles[document]
    start = article.text.index(words)
    rows = [
        w
        for w in arsal.rows("wordings", Wording)
        if w.article_id == article.article_id and start <= w.start < start + len(words)
    ]
    assert [w.voice for w in rows] == ["attributed"]


# --- conflicts


def _conflicts(arsal: Arsal, kind: str) -> list[Conflict]:
    return [c for c in arsal.rows("conflicts", Conflict) if c.kind == kind]


def _spans_of(name: str, document: str | None = None, start: int = 0) -> list[dict[str, Any]]:
    """Spans of a claim's statements in the picture, in one document from a character on."""
    spans = [s["span"] for s in CLAIMS[name]["statements"]]
    return [s for s in spans if (document is None or s["doc"] == document) and s["start"] >= start]


def _has_a_side(arsal: Arsal, row: Conflict, spans: list[dict[str, Any]]) -> bool:
    """Whether a row has one of some statements among its sides."""
    return any(arsal.mention_at(span).mention_id in row.mention_ids for span in spans)


X1 = {"C3": _spans_of("C3"), "C7": _spans_of("C7"), "C8": _spans_of("C8"), "C17": _spans_of("C17")}
X2 = {"C1 in D1": _spans_of("C1", "D1"), "C1 in D2": _spans_of("C1", "D2", 1100), "C17": _spans_of("C17")}
X4 = {"C2": _spans_of("C2"), "D1.4": _spans_of("C1", "D1", 615), "D2.6": _spans_of("C1", "D2")[:1]}


@pytest.mark.parametrize(
    ("question", "sides"),
    [("what one does", X1), ("who acts", X2), ("who is targeted", X4)],
    ids=["X1", "X2", "X4"],
)
def test_what_only_a_reader_can_judge_is_set_side_by_side(
    arsal: Arsal, question: str, sides: dict[str, list[dict[str, Any]]]
) -> None:
    """X1, X2 and X4: one row of their own each, with the statements of the picture and no others of their question."""
    (row,) = [c for c in _conflicts(arsal, "to compare") if c.question == question]
    assert all(_has_a_side(arsal, row, spans) for spans in sides.values()), row.sides
    assert "for a reader" in row.reason


def test_x1_is_about_the_lebanese_army_alone(arsal: Arsal) -> None:
    (row,) = [c for c in _conflicts(arsal, "to compare") if c.question == "what one does"]
    assert row.about == "Lebanese army"
    assert len(row.mention_ids) == len(X1)


def test_nothing_to_compare_is_called_a_conflict(arsal: Arsal) -> None:
    assert {c.question for c in _conflicts(arsal, "to compare")} == {"what one does", "who acts", "who is targeted"}
    assert [c.kind for c in arsal.rows("conflicts", Conflict) if c.question is None] == ["naming"]


def test_x3_names_of_one_group_are_listed(arsal: Arsal) -> None:
    named = " ".join(side for c in _conflicts(arsal, "naming") for side in c.sides)
    assert "Fateh al-Sham" in named
    assert "Tahrir al-Sham" in named


def test_equal_figures_are_no_conflict(arsal: Arsal) -> None:
    assert not _conflicts(arsal, "figure")


def test_friday_and_early_friday_are_no_conflict(arsal: Arsal) -> None:
    assert not [c for c in arsal.rows("conflicts", Conflict) if c.kind in ("date", "time")]


# --- the same again


def test_a_second_run_gives_the_same_bytes(arsal: Arsal, tmp_path: Path) -> None:
    again = read_arsal(tmp_path)
    for name in arsal.case.tables():
        assert again.case.table(name).equals(arsal.case.table(name)), name
        one, other = (c.path / "generations" / "000001" / f"{name}.parquet" for c in (arsal.case, again.case))
        assert one.read_bytes() == other.read_bytes(), name


def test_every_mention_is_in_one_claim_and_has_its_origin(arsal: Arsal) -> None:
    mentions = {m.mention_id for m in arsal.rows("mentions", Mention)}
    grouped = [m.mention_id for m in arsal.rows("claim_mentions", ClaimMention)]
    assert sorted(grouped) == sorted(mentions)
    assert {o.mention_id for o in arsal.rows("mention_origins", MentionOrigin)} == mentions
