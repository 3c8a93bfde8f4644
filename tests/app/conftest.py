"""What tests of the app share: cases that were really made, and a client that has the key."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import firsthand
from firsthand.app.desk import Desk
from firsthand.app.routes import make_app
from firsthand.app.security import Access
from tests.app.serving import Served

ROOT = Path(__file__).resolve().parents[2]
ACCESS = Access(8642, key="the-key", token="the-token")
HOSTILE = (
    "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"> {{ 7 * 7 }} ]]> "
    "\u202eturned \u2066open \u0007\u0000 " + "W" * 3_000
)
FERRY = (
    "A fire on a ferry off Marsk killed at least four people on Monday, the coastguard said. Port officials told "
    "Northern News that the engine room was being repaired when the fire broke out."
)


@pytest.fixture(scope="session")
def arsal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the example; not to be written."""
    folder = tmp_path_factory.mktemp("app") / "arsal"
    firsthand.run([ROOT / "examples" / "arsal"], folder)
    return folder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of articles whose ids, outlets, titles and texts try to be more than text; not to be written."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {"id": '"><script>alert(1)</script>/../..', "outlet": "<b>Out</b>", "date": "2024-03-05",
         "title": HOSTILE[:200], "text": f"{FERRY} {HOSTILE} <b>“Nobody will stop us,”</b> said {HOSTILE[:60]}."},
        {"id": "../../etc/passwd", "outlet": "javascript:alert(1)", "date": "2024-03-06",
         "title": "שלום <i>", "text": f"{FERRY} Six people died, a union leader said. {HOSTILE}"},
    ]  # fmt: skip
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    firsthand.run([folder / "articles.jsonl"], folder / "case")
    return folder / "case"


@pytest.fixture
def copied(arsal: Path, tmp_path: Path) -> Path:
    """The case of the example, to be written."""
    return Path(shutil.copytree(arsal, tmp_path / "case"))


@pytest.fixture
def open_app() -> Iterator[Callable[[Path], TestClient]]:
    """Opens the app over a case; the client has the key."""
    clients: list[TestClient] = []

    def open_case(path: Path) -> TestClient:
        app = make_app(Desk(path), ACCESS, "Ana")
        client = TestClient(app, base_url="http://127.0.0.1:8642", follow_redirects=False)
        client.headers["authorization"] = f"Bearer {ACCESS.key}"
        clients.append(client)
        return client

    yield open_case
    for client in clients:
        client.close()


@pytest.fixture(scope="session")
def incidents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the larger example; not to be written."""
    folder = tmp_path_factory.mktemp("incidents") / "case"
    firsthand.run([ROOT / "examples" / "conflict-incidents" / "articles.jsonl"], folder)
    return folder


@pytest.fixture
def serve(browser: Any) -> Iterator[Callable[[Path], Served]]:
    browser.set_script_timeout(120)
    served: list[Served] = []

    def start(path: Path) -> Served:
        served.append(Served(browser, path))
        return served[-1]

    yield start
    for one in served:
        one.stop()
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
