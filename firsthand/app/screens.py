"""What a screen is: a path, what it can be asked for, and the record that both its page and its JSON are made of."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
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
    several: bool
    """Whether rows with any of several chosen values are kept."""
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
    several: Collection[str] = (),
) -> tuple[list[Any], tuple[Facets, ...]]:
    """The rows that have all chosen values, and of each parameter the values that the other choices leave.

    `values` gives of each parameter its label and the function that tells a row's values. Of a parameter's values the
    VALUES_SHOWN commonest are told, and the chosen ones; `labels` says what some values are called. Of a parameter in
    `several`, a row needs any of the chosen values.
    """
    asked_for = {name: asked.parts_of(name) if name in several else (asked.text(name),) for name in values}
    chosen = {name: frozenset(parts) for name, parts in asked_for.items() if any(parts)}
    counts: dict[str, Counter[str]] = {name: Counter() for name in values}
    kept = []
    for row in rows:
        failed = [name for name, wanted in chosen.items() if wanted.isdisjoint(values[name][1](row))]
        if len(failed) > 1:
            continue
        for name in failed or values:
            counts[name].update(set(values[name][1](row)))
        if not failed:
            kept.append(row)
    return kept, tuple(
        Facets(name, label, name in several, _order_values(counts[name], chosen.get(name, frozenset()), labels))
        for name, (label, _) in values.items()
    )


def _order_values(counts: Counter[str], chosen: frozenset[str], labels: Mapping[str, str]) -> tuple[Facet, ...]:
    shown = sorted(counts, key=lambda value: (-counts[value], value))[:VALUES_SHOWN]
    shown += sorted(chosen.difference(shown))
    return tuple(Facet(value, labels.get(value, value), counts[value], value in chosen) for value in shown)


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
