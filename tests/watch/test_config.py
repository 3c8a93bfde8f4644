"""The file of feeds."""

from pathlib import Path

import pytest

from firsthand.errors import ReadingError
from firsthand.watch import Feed, read_watching


def write(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, "utf-8")
    return path


def test_feeds_and_bounds(tmp_path: Path) -> None:
    text = """
    contact = "desk@example.org"
    every_minutes = 5
    recheck_hours = [6, 1]
    [[feed]]
    url = "https://example.org/rss"
    outlet = "Example"
    [[feed]]
    url = "https://example.com/atom"
    """
    watching = read_watching(write(tmp_path, text))
    assert watching.feed == (Feed("https://example.org/rss", "Example"), Feed("https://example.com/atom"))
    assert (watching.every_minutes, watching.recheck_hours, watching.private) == (5, (1, 6), False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no feed is named"),
        ("feed = 3", "feed is 3"),
        ("[[feed]]\noutlet = 'A'", "feed 1: no url"),
        ("[[feed]]\nurl = 'example.org'", "must begin with http"),
        ("[[feed]]\nurl = 'http://[::1'", "must begin with http"),
        ("[[feed]]\nurl = 'https://e.org'\nname = 'A'", "'name' is no key"),
        ("every = 3\n[[feed]]\nurl = 'https://e.org'", "'every' is no key"),
        ("every_minutes = -1\n[[feed]]\nurl = 'https://e.org'", "every_minutes is -1"),
        ("every_minutes = true\n[[feed]]\nurl = 'https://e.org'", "every_minutes is True"),
        ("private = 1\n[[feed]]\nurl = 'https://e.org'", "private is 1"),
        ("recheck_hours = ['a']\n[[feed]]\nurl = 'https://e.org'", "recheck_hours is a list"),
        ("webhook = 'ftp://e.org'\n[[feed]]\nurl = 'https://e.org'", "webhook is"),
        ("[[feed", "is not TOML"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        read_watching(write(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        read_watching(tmp_path / "none.toml")
