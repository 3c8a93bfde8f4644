"""What tests of the dossier share: a page taken apart, and its JSON compared with what it shows."""

import json
import re
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "br", "circle", "path", "rect", "img", "input"}


class Shown(HTMLParser):
    """Words of a page as people read them, its numbers with where they are from, ids, links and JSON."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.numbers: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.values: list[str] = []
        self.json = ""
        self._open: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()
        self.data: dict[str, Any] = json.loads(self.json)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.values += found.values()
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" else []
        if tag not in VOID:
            self._open.append((tag, found.get("data-n")))
            if "data-n" in found:
                self.numbers.append((found["data-n"], ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        tag, pointer = self._open[-1] if self._open else ("", None)
        if tag == "script":
            self.json += data
        elif tag != "style":
            self.words.append(data)
            if pointer:
                self.numbers[-1] = pointer, self.numbers[-1][1] + data


def follow(data: Any, pointer: str) -> Any:
    """The value at a JSON pointer."""
    for key in pointer.split("/")[1:]:
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


def assert_numbers_agree(shown: Shown) -> None:
    """Every number that the page marks is the number at its place in the JSON."""
    assert shown.numbers
    for pointer, text in shown.numbers:
        number = re.search(r"\d[\d,]*(?:\.\d+)?", text)
        assert number is not None, (pointer, text)
        assert float(number.group().replace(",", "")) == follow(shown.data, pointer), (pointer, text)


def quotes_of(data: Any) -> list[dict[str, Any]]:
    """Every quotation in the JSON, at any depth."""
    if isinstance(data, list):
        return [quote for one in data for quote in quotes_of(one)]
    if isinstance(data, dict):
        own = [data] if data.keys() == {"article", "start", "end", "text"} else []
        return own + [quote for one in data.values() for quote in quotes_of(one)]
    return []


def assert_shown_is_whole(text: str) -> Shown:
    """A page whose numbers agree with its JSON, whose links lead somewhere, and whose quotations stand in its texts."""
    shown = Shown(text)
    assert_numbers_agree(shown)
    assert len(shown.ids) == len(set(shown.ids))
    assert {link.removeprefix("#") for link in shown.links} <= set(shown.ids)
    texts = {one["article"]: one["text"] for one in shown.data["articles"]}
    quotes = quotes_of(shown.data)
    assert quotes
    for quote in quotes:
        whole = texts[quote["article"]]
        if whole is not None and "█" not in whole:
            assert whole[quote["start"] : quote["end"]] == quote["text"]
    for claim in shown.data["claims"]["rows"]:
        assert len({mention["article"] for mention in claim["mentions"]}) == claim["articles"]
        assert claim["short_id"] in shown.ids
        counted = {mention["best"] for mention in claim["mentions"] if mention["best"] is not None}
        assert len(counted) == claim["best"]
    return shown
