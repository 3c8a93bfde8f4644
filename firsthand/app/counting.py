"""Counting anew, beside the pages: decisions made while the counts are being made are counted together next."""

import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import firsthand
from firsthand.app.desk import Desk
from firsthand.errors import FirsthandError
from firsthand.judgements.rows import Judgement
from firsthand.views.judgements import tell_changes
from firsthand.views.lookup import full_id
from firsthand.views.story import view_story

RECOUNTS_TOLD = 20
"""Recounts that are told to pages: a page asks every second while one of its decisions waits."""
PATIENCE = 3_600.0
"""Seconds for which a recount waits for another process that is writing the case."""


@dataclass(frozen=True)
class Recount:
    """What one recount changed."""

    judgements: tuple[str, ...]
    """Ids of the decisions that it counted."""
    changes: tuple[str, ...]
    """Counts that are others than before, a line a claim."""
    generation: int
    line: str
    """The counts of the case as they are now, on one line."""


@dataclass(frozen=True)
class State:
    """Where the case stands: pages ask for it to say that they are older, or that decisions wait."""

    generation: int
    waiting: int
    """Decisions that are written down and not counted yet."""
    counting: bool
    """Whether a recount goes on, or is to begin."""
    recounts: tuple[Recount, ...]
    error: str
    """Why they could not be counted; empty while nothing is in the way."""


class Counting:
    """The recounts of a case: one at a time, and at most one more that is to come."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._executor = ThreadPoolExecutor(1, "recount")
        self._lock = threading.Lock()
        self._next: Future[Recount] | None = None
        self._running = False
        self._recounts: deque[Recount] = deque(maxlen=RECOUNTS_TOLD)
        self._error = ""

    def ask(self) -> Future[Recount]:
        """A recount of all decisions that are written down by now: the next one to begin."""
        with self._lock:
            if self._next is None:
                self._next = self._executor.submit(self._count)
            return self._next

    def state(self) -> State:
        """The newest generation, what waits, and what the last recounts changed."""
        with self._desk.lock:
            waiting, generation = self._desk.waiting(), self._desk.newest().case.generation
        with self._lock:
            counting = self._running or self._next is not None
        return State(generation, len(waiting), counting, tuple(self._recounts), self._error)

    def recount_of(self, judgement_id: str) -> Recount | None:
        """The recount that counted a decision, while it is among the last ones."""
        return next((one for one in tuple(self._recounts) if judgement_id in one.judgements), None)

    def _count(self) -> Recount:
        with self._lock:
            self._next, self._running = None, True  # what is decided from here on may come too late for this one
        try:
            done = self._recount()
            self._error = ""
            self._recounts.append(done)
        except Exception as error:
            # Told by the state: a page that does not wait for the answer would never learn of it.
            self._error = str(error) if isinstance(error, FirsthandError) else f"{type(error).__name__}: {error}"
            raise
        finally:
            self._running = False
        return done

    def _recount(self) -> Recount:
        with self._desk.lock:
            before = self._desk.newest()
        firsthand.recount(self._desk.path, settings=before.case.settings(), patience=PATIENCE)
        with self._desk.lock:
            after = self._desk.newest()
            known = {row.judgement_id for row in before.lookup.rows(Judgement)}
            counted = [row.judgement_id for row in after.lookup.rows(Judgement) if row.judgement_id not in known]
            return Recount(
                judgements=tuple(full_id(one) for one in counted),
                changes=tuple(tell_changes(before.lookup, after.lookup)),
                generation=after.case.generation,
                line=after.once(view_story).line,
            )
