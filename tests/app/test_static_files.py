"""The files that pages load: which page loads which, how large they are, and that a browser keeps them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

LIBRARY = "/static/vendored/leaflet-1.9.4/leaflet.js"
MOST = 300_000
"""Bytes of the first view."""


@pytest.fixture
def client(arsal: Path, open_app: Callable[[Path], TestClient]) -> TestClient:
    return open_app(arsal)


def loaded_by(client: TestClient, url: str) -> dict[str, int]:
    """Bytes of all files that a page loads, and of what those import."""
    found: dict[str, int] = {}
    text = client.get(url).text
    waiting = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
    while waiting:
        path = waiting.pop()
        if path not in found:
            answer = client.get(path)
            assert answer.status_code == 200, path
            found[path] = len(answer.content)
            waiting += re.findall(r'from "(/static/[^"]+)"', answer.text)
    return found


def test_the_first_view_is_small_and_only_map_and_timeline_load_libraries(client: TestClient) -> None:
    for url in ("/", "/review", "/pair?a=D1&b=D2"):
        files = loaded_by(client, url)
        assert len(client.get(url).content) + sum(files.values()) < MOST, url
        assert not any("vendored" in path for path in files), url
    timeline, map_ = loaded_by(client, "/timeline"), loaded_by(client, "/map")
    assert any("d3-brush" in path for path in timeline)
    assert not any("leaflet" in path for path in timeline)
    assert set(timeline) < set(map_)
    assert LIBRARY in map_


def test_pages_name_no_file_from_elsewhere(client: TestClient) -> None:
    for url in ("/map", "/timeline"):
        assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', client.get(url).text) == []


def test_without_a_script_map_and_timeline_are_drawn_with_their_links(client: TestClient) -> None:
    for url, drawing, link in (("/map", "map drawn", "/map?place="), ("/timeline", "timeline drawn", "/claim/c-")):
        text = client.get(url).text
        drawn = text[text.index(f'<svg class="{drawing}"') :]
        assert f'href="{link}' in drawn[: drawn.index("</div>")]
        assert " style=" not in text


def test_a_browser_that_holds_a_file_is_told_that_it_still_is_the_same(client: TestClient) -> None:
    for path in (LIBRARY, "/static/basemap.tsv", "/static/app.css"):
        first = client.get(path)
        assert (first.status_code, first.headers["cache-control"]) == (200, "no-cache")
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content


@pytest.mark.parametrize(
    "path",
    ["vendored/README.md", "vendored/packages.lock", "vendored/leaflet-1.9.4/LICENSE", "vendored/", "data/places.tsv"],
)
def test_only_what_pages_need_is_answered(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404
