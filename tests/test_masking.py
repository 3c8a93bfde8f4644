"""Masking: what is hidden stands nowhere in the page, and everything else counts and points as before."""

import hashlib
import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.errors import FirsthandError, UnknownError
from firsthand.judgements.rows import Decision, Judgement
from firsthand.masking import Mask, mask_case, read_mask, read_masks
from firsthand.masking.needles import Needles, cover, words_of
from firsthand.masking.runs import Runs
from firsthand.masking.tables import CODES
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution, Conflict, Rewriting, SourceName, Version
from firsthand.report import build_report
from firsthand.report.page import write_report
from firsthand.schema import schema_of
from firsthand.views import Lookup
from firsthand.views.lookup import TABLES
from tests.dossier_help import Shown, assert_numbers_agree, assert_shown_is_whole
from tests.invented_case import COPY_BODY, Invented, MemoryCase, fill


def masks_of(*written: str) -> list[Mask]:
    return [read_mask(one) for one in written]


def page_of(case: MemoryCase, *written: str) -> str:
    return build_report(case, masks=masks_of(*written))


def stands(name: str, page: str) -> bool:
    """Whether a name stands in a page, in any case, as a word of what is read or anywhere in the file."""
    pattern = re.compile(
        r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", name))) + r"(?![^\W_])", re.I
    )
    whole = html.unescape(page[page.index("</style>") :])
    return any(pattern.search(text) for text in (whole, re.sub(r"<[^>]*>", "", whole), re.sub(r"<[^>]*>", " ", whole)))


# --- how masks are written


@pytest.mark.parametrize("text", ["Reuters", "person:Ana", "source:", "text: ", "source:…", ""])
def test_what_is_no_mask_is_told_with_how_one_is_written(text: str) -> None:
    with pytest.raises(UnknownError, match=r"source|names nothing"):
        read_mask(text)


def test_a_file_of_masks_has_one_a_line_and_names_the_line_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "masks.txt"
    path.write_text("# who must not be named\n\nsource: the mayor \ntexts\n", "utf-8")
    assert read_masks(path) == (Mask("source", "the mayor"), Mask("texts", ""))
    path.write_text("texts\nmayor\n", "utf-8")
    with pytest.raises(UnknownError, match=r"masks.txt, line 2: .*'mayor'"):
        read_masks(path)
    with pytest.raises(UnknownError, match="cannot be read"):
        read_masks(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("mask", "told"),
    [
        ("source:coast guard", "'the coastguard'"),
        ("place:Marks", "'Marsk'"),
        ("text:W2", "'W1'"),
        ("words:submarine", "stand in no article"),
        ("source:xyzzyx", "none is like it"),
    ],
)
def test_a_name_that_the_case_does_not_have_is_told_with_those_like_it(mask: str, told: str) -> None:
    with pytest.raises(UnknownError, match=re.escape(told)):
        page_of(Invented().case(), mask)


# --- finding names


def test_a_name_is_found_in_any_case_across_lines_with_possessives_and_inside_handles() -> None:
    needles = Needles()
    needles.add("Coastal Wire", 0)
    text = "COASTAL\nwire’s; the Coastal-Wire; www.coastalwire.example/a @CoastalWire_now, coastal wires. Coastal wiry"
    found = [text[start:end] for start, end, _ in needles.find(text)]
    assert found == [
        *("COASTAL\nwire", "Coastal-Wire"),
        *("www.coastalwire.example/a", "@CoastalWire_now,", "coastal wires"),
    ]
    assert cover(text, needles.find(text)).endswith(" Coastal wiry")
    assert len(cover(text, needles.find(text))) == len(text)


def test_characters_that_nobody_sees_and_accents_of_their_own_do_not_part_a_name() -> None:
    needles = Needles()
    needles.add("Québec Wire", 0)
    for text in (
        "Que\u0301bec Wire",
        "Qu\u200bébec W\u00adire",
        "\u202equebec\u2069 wire",
        "QuébecWire",
        "QuebecWire2",
    ):
        assert [text[start:end] for start, end, _ in needles.find(text)] == [text.strip("\u202e")], ascii(text)


def test_a_name_is_masked_in_texts_without_capitals() -> None:
    page = page_of(
        Invented(extra="\n\nmarsk burns; marsk and marsk again, and marsk; says the coastguard of marsk").case(),
        "place:Marsk",
    )
    assert not stands("Marsk", page)


def test_a_short_name_in_capitals_is_not_the_word_of_its_small_letters() -> None:
    needles = Needles()
    needles.add("WHO", 0, as_written=True)
    text = "Who said so? The WHO, which said who fell ill."
    assert [text[start:end] for start, end, _ in needles.find(text)] == ["WHO"]


def test_searching_takes_time_that_grows_with_the_text_only() -> None:
    needles = Needles()
    needles.add("aa aa aa ab", 0)
    assert needles.find("a" * 400_000 + " " + "aa " * 100_000 + "@" * 400_000) == []


def test_runs_of_a_masked_text_are_those_that_no_shown_text_has() -> None:
    runs = Runs(["One two three four five six seven eight."], ["two three four five six seven and on"])
    text = "He said: one, two, three, four, five, six, seven."
    assert [text[s:e] for s, e in runs.find(text)] == ["one, two, three, four, five, six"]
    assert runs.find_quoted("the word “eight” and the words “four five”") == [(10, 15)]


# --- the tables


def test_every_column_is_text_of_the_case_or_is_named_as_a_code() -> None:
    for row_type, name in TABLES.items():
        texts = {field.name for field in schema_of(row_type) if "string" in str(field.type)}
        assert CODES.get(name, frozenset()) <= texts, name


def test_spans_of_the_masked_tables_are_those_of_the_case() -> None:
    case = Invented().case()
    hidden = mask_case(case, masks_of("source:the coastguard", "place:Marsk", "text:C2"))
    for name in TABLES.values():
        before, after = case.table(name), hidden.table(name)
        assert before.schema == after.schema
        numbers = [
            f.name for f in before.schema if "string" not in str(f.type) and f.name not in ("latitude", "longitude")
        ]
        assert before.select(numbers).equals(after.select(numbers)), name
    for article_id in Lookup(case).article_ids():
        assert len(Lookup(hidden).article(article_id).text) == len(Lookup(case).article(article_id).text)


def test_a_text_that_has_masked_characters_of_its_own_cannot_forge_a_label() -> None:
    page = page_of(Invented(extra=" \U000f0000\U000f0001 ").case(), "source:the coastguard")
    assert "\U000f0000" not in page
    assert "\ufffd\ufffd" in page


# --- the page


def test_a_masked_source_has_one_label_and_its_statements_stay_counted() -> None:
    case = Invented().case()
    open_page, page = Shown(page_of(case)), page_of(case, "source:the coastguard")
    shown = Shown(page)
    assert not stands("coastguard", page)
    assert stands("SOURCE 1", page)
    assert shown.data["story"] == open_page.data["story"]
    (entry,) = [one for one in shown.data["sources"]["rows"] if one["source"]["name"] == "SOURCE 1"]
    (before,) = [one for one in open_page.data["sources"]["rows"] if one["source"]["name"] == "the coastguard"]
    for one, other in zip(entry["statements"], before["statements"], strict=True):
        assert (one["article"], one["start"], one["end"]) == (other["article"], other["start"], other["end"])
    for one, other in zip(shown.data["articles"], open_page.data["articles"], strict=True):
        assert one["sha256"] == other["sha256"]
        assert len(one["text"]) == len(other["text"])
        assert [a for a, b in zip(one["text"], other["text"], strict=True) if a != b] in ([], ["█"] * len("coastguard"))
    assert "Masked for sharing" in page
    assert_numbers_agree(shown)


def test_a_masked_place_loses_its_position_too() -> None:
    page = page_of(Invented().case(), "place:Marsk")
    assert not stands("Marsk", page)
    assert "55.1" not in page
    (place,) = [one["place"] for one in Shown(page).data["places"]["rows"] if one["place"]["canonical"] == "PLACE 1"]
    assert (place["latitude"], place["longitude"], place["precision"]) == (None, None, 1)


def test_of_a_masked_text_only_places_and_the_hash_stay() -> None:
    invented = Invented()
    page = page_of(invented.case(), "text:C2")
    shown = Shown(page)
    assert not stands("Six people died", page)
    assert not stands("Marsk harbour was closed", page)
    assert stands("brought ashore", page), "the other article says it as well"
    (article,) = [one for one in shown.data["articles"] if one["article"] == "C2"]
    assert article["text"] is None
    assert article["characters"] == len(COPY_BODY)
    assert article["sha256"] == hashlib.sha256(COPY_BODY.encode()).hexdigest()
    assert "text masked, characters" in page
    assert "A text of this pair is masked" in page


def test_the_page_of_a_masked_text_is_told_by_none_of_its_versions() -> None:
    invented = Invented()
    first, second = (a.article_id for a in invented.rows[Article][:2])
    given_id = invented.rows[Article][0].given_id
    invented.rows[Version] = [Version(first, one, "post.example/ferry", n) for n, one in ((1, first), (2, second))]
    masked = mask_case(invented.case(), masks_of(f"text:{given_id}"))
    assert not any("post.example" in url for url in masked.table("versions").column("url").to_pylist())


def test_all_texts_can_be_masked_and_the_counts_stay() -> None:
    case = Invented().case()
    page = page_of(case, "texts")
    shown = Shown(page)
    assert {one["text"] for one in shown.data["articles"]} == {None}
    assert shown.data["story"] == Shown(page_of(case)).data["story"]
    for run in ("killed at least four people", "brought ashore", "engine room", "Ferry fire", "no danger"):
        assert not stands(run, page), run


def test_ids_files_and_addresses_that_tell_a_name_are_hidden_and_links_hold() -> None:
    invented = Invented()
    told = make_article(
        "Nothing else burned.",
        given_id="coastguard_log_7",
        outlet="The Coastguard Gazette",
        url="https://coastguard.example/ferry",
        byline="By Our Coastguard Man",
        source="from-the-coastguard.txt",
    )
    invented.rows[Article] = sorted([*invented.rows[Article], told], key=lambda a: a.article_id)
    page = page_of(invented.case(), "source:the coastguard")
    assert "coastguard" not in page.lower()
    shown = assert_shown_is_whole(page)
    assert "article-3" in [one["article"] for one in shown.data["articles"]]


def test_what_people_wrote_and_quoted_is_masked_as_well() -> None:
    invented = Invented()
    start, end = invented.span(invented.copy, "Six people died")
    told = {"about": "origins", "decision": "same", "person": "the mayor", "note": "“Six people died” is the mayor’s"}
    judged = {"a_given_id": "C2", "a_start": start, "a_end": end, "a_quote": "Six people died", "a_before": "ashore."}
    invented.rows[Judgement].append(fill(Judgement, judgement_id=1, made=invented.wire.published, **told, **judged))
    invented.rows[Decision].append(
        fill(Decision, judgement_id=1, made=invented.wire.published, status="in force", a_name="the mayor", **told)
    )
    page = page_of(invented.case(), "text:C2", "source:the mayor")
    assert not stands("Six people died", page)
    assert not stands("mayor", page)
    assert "decisions-heading" in page


def test_what_a_masked_text_states_in_a_conflict_is_told_by_who_states_it() -> None:
    invented = Invented()
    (row,) = invented.rows[Conflict]
    said = replace(
        row, about="Six people died", sides=["the coastguard: at least 4 died", "a union leader: Six people died"]
    )
    named = replace(
        said, conflict_id=3, kind="naming", about="names of Marsk", sides=["Marsk the harbour", "six: so few"]
    )
    invented.rows[Conflict] = [said, named]
    shown = Shown(page_of(invented.case(), "text:C2"))
    found = {one["kind"]: one for one in shown.data["conflicts"]["rows"]}
    assert found["figure"]["about"] == "[text masked]"
    assert [side["says"] for side in found["figure"]["sides"]] == [
        "the coastguard: at least 4 died",
        "a union leader: [text masked]",
    ]
    assert [side["says"] for side in found["naming"]["sides"]] == ["Marsk the harbour", "[text masked]"]


def test_what_two_masked_texts_share_is_masked_in_the_reasons_of_a_rewriting() -> None:
    invented = Invented()
    low, high = sorted((invented.wire.article_id, invented.copy.article_id))
    reasons = ["both have Hajjar, ferry", "2 sentences say the same"]
    told = {"a_id": low, "a_end": 9, "b_id": high, "b_end": 9, "shared": ["Hajjar", "ferry"], "reasons": reasons}
    invented.rows[Rewriting].append(fill(Rewriting, rewriting_id=1, **told))
    for masks, left in ((["text:C2"], True), (["texts"], False)):
        page = page_of(invented.case(), *masks)
        assert stands("Hajjar", page) is left
        assert stands("2 sentences say the same", page)


def test_a_general_name_of_a_masked_source_goes_only_where_it_names_it() -> None:
    invented = Invented(extra="\n\nThe group left. Another group stayed.")
    start = invented.wire.text.index("The group")
    who = fill(
        SourceName,
        article_id=invented.wire.article_id,
        start=start,
        end=start + 9,
        name="The group",
        who="the mayor",
        basis="text",
    )
    invented.rows[SourceName].append(who)
    shown = Shown(page_of(invented.case(), "source:the mayor"))
    (text,) = [one["text"] for one in shown.data["articles"] if one["article"] == "W1"]
    assert text.endswith("█" * 9 + " left. Another group stayed.")


def test_a_person_is_masked_by_the_last_name_alone_as_well() -> None:
    invented = Invented(extra="\n\nRana Haddad spoke. Later Haddad left, and Haddad’s aide, and Rana.")
    row = fill(
        Attribution,
        attribution_id=9,
        article_id=invented.wire.article_id,
        who="Rana Haddad (Port Board)",
        kind="person",
    )
    invented.rows[Attribution].append(row)
    page = page_of(invented.case(), "source:Rana Haddad")
    assert not stands("Haddad", page)
    assert stands("Rana", page), "a first name alone is many people's"


def test_a_registered_body_is_masked_by_all_its_names() -> None:
    extra = (
        "\n\nThe Syrian Observatory for Human Rights, SOHR for short, is at syriahr.com, and so is the SOHR’s @syriahr."
    )
    invented = Invented(extra=extra)
    row = fill(
        Attribution,
        attribution_id=9,
        article_id=invented.wire.article_id,
        who="Syrian Observatory for Human Rights",
        kind="organisation",
    )
    invented.rows[Attribution].append(row)
    for asked in ("source:SOHR", "source:syrian observatory for human rights"):
        page = page_of(invented.case(), asked)
        for name in ("SOHR", "Observatory", "syriahr"):
            assert not stands(name, page), (asked, name)


def test_a_page_in_which_a_masked_name_would_stand_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = Invented()
    monkeypatch.setitem(CODES, "problems", frozenset(["reason"]))
    invented.rows[type(invented.rows[next(t for t in TABLES if TABLES[t] == "problems")][0])][0] = fill(
        next(t for t in TABLES if TABLES[t] == "problems"), source="x.txt", reason="a letter to Marsk was empty"
    )
    with pytest.raises(FirsthandError, match="a masked name would still stand in 1 place"):
        write_report(invented.case(), tmp_path / "page.html", masks=masks_of("place:Marsk"))
    assert list(tmp_path.iterdir()) == []


SOURCES = ("the coastguard", "Port officials", "the mayor", "a union leader", "Coastal Wire", "Northern News")
WORDS = st.sampled_from(
    ["Marsk", "coastguard", "Coastal Wire", "the mayor", "ferry", "@CoastalWire", "MARSK’s", "\u202e<b>"]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sources=st.sets(st.sampled_from(SOURCES), max_size=3),
    place=st.booleans(),
    texts=st.sets(st.sampled_from(["W1", "C2"]), max_size=2),
    extra=st.lists(WORDS, max_size=8).map(" ".join),
)
def test_no_masked_name_stands_anywhere_in_the_file(
    sources: set[str], place: bool, texts: set[str], extra: str
) -> None:
    masks = (
        [f"source:{one}" for one in sorted(sources)]
        + ["place:Marsk"] * place
        + [f"text:{one}" for one in sorted(texts)]
    )
    case = Invented(extra=f"\n\n{extra}").case()
    page = page_of(case, *masks)
    for name in (*(one.removeprefix("the ").removeprefix("a ") for one in sources), *["Marsk"] * place):
        assert not stands(name, page), name
    both = texts == {"W1", "C2"}
    for run in (
        "Marsk harbour was closed on Tuesday",
        "Ferry fire off Marsk",
        "the engine room was being repaired when",
    ):
        owner = "C2" if run.startswith("Marsk harbour") else "W1" if run.startswith("Ferry") else None
        if both or owner in texts:
            assert not stands(run, page), run
    shown = Shown(page)
    assert_numbers_agree(shown)
    assert {link.removeprefix("#") for link in shown.links} <= set(shown.ids)


def test_words_have_their_spans_without_the_ending_of_a_possessive() -> None:
    text = "SANA’s boss’ son"
    assert [(word, text[s:e]) for word, s, e in words_of(text)] == [("sana", "SANA"), ("boss", "boss"), ("son", "son")]
