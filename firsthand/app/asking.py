"""What a URL asks for: the parameters of a screen, read with bounds, and the URLs of what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, urlencode

from firsthand.errors import UnknownError

LONGEST_VALUE = 400
"""Characters of one value at most: an id, a name or words to search for."""
LARGEST_NUMBER = 1_000_000
FIRST_DAY, LAST_DAY = "1500-01-01", "2499-12-31"
"""Days that can be asked for: a drawing of a longer time would show nothing."""
BETWEEN = "|"
"""What stands between several values of one parameter."""
LONGEST_QUERY = 4_096
"""Characters of a whole query at most."""


class AskingError(UnknownError):
    """Something that cannot be asked for: a parameter that is missing, or a value that it cannot have."""


@dataclass(frozen=True)
class Parameter:
    """One thing that a screen can be asked for."""

    name: str
    meaning: str
    choices: tuple[str, ...] = ()
    """All values that it can have; empty where it can have any."""
    number: bool = False
    """Whether it is a whole number from 1."""
    day: bool = False
    """Whether it is a day, as 2016-10-03."""
    period: bool = False
    """Whether it is a year or a month, as 2016 or 2016-10."""
    needed: bool = False
    """Whether the screen cannot be shown without it."""


PAGE = Parameter("page", "which page of the list, from 1", number=True)


@dataclass(frozen=True)
class Asked:
    """A path with what was asked of it; a parameter that was not given is empty."""

    path: str
    values: Mapping[str, str]
    parts: Mapping[str, str] = field(default_factory=dict)
    """Values that stand in the path itself."""

    def text(self, name: str) -> str:
        """The value of a parameter; empty when it was not given."""
        return self.values.get(name) or self.parts.get(name, "")

    def number(self, name: str, default: int = 1) -> int:
        """The value of a parameter that is a number."""
        return int(self.values[name]) if self.values.get(name) else default

    def parts_of(self, name: str) -> tuple[str, ...]:
        """The values of a parameter that can have several, with | between them.

        >>> Asked("/map", {"place": "Aleppo|Idlib"}).parts_of("place")
        ('Aleppo', 'Idlib')
        """
        return tuple(dict.fromkeys(part.strip() for part in self.text(name).split(BETWEEN) if part.strip()))

    def turn(self, name: str, value: str) -> str:
        """The same URL with one of several values added, or taken out where it is there.

        >>> Asked("/map", {"place": "Aleppo|Idlib"}).turn("place", "Aleppo")
        '/map?place=Idlib'
        """
        parts = self.parts_of(name)
        turned = [part for part in parts if part != value] if value in parts else [*parts, value]
        return self.url(**{name: BETWEEN.join(turned)})

    def at(self, path: str) -> str:
        """What was asked for, at another screen."""
        return write_url(path, self._kept({}))

    def url(self, **changes: str | int | None) -> str:
        """The same URL with other values; any change but of the page goes back to the first page.

        >>> Asked("/", {"verdict": "one origin", "page": "3"}).url(aspect="killed")
        '/?verdict=one+origin&aspect=killed'
        """
        return write_url(self.path, {**self._kept(changes), **changes})

    def as_json(self) -> str:
        """The URL of the same as JSON."""
        return write_url("/index.json" if self.path == "/" else f"{self.path}.json", dict(self.values))

    def _kept(self, changes: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
        return {name: value for name, value in self.values.items() if name != "page" or "page" in changes}


def write_url(path: str, values: Mapping[str, str | int | None]) -> str:
    """A path with a query; values that are empty are left out.

    >>> write_url("/article", {"id": "a/b", "q": ""})
    '/article?id=a%2Fb'
    """
    query = urlencode({name: value for name, value in values.items() if value not in (None, "")})
    return f"{path}?{query}" if query else path


def read_query(path: str, query: str, parameters: tuple[Parameter, ...]) -> Asked:
    """What a query asks for. Parameters that a screen does not have are left out.

    Raises AskingError for a value that a parameter cannot have, or a parameter that is missing.
    """
    if len(query) > LONGEST_QUERY:
        raise AskingError(f"the query has {len(query):,} characters; at most {LONGEST_QUERY:,} are read")
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, str] = {}
    for name, value in parse_qsl(query, max_num_fields=100):
        if name in known and value.strip():
            values[name] = _read(known[name], value.strip())
    for parameter in parameters:
        if parameter.needed and parameter.name not in values:
            raise AskingError(f"{path} needs {parameter.name}: {parameter.meaning}")
    return Asked(path, values)


def _read(parameter: Parameter, value: str) -> str:
    if len(value) > LONGEST_VALUE:
        raise AskingError(f"{parameter.name} has {len(value):,} characters; at most {LONGEST_VALUE} are read")
    if parameter.choices and value not in parameter.choices:
        raise AskingError(f"{parameter.name} cannot be {value!r}; it is one of: {', '.join(parameter.choices)}")
    if parameter.number and not (value.isascii() and value.isdigit() and 1 <= int(value[:8]) <= LARGEST_NUMBER):
        raise AskingError(f"{parameter.name} is a whole number from 1 to {LARGEST_NUMBER:,}, not {value!r}")
    if parameter.day and not (_is_day(value) and FIRST_DAY <= value <= LAST_DAY):
        raise AskingError(f"{parameter.name} is a day as 2016-10-03, from {FIRST_DAY} to {LAST_DAY}, not {value!r}")
    if parameter.period and not _is_day(f"{value}-01-01"[:10]):
        raise AskingError(f"{parameter.name} is a year or a month as 2016 or 2016-10, not {value!r}")
    return value


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
