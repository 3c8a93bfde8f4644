"""The report of the invented case: one page, safe, bounded, the same bytes twice."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from firsthand.errors import FirsthandError
from firsthand.judgements.rows import Decision, Judgement
from firsthand.read.articles import make_article
from firsthand.records import Article, Claim, ClaimMention, Finding, Mention
from firsthand.report import Bounds, build_report, write_report
from firsthand.views import Lookup, view_claims
from firsthand.views.figure_rows import list_figures
from firsthand.views.lanes import LANES, draw_claim
from firsthand.views.lookup import empty_tables
from tests.invented_case import Invented, MemoryCase, fill

HOSTILE = (
    "\n\n<script>alert(1)</script><img src=x onerror=alert(2)> \u202egnol \x00\x07 </style></title> {{ 7*7 }} "
    + "w" * 3_000
)
VOID = {"meta", "link", "br", "circle", "path", "rect", "img", "input"}


class Page(HTMLParser):
    """Checks that every element is closed and collects what the tests ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        found = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def text() -> str:
    return build_report(Invented().case())


def test_the_page_is_well_formed_with_headings_in_order_and_links_that_lead_somewhere(text: str) -> None:
    page = Page(text)
    assert page.open == []
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {"header", "nav", "main", "footer"} <= set(page.tags)
    assert page.tags.count("table") == page.tags.count("caption")


def test_nothing_is_fetched_and_nothing_runs(text: str) -> None:
    page = Page(text)
    assert page.tags.count("script") == 1
    assert ("type", "application/json") in page.attributes
    assert not {"iframe", "object", "embed", "img", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert not [v for n, v in page.attributes if n in ("src", "href") and not v.startswith(("#", "data:,"))]
    assert "default-src 'none'; style-src 'sha256-" in text
    assert "http://" not in text
    assert "https://" not in text
    assert "url(" not in text


def test_the_headline_counts_and_the_sections_show_everything(text: str) -> None:
    flat = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert "3 claims are told by both articles. 2 of them have one origin." in flat
    for words in (
        "W1 text uncredited",
        "outlet not stated",
        "date not stated",
        "Direction: W1 to C2, probable",
        "Missing: publication times.",
        "left out by C2",
        "two figures for one count",
        "unresolved",
        "not in the gazetteer",
        "the file is empty; nothing was read",
        "Nobody is named; C2 has the words of W1.",
        "second-hand citation",
    ):
        assert words in flat, words


def test_a_hostile_text_stays_text() -> None:
    page = build_report(Invented(extra=HOSTILE, outlet='"><script>x</script>').case())
    parsed = Page(page)
    assert parsed.open == []
    assert parsed.tags.count("script") == 1
    assert "img" not in parsed.tags
    assert page.lower().count("</script") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert not {"\x00", "\x07"} & set(page)
    assert "␀␇" in page


def test_what_people_decided_is_listed_with_who_when_and_why_and_whether_it_holds() -> None:
    invented = Invented()
    assert "Decided by people" not in build_report(invented.case())
    made = datetime(2024, 3, 6, 9, 30, tzinfo=UTC)
    told = {"made": made, "person": "Ana <b>", "about": "origins", "decision": "different", "note": "two briefings"}
    side = {"a_id": invented.wire.article_id, "a_given_id": "W1", "a_start": 0, "a_end": 5, "a_quote": "Ferry"}
    for number, (status, reason) in enumerate([("in force", ""), ("lost", "the case has no article 'X'")]):
        invented.rows[Judgement].append(fill(Judgement, judgement_id=number, **told, **side))
        decision = fill(Decision, judgement_id=number, **told, status=status, reason=reason)
        invented.rows[Decision].append(decision)
    page = Page(build_report(invented.case()))
    assert "decisions" in page.ids
    text = build_report(invented.case())
    for words in ("Ana &lt;b&gt;", "two briefings", "2024-03-06 09:30 UTC", "the case has no article", "tag solid"):
        assert words in text


def test_two_pages_of_one_case_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.html", "other.html"):
        write_report(Invented().case(), tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def test_a_page_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    with pytest.raises(FirsthandError, match=r"cannot write .*report"):
        write_report(Invented().case(), tmp_path / "report")


def test_an_empty_case_is_a_page_that_says_so() -> None:
    page = build_report(MemoryCase(empty_tables()))
    assert Page(page).open == []
    for words in ("No claims were found.", "No two articles share wording.", "The case has no articles."):
        assert words in page


def crowd(claims: int, articles: int) -> Invented:
    """The invented case with many more claims, each told by many articles in their own voice."""
    invented = Invented()
    extra = [
        make_article(f"The bridge {i} fell on Monday.", given_id=f"n{i:04}", outlet=f"O{i}") for i in range(articles)
    ]
    invented.rows[Article] = sorted([*invented.rows[Article], *extra], key=lambda a: a.article_id)
    for number in range(claims):
        members = []
        for i, article in enumerate(extra):
            mention_id = number * 10_000 + i + 1
            end = len(article.text) - 1
            invented.rows[Mention].append(
                fill(
                    Mention,
                    mention_id=mention_id,
                    article_id=article.article_id,
                    end=end,
                    quote_end=end,
                    aspect="other",
                    modality="asserted",
                    hedge="none",
                )
            )
            invented.rows[ClaimMention].append(ClaimMention(members[0] if members else mention_id, mention_id))
            members.append(mention_id)
        invented.rows[Claim].append(Claim(members[0], "other", members[0]))
        invented.rows[Finding].append(
            Finding(members[0], articles, articles, 1, 1, articles, 0, 0, "one origin", ["because"])
        )
    return invented


def test_a_large_case_gives_a_bounded_page_that_says_what_it_leaves_out() -> None:
    page = build_report(crowd(claims=30, articles=60).case(), bounds=Bounds(claims=20, drawn=5, text_characters=1_000))
    assert len(page) < 2_500_000
    assert "Shown here: 20 of 34 claims" in page
    assert "Shown here: 5 of 33 claims told by two or more articles" in page
    assert "Shown here: 40 of 60 sentences" in page
    assert re.search(r"\d+ of 62 texts are left out for the size of this page", page)
    assert Page(page).open == []


def test_a_drawing_has_a_right_hand_end_for_each_origin_and_copied_lanes_join() -> None:
    claims = list(view_claims(Lookup(Invented().case())))
    for claim in claims:
        picture = draw_claim(claim)
        assert len(picture.ends) == claim.best
        assert len(picture.documents) == len(claim.mentions)
    engine = next(c for c in claims if "engine" in c.statement)
    picture = draw_claim(engine)
    assert [line.kind for line in picture.lines] == ["lane", "uncredited"]
    assert [node.label.shown for node in picture.nodes] == ["Northern News"]
    assert [join.shown for join in picture.joins] == ["copied, uncredited"]
    assert picture.summary == "2 documents lead to 1 right-hand end: Port officials. 1 of them join what they copied."


def test_a_drawing_of_a_crowd_leaves_the_rest_to_the_table() -> None:
    (claim,) = view_claims(Lookup(crowd(claims=1, articles=40).case()), limit=1)
    counted = replace(claim, mentions=tuple(replace(m, best=1, low=1, high=1) for m in claim.mentions))
    picture = draw_claim(counted)
    assert len(picture.documents) == LANES
    assert picture.hidden == 40 - LANES


def test_equal_figures_of_one_origin_are_one_row() -> None:
    (group,) = list_figures(Lookup(Invented().case()))
    assert [(r.words, r.origin, r.articles) for r in group.lines] == [
        ("at least four people", "the coastguard", ("C2", "W1")),
        ("Six people", "a union leader", ("C2",)),
    ]
    assert [(q.article, q.text) for q in group.lines[0].quotes] == [
        ("C2", "at least four people"),
        ("W1", "at least four people"),
    ]
