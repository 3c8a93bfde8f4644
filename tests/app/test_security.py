"""Who is let in and what may be sent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from firsthand.app.security import LARGEST_BODY, LONGEST_TARGET, Access
from tests.app.conftest import ACCESS

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def client(arsal: Path, open_app: Callable[[Path], TestClient]) -> TestClient:
    return open_app(arsal)


def test_without_the_key_nothing_is_shown(client: TestClient) -> None:
    del client.headers["authorization"]
    for url in ("/", "/index.json", "/static/app.js", "/openapi.json", "/state.json", "/nothing"):
        answer = client.get(url)
        assert answer.status_code == 403
        assert "firsthand serve" in answer.text
        assert len(answer.text) < 200
    assert client.post("/decide", data={"token": ACCESS.token, "by": "Eve"}).status_code == 403
    assert client.get("/?key=wrong").status_code == 403


def test_the_key_in_the_address_becomes_a_cookie_and_leaves_the_address(client: TestClient) -> None:
    del client.headers["authorization"]
    answer = client.get(f"/reuse?key={ACCESS.key}&credit=credited")
    assert (answer.status_code, answer.headers["location"]) == (303, "/reuse?credit=credited")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]
    assert client.get("/").status_code == 200
    turned = client.get(f"http://127.0.0.1:8642//elsewhere.example/?key={ACCESS.key}")
    assert turned.headers["location"] == "/elsewhere.example/"


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1", "127.0.0.1:80", "localhost:8642.example", ""])
def test_another_name_of_this_machine_is_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


def test_both_names_of_this_machine_are_answered(client: TestClient) -> None:
    assert client.get("/", headers={"host": "localhost:8642"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "https://127.0.0.1:8642", "http://127.0.0.1"])
def test_what_another_site_sends_is_not_taken(client: TestClient, origin: str) -> None:
    sent = {"token": ACCESS.token, "by": "Eve", "about": "origins"}
    assert client.post("/decide", data=sent, headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("token", ["", "wrong", ACCESS.key, "é"])
def test_what_does_not_carry_the_token_is_not_taken(client: TestClient, token: str) -> None:
    answer = client.post("/decide", data={"token": token, "by": "Eve"}, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert "open the page anew" in answer.json()["error"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_not_done(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_sizes_are_bounded(client: TestClient) -> None:
    assert client.get("/?q=" + "x" * LONGEST_TARGET).status_code == 414
    assert client.post("/decide", content=b"x" * (LARGEST_BODY + 1), headers=FORM).status_code == 413
    assert client.post("/decide", content=iter([b"x"]), headers=FORM).status_code == 411
    many = "&".join(f"note={i}" for i in range(500))
    answer = client.post("/decide", content=many.encode(), headers={**FORM, "accept": "application/json"})
    assert answer.status_code == 400


def test_every_answer_binds_the_browser(client: TestClient) -> None:
    for url in ("/", "/index.json", "/nothing", "/static/app.css", "/?page=x", "/claim/zzz"):
        headers = client.get(url).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert not any(name.startswith("access-control") for name in headers)
        assert "cache-control" in headers


def test_keys_are_long_and_each_start_has_its_own() -> None:
    one, other = Access(1), Access(1)
    assert len({one.key, one.token, other.key, other.token}) == 4
    assert min(map(len, (one.key, one.token))) >= 32
    assert one.address.startswith("http://127.0.0.1:1/?key=")
