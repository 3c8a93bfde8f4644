"""Every screen as page and JSON: what it shows, how it is narrowed, and what it says when it cannot."""

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from firsthand.app.asking import AskingError, Parameter, read_query
from firsthand.app.openapi import describe_api
from firsthand.app.routes import SCREENS
from firsthand.app.screens import narrow

FIRST_VIEW_BYTES = 300_000
VOID = {"meta", "link", "input", "br", "img", "path", "circle", "rect", "hr", "line"}


class Links(HTMLParser):
    """Local links, ids and open elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if "id" in values:
            self.ids.append(str(values["id"]))
        self.inline += [name for name in values if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in values):
            self.inline.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open, f"</{tag}> without a beginning"
        assert self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()


def read(html: str) -> Links:
    found = Links()
    found.feed(html)
    return found


def first_urls(client: TestClient) -> Iterator[str]:
    """A URL of every screen, with ids that the case has."""
    claim = client.get("/index.json").json()["claims"][0]["short_id"]
    articles = [row["article"] for row in client.get("/articles.json").json()["articles"]][:2]
    source = client.get("/sources.json").json()["sources"][0]["name"]
    for screen in SCREENS:
        path = screen.path.format(claim=claim)
        query = {
            "/pair": {"a": articles[0], "b": articles[-1]},
            "/article": {"id": articles[0]},
            "/source": {"name": source},
        }.get(path, {})
        yield str(client.build_request("GET", path, params=query).url.raw_path, "ascii")


@pytest.mark.parametrize("name", ["arsal", "hostile"])
def test_every_screen_is_a_small_whole_page_without_anything_inline(
    name: str, request: pytest.FixtureRequest, open_app: Callable[[Path], TestClient]
) -> None:
    client = open_app(request.getfixturevalue(name))
    for url in first_urls(client):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert answer.headers["content-type"].startswith("text/html")
        assert len(answer.content) < FIRST_VIEW_BYTES, url
        page = read(answer.text)
        assert page.inline == [], url
        assert page.open == [], url
        assert len(page.ids) == len(set(page.ids)), url
        assert "<script>" not in answer.text
        assert "\u0000" not in answer.text
        assert answer.text.count("<h1") == 1, url
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_every_link_of_every_screen_leads_to_a_page(arsal: Path, open_app: Callable[[Path], TestClient]) -> None:
    client = open_app(arsal)
    seen: set[str] = set()
    for url in [*first_urls(client), "/api"]:
        for link in read(client.get(url).text).links:
            seen.add(link.split("#")[0])
    for link in sorted(seen - {""}):
        assert link.startswith("/"), link
        assert client.get(link).status_code == 200, link


def test_the_same_url_as_json_is_the_record_that_the_description_tells(
    arsal: Path, open_app: Callable[[Path], TestClient]
) -> None:
    client = open_app(arsal)
    described = client.get("/openapi.json").json()
    schemas = described["components"]["schemas"]
    for url, screen in zip(first_urls(client), SCREENS, strict=True):
        parts = urlsplit(url)
        path = "/index.json" if parts.path == "/" else f"{parts.path}.json"
        answer = client.get(f"{path}?{parts.query}")
        assert answer.headers["content-type"] == "application/json"
        told = described["paths"]["/index.json" if screen.path == "/" else f"{screen.path}.json"]["get"]
        schema = told["responses"]["200"]["content"]["application/json"]["schema"]
        check(answer.json(), schema, schemas)


def check(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> None:
    """That a value is as a schema says (the few words of JSON Schema that the description uses)."""
    if "$ref" in schema:
        return check(value, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        kind = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null", list: "array"}
        fits = [
            s
            for s in schema["anyOf"]
            if s.get("type") == kind.get(type(value)) or (isinstance(value, dict) and "$ref" in s)
        ]
        assert fits, (value, schema)
        return check(value, fits[0], schemas)
    if schema.get("type") == "object" and "properties" in schema:
        assert set(value) == set(schema["required"])
        for name, item in value.items():
            check(item, schema["properties"][name], schemas)
    elif schema.get("type") == "array":
        for place, item in enumerate(value):
            check(item, schema["prefixItems"][place] if "prefixItems" in schema else schema["items"], schemas)
    else:
        types: dict[str, Any] = {
            "string": str,
            "integer": int,
            "number": (int, float),
            "boolean": bool,
            "null": type(None),
        }
        assert schema == {} or isinstance(value, types[schema["type"]]), (value, schema)
    return None


def test_the_description_has_every_screen_once_and_names_its_parameters() -> None:
    described = describe_api(SCREENS)
    assert len(described["paths"]) == len(SCREENS)
    names = [get["get"]["operationId"] for get in described["paths"].values()]
    assert len(names) == len(set(names))
    assert {p["name"] for p in described["paths"]["/pair.json"]["get"]["parameters"]} == {"a", "b"}
    json.dumps(described)


def test_the_story_is_narrowed_by_what_the_url_says(arsal: Path, open_app: Callable[[Path], TestClient]) -> None:
    client = open_app(arsal)
    told = client.get("/index.json", params={"told": "two"}).json()
    assert told["listed"]["rows"] == told["story"]["told_by_two"]
    assert all(claim["articles"] >= 2 for claim in told["claims"])
    word = max(re.findall(r"[a-z]{6,}", told["claims"][0]["statement"].lower()), key=len)
    found = client.get("/index.json", params={"q": word, "told": "two"}).json()
    assert 0 < len(found["claims"]) <= len(told["claims"])
    assert all(word in claim["statement"].lower() for claim in found["claims"])
    for group in told["facets"]:
        for value in group["values"]:
            if group["name"] == "told":
                continue
            rows = client.get("/index.json", params={"told": "two", group["name"]: value["value"]}).json()
            assert rows["listed"]["rows"] == value["rows"], (group["name"], value)


def test_a_facet_counts_what_the_other_choices_leave() -> None:
    rows = [("a", "x"), ("a", "y"), ("b", "x")]
    values = {"one": ("One", lambda row: (row[0],)), "two": ("Two", lambda row: (row[1],))}
    found, (one, two) = narrow(rows, read_query("/", "one=a", (Parameter("one", ""), Parameter("two", ""))), values)
    assert found == [("a", "x"), ("a", "y")]
    assert [(v.value, v.rows, v.chosen) for v in one.values] == [("a", 2, True), ("b", 1, False)]
    assert [(v.value, v.rows) for v in two.values] == [("x", 1), ("y", 1)]


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/?told=many", 400, "it is one of: one, two"),
        ("/?page=0", 400, "whole number"),
        ("/?page=9999999999999999", 400, "whole number"),
        ("/?q=" + "x" * 500, 400, "at most 400"),
        ("/article", 400, "needs id"),
        ("/article?id=nobody", 404, "no article has the id"),
        ("/pair?a=D1&b=D1", 404, "name two"),
        ("/claim/zzz", 404, "no claim has the id"),
        ("/claim/..%2f..%2fetc", 404, ""),
        ("/static/../app.css", 404, ""),
        ("/static/%2e%2e/app.css", 404, ""),
        ("/nothing", 404, "no such page"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(
    arsal: Path, open_app: Callable[[Path], TestClient], url: str, status: int, words: str
) -> None:
    client = open_app(arsal)
    page = client.get(url)
    assert page.status_code == status
    assert words in page.text
    as_json = client.get(url, headers={"accept": "application/json"})
    assert as_json.status_code == status
    assert set(as_json.json()) == {"error"}
    assert "\n" not in as_json.json()["error"]


def test_a_page_after_the_last_is_the_last(arsal: Path, open_app: Callable[[Path], TestClient]) -> None:
    listed = open_app(arsal).get("/index.json?page=500").json()["listed"]
    assert listed["page"] == listed["pages"]


def test_a_parameter_that_a_screen_does_not_have_is_left_out() -> None:
    asked = read_query("/", "x=1&q=ferry&q=bridge", (Parameter("q", ""),))
    assert asked.values == {"q": "bridge"}
    with pytest.raises(AskingError, match="at most 4,096"):
        read_query("/", "q=" + "x" * 5000, (Parameter("q", ""),))
