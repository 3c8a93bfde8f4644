"""What every page is made with: templates with escaping on, and the ways in which values are written."""

from functools import cache
from importlib import metadata
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from firsthand.counting import count_of
from firsthand.languages import is_read

FOLDERS = {"": "firsthand/templates", "app/": "firsthand/app/templates"}
"""Where templates stand, by the beginning of their names."""

_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)} | {127: 0x2421}
"""Control characters have no place in a page; each is shown by its picture (Unicode, Control Pictures)."""
_CONTROLS |= dict.fromkeys(range(128, 160), 0xFFFD)


@cache
def read_template(name: str) -> str:
    """A template of the package by its name: report.html, or app/story.html for one of the app."""
    start, _, rest = name.rpartition("/")
    package, _, folder = FOLDERS[f"{start}/" if start else ""].rpartition("/")
    return (files(package.replace("/", ".")) / folder / rest).read_text("utf-8")


@cache
def make_environment() -> Environment:
    """Templates in which every value is escaped and every name must be known."""
    environment = Environment(
        loader=FunctionLoader(read_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_without_controls,
    )
    environment.filters["number"] = plain_number
    environment.filters["counted"] = count_of
    environment.filters["short"] = _short
    environment.filters["language"] = _language
    environment.filters["first_words"] = _first_words
    environment.filters["last_words"] = _last_words
    environment.filters["is_read"] = is_read
    return environment


def plain_number(value: float | None) -> str:
    """A number as people write it.

    >>> plain_number(3000.0), plain_number(2.5), plain_number(None)
    ('3,000', '2.5', '')
    """
    if value is None:
        return ""
    return f"{int(value):,}" if value == int(value) else f"{value:g}"


def tell_version() -> str:
    """The version of firsthand that is installed."""
    try:
        return metadata.version("firsthand")
    except metadata.PackageNotFoundError:
        return "unreleased"


def _without_controls(value: Any) -> Any:
    """What is put into the page, without characters that no page may hold."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(_CONTROLS)
    return value


def _short(text: str, limit: int = 240) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"


def _first_words(text: str, limit: int = 120) -> str:
    """The beginning of a text, white space at its edge kept."""
    return text if len(text) <= limit else (text[:limit].rpartition(" ")[0] or text[:limit]) + "…"


def _last_words(text: str, limit: int = 120) -> str:
    """The end of a text, white space at its edge kept."""
    return text if len(text) <= limit else "…" + (text[-limit:].partition(" ")[2] or text[-limit:])


def _language(code: str) -> Markup:
    """The attributes of an element that holds an article's words: its language and its own direction of writing."""
    if code == "en":
        return Markup('dir="auto"')
    return Markup('dir="auto" lang="{}"').format("" if code == "und" else code)
