"""The dossier's record: one JSON beside the page that says the same, made of the case and of nothing else."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import firsthand
from firsthand.masking import read_mask
from firsthand.records import Incident, IncidentMention, Rewriting
from firsthand.report import Bounds, build_report
from firsthand.report.data import write_json
from firsthand.views.lookup import empty_tables
from tests.dossier_help import Shown, assert_shown_is_whole, follow
from tests.invented_case import WIRE_BODY, Invented, MemoryCase, fill

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = json.loads((ROOT / "docs" / "dossier.schema.json").read_text("utf-8"))
HOSTILE = (
    "</script><script>alert(1)</script><!-- <![CDATA[ ]]> --> \\u003c & &lt; \U0001f525 "
    "\u2028\u2029\u202e \x00\x07\x7f\x9f \ufeff "
)
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def misfits(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not what a schema says; knows what the dossier's schema uses."""
    if "$ref" in schema:
        return misfits(value, follow(SCHEMA, schema["$ref"].removeprefix("#")), at)
    if "anyOf" in schema:
        found = [misfits(value, one, at) for one in schema["anyOf"]]
        return [] if [] in found else min(found, key=len)
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kinds = tuple(kind for name in named for kind in TYPES[name])
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        return [f"{at}: {value!r} is no {schema['type']}"]
    if isinstance(value, dict):
        if set(value) != set(schema["required"]):
            return [f"{at}: {sorted(set(value) ^ set(schema['required']))}"]
        return [bad for key, one in value.items() for bad in misfits(one, schema["properties"][key], f"{at}/{key}")]
    if isinstance(value, list):
        items = schema.get("prefixItems") or [schema["items"]] * len(value)
        return [bad for i, one in enumerate(value) for bad in misfits(one, items[i], f"{at}/{i}")]
    return []


def filled_case() -> MemoryCase:
    """The invented case with an incident and a rewriting."""
    invented = Invented()
    wire, copy = sorted((invented.wire, invented.copy), key=lambda a: a.article_id)
    mention = invented.rows[next(t for t in invented.rows if t.__name__ == "Mention")][0]
    ends = {"a_id": wire.article_id, "a_start": 0, "a_end": 9, "b_id": copy.article_id, "b_start": 2, "b_end": 12}
    invented.rows[Rewriting].append(
        fill(Rewriting, rewriting_id=5, sentences=1, score=0.5, reasons=["both say it"], **ends)
    )
    counts = {"killed_low": 4.0, "killed_best": 4.0, "killed_high": 6.0, "killed_mentions": [mention.mention_id]}
    told = {"articles": 2, "outlets": 1, "claims": 3, "place": "Marsk", "mention_id": mention.mention_id}
    invented.rows[Incident].append(fill(Incident, incident_id=7, **told, **counts))
    invented.rows[IncidentMention] += [
        fill(IncidentMention, incident_id=7, mention_id=mention.mention_id, article_id=one.article_id)
        for one in (wire, copy)
    ]
    return invented.case()


def test_page_and_json_agree_and_every_link_leads_somewhere() -> None:
    shown = assert_shown_is_whole(build_report(filled_case()))
    for part in ("claims", "families", "pairs", "conflicts", "figures", "incidents", "rewritings", "times", "sources"):
        assert part == "families" or shown.data[part]["rows"], part
    assert shown.data["incidents"]["rows"][0]["killed"]["high"] == 6.0
    assert "both say it" in " ".join(shown.words)


def test_the_json_is_what_its_schema_says() -> None:
    for case in (filled_case(), MemoryCase(empty_tables())):
        assert misfits(Shown(build_report(case)).data, SCHEMA) == []


def test_every_field_of_the_schema_that_is_no_plain_word_says_what_it_is() -> None:
    assert [name for name, one in SCHEMA["$defs"].items() if not one["description"]] == []


def test_a_claim_leads_to_its_mentions_a_mention_to_its_words_and_these_back() -> None:
    page = build_report(filled_case())
    shown = Shown(page)
    claim = shown.data["claims"]["rows"][0]
    mention = next(one for one in claim["mentions"] if one["article"] == "W1")
    anchor = f"t{1 + [a['article'] for a in shown.data['articles']].index('W1')}-{mention['words']['start']}"
    assert f'href="#{claim["short_id"]}"' in page
    assert f'id="m-{mention["mention_id"]}"' in page
    assert f'href="#{anchor}"' in page
    text = page[page.index(f'id="{anchor}"') :]
    assert text.index(f'href="#m-{mention["mention_id"]}"') < text.index("</article>")


def test_hashes_are_those_of_the_texts_as_they_were_read() -> None:
    shown = Shown(build_report(Invented().case()))
    hashes = {one["article"]: one["sha256"] for one in shown.data["articles"]}
    assert hashes["W1"] == hashlib.sha256(f"Ferry fire off Marsk\n\n{WIRE_BODY}".encode()).hexdigest()
    assert len(shown.data["made"]["models"]) >= 3
    assert shown.data["made"]["version"]


@pytest.mark.parametrize("text", [HOSTILE, "", "plain", "\ud800 alone", "\U0010ffff"])
def test_json_in_the_page_reads_back_and_cannot_end_its_element(text: str) -> None:
    written = write_json({text: [text, None, 1.5, True]})
    assert json.loads(written) == {text: [text, None, 1.5, True]}
    assert not set("<>&\u2028\u2029\x7f\ufeff\u202e") & set(written)


def test_hostile_articles_come_back_as_they_were_and_break_nothing() -> None:
    page = build_report(Invented(extra=f"\n\n{HOSTILE}", outlet=HOSTILE).case(), title=HOSTILE)
    shown = assert_shown_is_whole(page)
    assert page.count("<script") == 1
    assert shown.data["articles"][1]["text"].endswith(HOSTILE)
    assert shown.data["title"] == HOSTILE
    assert not [value for value in shown.values if value.startswith(("javascript:", "http"))]


def test_what_is_left_out_is_told_in_the_json_as_well() -> None:
    bounds = Bounds(claims=1, rows=1, pairs=0, text_characters=10, spots=1)
    page = build_report(filled_case(), bounds=bounds)
    shown = Shown(page)
    for name, part in shown.data.items():
        if isinstance(part, dict) and "rows" in part:
            assert len(part["rows"]) <= part["total"], name
            assert part["command"].startswith("firsthand "), name
            if len(part["rows"]) < part["total"]:
                assert part["command"].replace("&", "&amp;") in page, name
    assert {one["text"] for one in shown.data["articles"]} == {None}
    assert "2 of 2 texts are left out for the size of this page" in page


@pytest.fixture(scope="module")
def arsal(tmp_path_factory: pytest.TempPathFactory) -> firsthand.Case:
    return firsthand.run([ROOT / "examples" / "arsal"], tmp_path_factory.mktemp("dossier") / "case")


def test_the_dossier_of_two_real_articles_is_whole_and_says_what_made_it(arsal: firsthand.Case) -> None:
    shown = assert_shown_is_whole(build_report(arsal))
    assert misfits(shown.data, SCHEMA) == []
    made = shown.data["made"]
    assert made["tool"].startswith("firsthand ")
    assert {one["name"] for one in made["settings"]} == {
        f.name for f in firsthand.Settings.__dataclass_fields__.values()
    }
    assert not [one for one in made["settings"] if one["changed"]]
    assert {one["name"] for one in made["tables"]} >= {"articles", "findings", "judgements"}
    assert all(len(one["fingerprint"]) == 64 for one in made["tables"])


def test_a_mask_of_real_articles_leaves_no_name_of_the_source(arsal: firsthand.Case) -> None:
    page = build_report(arsal, masks=[read_mask("source:Reuters"), read_mask("text:D2")])
    shown = assert_shown_is_whole(page)
    assert "reuters" not in page.lower()
    assert [one["text"] is None for one in shown.data["articles"]] == [False, True]
