"""Text files: front matter, sidecars, implied ids; the text exactly as it stands."""

import json
from pathlib import Path

import pytest

from firsthand.errors import ReadingError
from firsthand.read.sources import Reading, read_articles
from firsthand.read.texts import FRONT_MATTER_CHARACTERS, split_articles
from tests.read.reading_help import problems_of, rows_of, write

BODY = "The bridge at Harbour Street fell on Friday, and nobody was hurt, the mayor said.\n"


def test_a_folder_of_texts_is_read_down_to_its_last_folder_and_hidden_files_are_not(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": "Two.", "in/side/a.md": "# One", ".hidden.txt": "No.", ".git/x.txt": "No."})
    read = read_articles([tmp_path])
    assert [(row.given_id, row.text, row.source) for row in rows_of(read)] == [
        ("b", "Two.", "b.txt"),
        ("in/side/a", "# One", "in/side/a.md"),
    ]
    assert (read.files_read, read.added, read.skipped) == (2, 2, 0)


@pytest.mark.parametrize(
    "body",
    [
        "\n\n  A line. \r\nAnother.\rAnd one more.\n\n",
        "Left\u200bout\u00adnever\ufeff, not even\u2028here\u2029or\x0bhere\x0c.",
        "قال الجيش إنه سيطر على البلدة يوم الجمعة\u200f.\n",
        "A zero \x00 byte among many other characters.",
        "e\u0301 is not é",
    ],
)
def test_the_body_is_kept_character_by_character(tmp_path: Path, body: str) -> None:
    write(tmp_path, {"a.txt": body})
    (row,) = rows_of(read_articles([tmp_path / "a.txt"]))
    assert row.text == body
    assert row.title == ""


def test_the_mark_of_utf_8_at_the_head_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf---\nid: x\n---\n" + BODY.encode())
    (row,) = rows_of(read_articles([tmp_path]))
    assert (row.given_id, row.text) == ("x", BODY)


def test_front_matter_states_fields_and_the_title_becomes_part_of_the_text(tmp_path: Path) -> None:
    head = (
        "---\nid: 007\noutlet: The Harbour\nurl: https://h.example/7\ndate: 2017-04-04\ntitle: 'Bridge: down'\n"
        "byline: A. B.\nlanguage: en-GB\n---\n"
    )
    write(tmp_path, {"a.txt": head + BODY})
    (row,) = rows_of(read_articles([tmp_path]))
    assert row.text == "Bridge: down\n\n" + BODY
    assert (row.given_id, row.outlet, row.url, row.byline) == ("007", "The Harbour", "https://h.example/7", "A. B.")
    assert (row.published and row.published.isoformat(), row.published_precision) == (
        "2017-04-04T00:00:00+00:00",
        "day",
    )
    assert row.language == "en"


def test_a_colon_in_an_unquoted_title_does_not_spoil_the_front_matter(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "---\ntitle: Aleppo: 29 dead\noutlet: NO\n---\r\n" + BODY})
    (row,) = rows_of(read_articles([tmp_path]))
    assert (row.title, row.outlet) == ("Aleppo: 29 dead", "NO")


def test_unknown_keys_are_noted_once_and_other_names_of_a_field_are_taken_and_told(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.txt": f"---\nauthor: Ann\ntags: [x]\nmood: low\nid: 1\n---\n{BODY}---\nid: 2\nmood: high\n---\n{BODY}"},
    )
    read = read_articles([tmp_path])
    assert [row.byline for row in rows_of(read)] == ["Ann", None]
    assert [p.reason.partition(";")[0] for p in problems_of(read)] == [
        "front matter not used: 'tags', 'mood'",
        "front matter read as: byline=author",
    ]
    assert read.skipped == 0


def test_later_front_matter_starts_another_article(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "day.txt": "---\nid: a\n---\nOne.\n\n---\ntitle: Second\ndate: 2017-04-04\n---\nTwo.\n"
            "---\noutlet: X\n---\nThree."
        },
    )
    assert [(row.given_id, row.text) for row in rows_of(read_articles([tmp_path]))] == [
        ("a", "One.\n\n"),
        ("day#2", "Second\n\nTwo.\n"),
        ("day#3", "Three."),
    ]


def test_text_before_the_first_front_matter_is_an_article_of_its_own() -> None:
    parts = split_articles("Preamble.\n---\nid: b\n---\nBody.")
    assert [(part.line, part.stated, part.body) for part in parts] == [
        (1, {}, "Preamble.\n"),
        (2, {"id": "b"}, "Body."),
    ]
    assert len(split_articles("\n\n---\nid: b\n---\nBody.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "10:15 Fire breaks out\n---\n10:30 Police arrive\n---\n11:00 All clear\n",
        "Morning\n---\nNote: this is our round-up.\n---\nEvening\n---\nSource: wires\n---\n",
        "---\nHe said: nothing.\nAnd left.\n---\n",
        "---\nid: never closed\n",
        "---\nid: a\nand then a sentence\n---\n",
        "---\n---\n",
        "---\n" + "id: x\n" * (FRONT_MATTER_CHARACTERS // 5) + "---\nBody",
    ],
)
def test_live_blogs_and_rules_across_the_page_stay_one_article(text: str) -> None:
    assert [part.body for part in split_articles(text)] == [text]


def test_a_sidecar_states_what_is_known_and_comes_before_front_matter(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.txt": "---\noutlet: Old\ntitle: T\n---\nA.",
            "a.json": json.dumps({"outlet": "New", "date": "2017-04-04", "mood": 1}),
            "sub/b.txt": "B.",
            "articles.json": json.dumps(
                {"sub/b.txt": {"id": "B", "language": "en"}, "a.txt": {"outlet": "Neither"}, "c.txt": {}}
            ),
        },
    )
    read = read_articles([tmp_path])
    assert [(row.given_id, row.outlet, row.text) for row in rows_of(read)] == [
        ("B", None, "B."),
        ("a", "New", "T\n\nA."),
    ]
    assert [p.reason.partition(";")[0] for p in problems_of(read)] == [
        "sidecar: not used 'mood'",
        "sidecar: 'c.txt' names no file that is here",
    ]


def test_a_sidecar_counts_for_a_file_named_alone(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A.", "articles.json": '{"a.txt": {"outlet": "X"}}'})
    (row,) = rows_of(read_articles([tmp_path / "a.txt"]))
    assert row.outlet == "X"
    (row,) = rows_of(read_articles(sorted(tmp_path.iterdir())))
    assert row.outlet == "X"


def test_a_broken_sidecar_is_reported_and_the_article_read_without_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A.", "a.json": '{"outlet": '})
    read = read_articles([tmp_path])
    assert [row.outlet for row in rows_of(read)] == [None]
    (problem,) = problems_of(read)
    assert problem.source == "a.json"
    assert problem.reason.startswith("sidecar not used: broken JSON: ")
    assert not problem.skipped


def test_a_sidecar_of_a_file_of_many_articles_gives_what_they_can_share(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "---\nid: 1\n---\nA.\n---\nid: 2\n---\nB.", "a.json": '{"id": "x", "outlet": "X"}'})
    read = read_articles([tmp_path])
    assert [(row.given_id, row.outlet) for row in rows_of(read)] == [("1", "X"), ("2", "X")]
    assert problems_of(read)[0].reason == "sidecar: id left out, since the file holds 2 articles"


def test_the_sidecar_json_beside_a_text_is_no_article_and_a_json_with_a_text_is(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A.", "a.json": '{"text": "Another."}'})
    assert sorted(row.text for row in rows_of(read_articles([tmp_path]))) == ["A.", "Another."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty text"),
        (b" \n\t\r\n", "empty text: nothing but white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary file: looks like PNG; convert it to text first"),
        (bytes(range(256)) * 4, "binary file: zero bytes, and neither UTF-8 nor marked as UTF-16"),
        (
            b"Good \xc3\xa9\xc3\xa8 and \xc3\xa0, then cut \xc3",
            "undecodable bytes: byte 28 (c3) is not UTF-8; name the encoding with --encoding",
        ),
    ],
)
def test_files_that_are_no_articles_are_reported_and_left_out(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    write(tmp_path, {"good.txt": BODY})
    read = read_articles([tmp_path])
    assert [row.given_id for row in rows_of(read)] == ["good"]
    assert [(p.source, p.reason, p.skipped) for p in problems_of(read)] == [("bad.txt", reason, True)]
    with pytest.raises(ReadingError, match=r"bad\.txt.*strict reading stops here; nothing was changed"):
        read_articles([tmp_path], reading=Reading(strict=True))


def test_an_article_of_absurd_size_is_reported_and_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"long.txt": "word " * 400_001, "file.txt": "x" * 300})
    read = read_articles([tmp_path], reading=Reading(maximum_file_bytes=2_100_000))
    assert [row.given_id for row in rows_of(read)] == ["file"]
    assert (
        problems_of(read)[0].reason
        == "absurd size: 2,000,005 characters, at most 2,000,000 are read; is it one article?"
    )
    read = read_articles([tmp_path], reading=Reading(maximum_file_bytes=200))
    assert [p.reason.partition(";")[0] for p in problems_of(read)] == ["absurd size: more than 200 bytes"] * 2


def test_a_bad_date_is_told_and_the_article_read_without_one(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "---\ndate: 4/4/2017\n---\nA."})
    read = read_articles([tmp_path], reading=Reading(strict=True))
    assert [row.published for row in rows_of(read)] == [None]
    (problem,) = problems_of(read)
    assert "'4/4/2017'" in problem.reason
    assert "--date-format" in problem.reason
    assert not problem.skipped
    (row,) = rows_of(read_articles([tmp_path], reading=Reading(date_format="%d/%m/%Y")))
    assert row.published is not None
    assert row.published.isoformat() == "2017-04-04T00:00:00+00:00"
