"""Rounds over a site that grows, changes and fails."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import firsthand
from firsthand.cli import main
from firsthand.errors import CaseError
from firsthand.store import write_case
from firsthand.watch import Change, Feed, Round, Watching, watch_feeds
from firsthand.watch.fetch import Fetcher
from firsthand.watch.originals import LOG
from firsthand.watch.tell import append_changes, round_lines, send_changes
from tests.watch.server import Page, Site

FIRST = """Two boats sank off Velmore on Monday and 18 people were killed, the Velmore harbour office said.
The boats were carrying timber from the northern islands when a storm reached the bay in the early morning.
Rescue crews searched the water for nine hours before the wind forced them back to the harbour.
The mayor of Velmore said the town would open its school to the families who had come to wait for news."""
SECOND = """Two boats sank off Velmore on Monday and 22 people were killed, the coast guard said on Tuesday.
Divers reached the second hull at noon, a spokeswoman for the coast guard told reporters on the quay.
Fishermen in the bay had been warned on Sunday evening that the storm was coming, the weather service said."""
BEGUN = datetime(2026, 2, 3, 9, tzinfo=UTC)


def page(title: str, text: str, date: str = "2026-02-03T08:00:00Z") -> Page:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    stated = f'<meta property="article:published_time" content="{date}">' if date else ""
    html = (
        f"<html lang=en><head><title>{title}</title>{stated}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    return Page(html.encode(), headers={"ETag": f'"{hash(html)}"'})


def feed(*paths: str) -> Page:
    items = "".join(
        f"<item><link>{path}</link><pubDate>Tue, 03 Feb 2026 08:30:00 GMT</pubDate></item>" for path in paths
    )
    body = f"<rss><channel>{items}</channel></rss>"
    return Page(body.encode(), headers={"ETag": f'"{hash(body)}"'})


class Desk:
    """Somebody who watches, with a clock of their own."""

    def __init__(self, site: Site, case: Path, **bounds: object) -> None:
        self.case, self.now = case, BEGUN
        self.watching = Watching(
            (Feed(site.url("/feed"), "Example"),), delay_seconds=0, timeout_seconds=2, private=True
        )
        self.watching = replace(self.watching, **bounds)  # type: ignore[arg-type]

    def look(self, later: timedelta = timedelta(minutes=15)) -> Round:
        self.now += later
        (found,) = watch_feeds(self.case, self.watching, rounds=1, fetcher=Fetcher(self.watching), now=lambda: self.now)
        return found

    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in (self.case / "originals" / LOG).read_text("utf-8").splitlines()]


def kinds(found: Round) -> set[str]:
    return {change.kind for change in found.changes}


def test_a_case_grows_with_its_feeds_and_tells_what_changed(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path / "case")
    site.pages |= {"/feed": feed("/1"), "/1": page("Boats sink off Velmore", FIRST)}

    first = desk.look()
    assert (first.asked, first.new, first.lines, first.changes) == (1, 1, (), ())
    case = firsthand.open_case(desk.case)
    (article,) = case.table("articles").to_pylist()
    assert (article["given_id"], article["outlet"]) == (site.url("/1"), "Example")
    (kept,) = (desk.case / "originals").glob("*/*.html.gz")
    assert gzip.decompress(kept.read_bytes()) == site.pages["/1"].body

    nothing = desk.look()
    assert (nothing.new, nothing.changes) == (0, ())
    assert site.count("/1") == 1
    assert [kept] == list((desk.case / "originals").glob("*/*.html.gz"))

    site.pages |= {"/feed": feed("/1", "/2"), "/2": page("Toll rises off Velmore", SECOND, date="")}
    second = desk.look()
    assert second.new == 1
    assert {"origins", "figures"} <= kinds(second)
    assert any("22 now stands beside 18" in change.line for change in second.changes)
    articles = {row["given_id"]: row for row in firsthand.open_case(desk.case).table("articles").to_pylist()}
    assert articles[site.url("/2")]["published"] == datetime(2026, 2, 3, 8, 30, tzinfo=UTC)

    site.pages["/1"] = page("Boats sink off Velmore", FIRST.replace("nine hours", "three hours"))
    edited = desk.look(timedelta(hours=1))
    (edit,) = [change for change in edited.changes if change.kind == "edit"]
    assert "“nine” is now “three”" in edit.line
    assert edit.data["before"] != edit.data["after"]
    assert len(list((desk.case / "originals").glob("*/*.html.gz"))) == 3

    same = site.pages["/1"].body.replace(b"</body>", b"<footer>1 reader</footer></body>")
    site.pages["/1"] = Page(same, headers={"ETag": '"x"'})
    again = desk.look(timedelta(hours=6))
    assert (again.new, again.changes) == (0, ())
    assert site.count("/1") == 3


def test_what_does_not_come_is_asked_again_ever_later(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path / "case")
    site.pages |= {"/feed": feed("/1", "/2"), "/1": Page(status=500), "/2": Page(b"<html></html>")}
    found = desk.look()
    assert found.new == 0
    assert [line.split(": ", 1)[1].split(":")[0] for line in found.lines] == ["status 500", "no main text found"]
    assert not (desk.case / "CURRENT").exists()
    counts = []
    for _ in range(8):
        desk.look()
        counts.append(site.count("/1"))
    assert counts == [2, 2, 3, 3, 3, 3, 4, 4]  # after 15, 45 and 105 minutes
    assert site.count("/2") == 1


def test_a_feed_that_asks_to_wait_is_left_alone(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path / "case")
    site.pages["/feed"] = Page(status=429, headers={"Retry-After": "7200"})
    assert "status 429" in desk.look().lines[0]
    assert desk.look(timedelta(hours=1)).asked == 0
    site.pages["/feed"] = Page(b"<html>maintenance</html>")
    assert "neither a feed nor a sitemap" in desk.look(timedelta(hours=2)).lines[0]
    assert site.count("/feed") == 2


def test_sitemaps_of_an_index_and_a_bound_on_new_pages(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path / "case", maximum_new=1)
    urls = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in ("/1", "/2"))
    site.pages |= {
        "/feed": Page(
            f"<sitemapindex><sitemap><loc>{site.url('/map')}</loc></sitemap></sitemapindex>".encode(),
            headers={"ETag": '"i"'},
        ),
        "/map": Page(f"<urlset>{urls}</urlset>".encode(), headers={"ETag": '"m"'}),
        "/1": Page(b"<html></html>"),
        "/2": Page(b"<html></html>"),
    }
    assert "1 page left for the next round" in desk.look().lines
    assert (site.count("/1"), site.count("/2")) == (1, 0)
    desk.look()
    assert (site.count("/1"), site.count("/2")) == (1, 1)


def test_a_round_that_was_stopped_is_done_again(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(site, tmp_path / "case")
    site.pages |= {"/feed": feed("/1"), "/1": page("Boats sink off Velmore", FIRST)}

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(firsthand, "run", stop)
        with pytest.raises(KeyboardInterrupt):
            desk.look()
    assert not (desk.case / "originals" / LOG).exists()

    def locked(*_: object, **__: object) -> None:
        raise CaseError("the case is being written by another run")

    with monkeypatch.context() as patched:
        patched.setattr(firsthand, "run", locked)
        found = desk.look()
    assert (found.new, "fetched again" in found.lines[0]) == (0, True)
    # The folder of the round that was stopped went when the next began.
    assert [path.name for path in (desk.case / "originals").iterdir()] == []
    assert (site.count("/feed"), site.count("/1")) == (2, 2)


def test_lines_stream_and_webhook(site: Site, tmp_path: Path) -> None:
    found = Round(BEGUN, 1, 2, ("https://example.org/\n1: status 500",), (Change("edit", "words", {"article": "a"}),))
    assert round_lines(found) == [
        "2026-02-03 09:00:00Z 1 feed, 2 new articles, 1 change",
        "2026-02-03 09:00:00Z https://example.org/ 1: status 500",
        "2026-02-03 09:00:00Z edit: words",
    ]
    for _ in range(2):
        append_changes(found, tmp_path / "stream.jsonl")
    told = [json.loads(line) for line in (tmp_path / "stream.jsonl").read_text("utf-8").splitlines()]
    assert told == [{"at": BEGUN.isoformat(), "kind": "edit", "line": "words", "data": {"article": "a"}}] * 2

    site.pages["/hook"] = Page(status=204)
    assert send_changes(found, Path("my-case"), site.url("/hook")) is None
    assert json.loads(site.bodies[0])["changes"][0]["line"] == "words"
    assert send_changes(found, Path("my-case"), site.url("/none")) == "the webhook did not take the changes: status 404"
    assert "did not take" in (send_changes(found, Path("my-case"), "http://127.0.0.1:9/") or "")
    assert send_changes(replace(found, changes=()), Path("my-case"), site.url("/none")) is None


def test_the_command_looks_once(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages["/feed"] = feed()
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'private = true\ndelay_seconds = 0\n[[feed]]\nurl = "{site.url("/feed")}"\n', "utf-8")
    assert main(["watch", str(tmp_path / "case"), str(feeds), "--once"]) == 0
    assert "1 feed, 0 new articles, 0 changes" in capsys.readouterr().out
    assert main(["watch", str(tmp_path / "case"), str(tmp_path / "none.toml"), "--once"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_case_that_is_being_written_is_not_touched(site: Site, tmp_path: Path) -> None:
    with write_case(tmp_path / "case"), pytest.raises(CaseError, match="being written"):
        Desk(site, tmp_path / "case").look()
