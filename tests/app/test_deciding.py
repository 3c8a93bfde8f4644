"""Decisions through the app: they change counts, are told, survive a re-run, and can be taken back."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

import firsthand
from firsthand import cli
from firsthand.app.decide import read_sent
from firsthand.app.server import serve_case
from firsthand.errors import CaseError, FirsthandError
from firsthand.judgements.log import read_judgements
from firsthand.store import write_case
from tests.app.conftest import ACCESS, ROOT

Open = Callable[[Path], TestClient]
JSON = {"accept": "application/json"}


def one_origin(client: TestClient) -> tuple[str, list[str]]:
    """A claim of one origin and two mentions of it, of two articles."""
    for row in client.get("/index.json?told=two").json()["claims"]:
        mentions = client.get(f"/claim/{row['short_id']}.json").json()["claim"]["mentions"]
        first = {m["article"]: m["mention_id"] for m in reversed(mentions) if m["best"]}
        if row["best"] == 1 and len(first) > 1:
            return row["short_id"], list(first.values())[:2]
    raise AssertionError("no claim of one origin")


def send(client: TestClient, path: str, **fields: str) -> Any:
    return client.post(path, data={"token": ACCESS.token, "by": "Ana", **fields}, headers=JSON)


def best(client: TestClient, claim: str) -> int:
    return int(client.get(f"/claim/{claim}.json").json()["claim"]["best"])


def test_a_decision_changes_the_count_at_once_survives_a_run_and_can_be_taken_back(
    copied: Path, open_app: Open
) -> None:
    client = open_app(copied)
    claim, (one, other) = one_origin(client)
    answer = send(client, "/decide", about="origins", decision="different", one=one, other=other, note="two briefings")
    assert answer.status_code == 200
    told = answer.json()
    assert any("1 origin in" in line and "→ 2 origins" in line for line in told["changes"])
    assert (told["judgement"]["by"], told["judgement"]["note"]) == ("Ana", "two briefings")
    assert client.get("/state.json").json()["generation"] == told["generation"]
    assert best(client, claim) == 2
    page = client.get(f"/claim/{claim}").text
    assert "two briefings" in page
    assert 'class="tag solid"' in page

    firsthand.run([ROOT / "examples" / "arsal"], copied)
    assert best(client, claim) == 2

    back = send(client, "/withdraw", judgement=told["judgement"]["judgement_id"])
    assert back.status_code == 200
    assert best(client, claim) == 1


def test_without_script_a_decision_is_told_on_a_page_of_its_own(copied: Path, open_app: Open) -> None:
    client = open_app(copied)
    claim, (one, other) = one_origin(client)
    fields = {"about": "origins", "decision": "different", "one": one, "other": other, "next": f"/claim/{claim}"}
    page = client.post("/decide", data={"token": ACCESS.token, "by": "Bo", **fields})
    assert page.status_code == 200
    assert "→ 2 origins" in page.text
    assert f'href="/claim/{claim}"' in page.text
    assert 'value="Bo"' in client.get(f"/claim/{claim}").text


@pytest.mark.parametrize(
    ("there", "kept"),
    [
        ("/claim/c-1?x=1", "/claim/c-1?x=1"),
        ("//elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("/\\elsewhere", "/"),
        ("/\nx", "/"),
        ("", "/"),
    ],
)
def test_only_a_page_of_ours_can_be_gone_back_to(there: str, kept: str) -> None:
    body = urlencode({"token": ACCESS.token, "by": "Bo", "next": there}).encode()
    assert read_sent(body, ACCESS)["next"] == kept


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"by": ""}, 400, "name of who made it"),
        ({"about": "weather"}, 404, "nothing is judged about"),
        ({"decision": "maybe"}, 404, "cannot be judged"),
        ({"other": ""}, 404, "two things are compared"),
        ({"one": "ffff"}, 404, "no mention has the id"),
        ({"note": "x" * 2001}, 404, "at most 2,000"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_written(
    arsal: Path, open_app: Open, fields: dict[str, str], status: int, words: str
) -> None:
    client = open_app(arsal)
    _, (one, other) = one_origin(client)
    whole = {"about": "origins", "decision": "same", "one": one, "other": other} | fields
    answer = send(client, "/decide", **whole)
    assert answer.status_code == status
    assert words in answer.json()["error"]
    assert not (arsal / "judgements.jsonl").exists()


def test_a_case_that_another_process_made_anew_is_followed(copied: Path, open_app: Open) -> None:
    client = open_app(copied)
    _, (one, other) = one_origin(client)
    before = client.get("/state.json").json()["generation"]
    firsthand.judge(copied, "origins", "different", one, other, by="Cleo")
    assert client.get("/state.json").json()["generation"] > before
    assert int(client.get("/").headers["x-firsthand-generation"]) > before


def test_a_case_that_is_gone_is_told(copied: Path, open_app: Open) -> None:
    client = open_app(copied)
    shutil.rmtree(copied)
    answer = client.get("/index.json")
    assert answer.status_code == 503
    assert "there is no case" in answer.json()["error"]


def test_serving_tells_what_is_in_the_way(arsal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with pytest.raises(CaseError, match="there is no case"):
        serve_case(tmp_path / "none", port=0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(FirsthandError, match=f"port {port} cannot be used"):
            serve_case(arsal, port=port)
        assert cli.main(["serve", str(arsal), "--port", str(port)]) == 2
        assert "name another with --port" in capsys.readouterr().err
    with pytest.raises(FirsthandError, match="port 70000 cannot be used"):
        serve_case(arsal, port=70_000)


def test_decisions_made_while_a_recount_goes_on_are_counted_together_next(
    copied: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, counts = threading.Event(), []
    recount = firsthand.recount

    def slowly(*args: Any, **kwargs: Any) -> Any:
        counts.append(read_judgements(copied)[0].num_rows)
        assert gate.wait(60)
        return recount(*args, **kwargs)

    monkeypatch.setattr(firsthand, "recount", slowly)
    client = open_app(copied)
    _, (one, other) = one_origin(client)
    ids = [
        send(client, "/decide", about="origins", decision=said, one=one, other=other, wait="no").json()["judgement_id"]
        for said in ("different", "unsure", "same")
    ]
    assert len(set(ids)) == 3
    state = client.get("/state.json").json()
    assert (state["waiting"], state["counting"]) == (3, True)
    assert "Waiting: 3 decisions to be counted" in client.get("/review").text
    gate.set()
    last = send(client, "/decide", about="origins", decision="different", one=one, other=other).json()
    assert (last["waiting"], last["judgement"]["status"]) == (0, "in force")
    state = client.get("/state.json").json()
    assert len(counts) <= 3, "four decisions, and at most one recount more than one now and one next"
    assert {judgement for recount in state["recounts"] for judgement in recount["judgements"]} == {
        *ids,
        last["judgement_id"],
    }
    assert "Waiting:" not in client.get("/review").text


def test_a_decision_that_was_not_counted_when_the_server_stopped_is_counted_by_the_next(
    copied: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    recount = firsthand.recount

    def stopped(*args: Any, **kwargs: Any) -> Any:
        raise CaseError("the case is being written by another run; wait until it ends")

    monkeypatch.setattr(firsthand, "recount", stopped)
    client = open_app(copied)
    claim, (one, other) = one_origin(client)
    told = send(client, "/decide", about="origins", decision="different", one=one, other=other)
    assert told.status_code == 200
    assert (told.json()["waiting"], told.json()["changes"]) == (1, [])
    assert "another run" in client.get("/state.json").json()["error"]
    assert best(client, claim) == 1
    page = client.post("/decide", data={"token": ACCESS.token, "by": "Bo", "about": "origins", "decision": "different",
                                        "one": one, "other": other, "next": "/"})  # fmt: skip
    assert "Written down" in page.text
    monkeypatch.setattr(firsthand, "recount", recount)
    again = open_app(copied)
    send(again, "/withdraw", judgement=told.json()["judgement_id"])
    state = again.get("/state.json").json()
    assert (state["waiting"], state["error"]) == (0, "")
    assert best(again, claim) == 2


def test_a_decision_is_written_down_while_another_process_writes_the_case(copied: Path, open_app: Open) -> None:
    client = open_app(copied)
    claim, (one, other) = one_origin(client)
    with write_case(copied):
        told = send(client, "/decide", about="origins", decision="different", one=one, other=other, wait="no").json()
        assert told["waiting"] == 1
    done = send(client, "/decide", about="origins", decision="different", one=one, other=other).json()
    assert done["waiting"] == 0
    assert best(client, claim) == 2
