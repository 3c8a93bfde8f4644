"""The case that lies on the desk: its newest generation, what was worked out of it, and the pages made of that."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from firsthand.judgements.log import read_judgements, version_of_log
from firsthand.judgements.rows import Judgement
from firsthand.store import Case, open_case
from firsthand.views.lookup import Lookup, full_id

T = TypeVar("T")

BYTES_KEPT = 32_000_000
"""Pages kept of one generation, in bytes: a few hundred, so that going back and forth costs nothing."""
FINDINGS_KEPT = 32
"""Lists kept as they were narrowed last, so that their next pages need no search."""


class OpenCase:
    """One generation of a case, open for reading."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.lookup = Lookup(case)
        self._once: dict[Callable[[Lookup], Any], Any] = {}
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._found: OrderedDict[str, Any] = OrderedDict()

    def once(self, make: Callable[[Lookup], T]) -> T:
        """What a function makes of the case, made once a generation."""
        if make not in self._once:
            self._once[make] = make(self.lookup)
        return self._once[make]  # type: ignore[no-any-return]

    def recall(self, key: str, make: Callable[[], T]) -> T:
        """What was found for a key, while it is among the last that were asked for."""
        if key not in self._found:
            self._found[key] = make()
            if len(self._found) > FINDINGS_KEPT:
                self._found.popitem(last=False)
        return self._found[key]  # type: ignore[no-any-return]

    def page(self, url: str, make: Callable[[], bytes]) -> bytes:
        """The page at a URL, made once a generation while there is room for it."""
        if url in self._pages:
            self._pages.move_to_end(url)
            return self._pages[url]
        made = make()
        self._pages[url] = made
        self._bytes += len(made)
        while self._bytes > BYTES_KEPT:
            self._bytes -= len(self._pages.popitem(last=False)[1])
        return made


class Desk:
    """A case for those who look at it: always its newest generation, one reader of its tables at a time."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.lock = threading.RLock()
        """Held while pages are made: a Lookup is filled while it is read."""
        self._open = OpenCase(open_case(self.path))
        self._waiting: tuple[object, frozenset[str]] = (None, frozenset())

    def newest(self) -> OpenCase:
        """The case as it was published last; raises CaseError when it is gone."""
        if not self._open.case.is_current():
            self._open = OpenCase(open_case(self.path))
        return self._open

    def waiting(self) -> frozenset[str]:
        """Ids of the judgements that are written down and not counted yet: in the log, and not in the tables."""
        tables = self.newest()
        seen = tables.case.generation, version_of_log(self.path)
        if seen != self._waiting[0]:
            known = {row.judgement_id for row in tables.lookup.rows(Judgement)}
            listed = read_judgements(self.path)[0].column("judgement_id").to_pylist()
            self._waiting = seen, frozenset(full_id(one) for one in listed if one not in known)
        return self._waiting[1]
