"""Whatever is asked: never a fault of ours (5xx), always a page or one line."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from firsthand.app.routes import SCREENS
from firsthand.app.screens import Screen

NAMES = sorted({one.name for screen in SCREENS for one in screen.parameters})
KNOWN = ["D1", "D2", "1", "0", "-1", "two", "story", "c-", "2016", "probable", "%", "..", "a" * 399, "\u202e", "\ud800"]
VALUES = st.one_of(st.sampled_from(KNOWN), st.text(max_size=20), st.integers().map(str))


@pytest.fixture
def client(arsal: Path, open_app: Callable[[Path], TestClient]) -> TestClient:
    return open_app(arsal)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    screen=st.sampled_from(SCREENS),
    query=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4),
    part=VALUES,
    as_json=st.booleans(),
)
def test_no_query_is_a_fault(
    client: TestClient,
    screen: Screen,
    query: dict[str, str],
    part: str,
    as_json: bool,
) -> None:
    path = screen.path.replace("{claim}", part.encode("utf-8", "replace").decode())
    clean = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
    url = ("/index.json" if path == "/" else f"{path}.json") if as_json else path
    answer = client.get(f"http://127.0.0.1:8642{quote(url)}", params=clean)
    assert answer.status_code in (200, 400, 403, 404), (url, clean)
    if as_json and answer.status_code in (200, 400):
        answer.json()


def test_bytes_that_are_no_text_are_no_fault(client: TestClient) -> None:
    for url in ("/claim/%ff%fe", "/search?q=%ff%fe", "/article?id=%00", "/?q=%ED%A0%80", "/pair?a=D1&b=%f0"):
        assert client.get(url).status_code in (200, 400, 404), url
