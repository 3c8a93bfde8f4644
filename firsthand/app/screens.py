"""What a screen is: a path, what it can be asked for, and the record that both its page and its JSON are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from firsthand.app.asking import Asked, Parameter
from firsthand.app.desk import OpenCase

ROWS_SHOWN = 50
"""Rows of one page of a list: a few screens, and far below 300 kB."""
VALUES_SHOWN = 12
"""Values of one parameter by which a list can be narrowed with a click; any other can be written in the URL."""


@dataclass(frozen=True)
class Screen:
    """One screen of the app."""

    path: str
    """Its URL; {name} stands for a part of it."""
    template: str
    heading: str
    summary: str
    """What it shows, in a sentence."""
    view: Callable[[OpenCase, Asked], Any]
    """The record that is shown; raises UnknownError where the case has no such thing."""
    shows: type
    """Type of that record."""
    parameters: tuple[Parameter, ...] = ()
    parts: tuple[Parameter, ...] = ()
    """Parts of the path."""
    menu: bool = True
    """Whether it stands in the menu."""


@dataclass(frozen=True)
class Facet:
    """One value by which a list can be narrowed, with how many rows it leaves."""

    value: str
    label: str
    rows: int
    chosen: bool


@dataclass(frozen=True)
class Facets:
    """The values of one parameter of a list."""

    name: str
    label: str
    values: tuple[Facet, ...]


@dataclass(frozen=True)
class Listed:
    """Which rows of a list are shown."""

    rows: int
    """Rows that were found."""
    of: int
    """Rows of the whole list."""
    page: int
    pages: int


def cut_page(rows: list[Any], asked: Asked, of: int, shown: int = ROWS_SHOWN) -> tuple[list[Any], Listed]:
    """The rows of the page that was asked for; a page after the last one is the last one."""
    pages = max(1, -(-len(rows) // shown))
    page = min(asked.number("page"), pages)
    return rows[(page - 1) * shown : page * shown], Listed(len(rows), of, page, pages)


def narrow(
    rows: list[Any],
    asked: Asked,
    values: Mapping[str, tuple[str, Callable[[Any], tuple[str, ...]]]],
    labels: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Any], tuple[Facets, ...]]:
    """The rows that have all chosen values, and of each parameter the values that the other choices leave.

    `values` gives of each parameter its label and the function that tells a row's values. Of a parameter's values the
    VALUES_SHOWN commonest are told, and the chosen one; `labels` says what some values are called.
    """
    told = {name: [set(of(row)) for row in rows] for name, (_, of) in values.items()}
    fits = {
        name: [not asked.text(name) or asked.text(name) in row for row in of_rows] for name, of_rows in told.items()
    }
    facets = []
    for name, (label, _) in values.items():
        others = [other for other in values if other != name]
        counts: dict[str, int] = {}
        for place, row in enumerate(told[name]):
            if all(fits[other][place] for other in others):
                for value in row:
                    counts[value] = counts.get(value, 0) + 1
        ordered = sorted(counts, key=lambda value: (-counts[value], value))
        kept = ordered[:VALUES_SHOWN]
        chosen = asked.text(name)
        if chosen and chosen not in kept:
            kept.append(chosen)
        shown = tuple(Facet(value, labels.get(value, value), counts.get(value, 0), value == chosen) for value in kept)
        facets.append(Facets(name, label, shown))
    kept_rows = [row for place, row in enumerate(rows) if all(fit[place] for fit in fits.values())]
    return kept_rows, tuple(facets)


def as_plain(value: Any) -> Any:
    """A record as JSON can hold it: its fields by name.

    >>> as_plain((Listed(2, 3, 1, 1),))
    [{'rows': 2, 'of': 3, 'page': 1, 'pages': 1}]
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value
