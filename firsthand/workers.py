"""Steps over articles on all cores: the same calls in other processes, and their rows in the same order.

Only steps whose key is the article go there. What a pair's steps find out about an article serves its other pairs as
well; parted among processes it would be found out again in each.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any

import pyarrow as pa

from firsthand.errors import CaseError
from firsthand.latest import machine_memory

WORKER_BYTES = 900_000_000
"""Memory of a worker that has loaded the parser and the model of attribution."""
LEAST_ROWS = 256
"""Rows from which a step goes to the workers: starting one takes as long as parsing some fifty articles."""
WAITING = 2
"""Tasks a worker that wait for it: more would only take memory."""

Call = tuple[pa.Table, ...]
"""The tables that one call of a step gets."""


def count_workers() -> int:
    """As many workers as the machine has cores, and as half of its memory holds."""
    return max(1, min(os.cpu_count() or 1, int(machine_memory() / 2 / WORKER_BYTES)))


@contextmanager
def open_workers(count: int) -> Iterator["Workers | None"]:
    """So many worker processes, started when they are first needed; none for one."""
    if count < 2:
        yield None
        return
    workers = Workers(count)
    try:
        yield workers
    finally:
        workers.close()


class Workers:
    """Processes that carry out calls of steps."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def run(self, table: str, calls: Iterable[Call], numbers: dict[str, Any], together: int) -> Iterator[pa.Table]:
        """What the calls of the step of a table make, in their order; so many calls go to a worker at once.

        Raises:
            CaseError: a worker was ended from outside.
        """
        try:
            yield from self._run(table, calls, numbers, together)
        except BrokenProcessPool:
            raise CaseError(
                f"a worker was ended while it made {table}, perhaps for lack of memory; the case is as it was: "
                "run again with --workers 1"
            ) from None

    def _run(self, table: str, calls: Iterable[Call], numbers: dict[str, Any], together: int) -> Iterator[pa.Table]:
        if self._pool is None:
            # A process that is forked would inherit locks of DuckDB and numba that nobody releases.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.count, mp_context=context, initializer=_leave_interrupts)
        left = iter(calls)
        waiting: deque[Future[list[bytes]]] = deque()
        while True:
            while len(waiting) < WAITING * self.count and (some := list(islice(left, together))):
                packed = [[_pack(table) for table in call] for call in some]
                waiting.append(self._pool.submit(_carry_out, table, packed, numbers))
            if not waiting:
                return
            for made in waiting.popleft().result():
                yield _unpack(made)

    def close(self) -> None:
        """Ends the processes, whatever still waits."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    """Leaves Ctrl-C to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _find_make(table: str) -> Callable[..., pa.Table]:
    """The function of a step. A worker has its own list of steps: a wrapped function cannot be sent to it."""
    from firsthand.steps import STEPS  # the steps load what the runner, which knows the workers, is part of

    make = next(step.make for step in STEPS if step.table == table)
    assert callable(make)
    return make


def is_known(table: str, make: Callable[..., pa.Table] | str) -> bool:
    """Whether workers would carry out this function for a table: not where a caller has put another in its place."""
    from firsthand.steps import STEPS

    return any(step.table == table and step.make is make for step in STEPS)


def _carry_out(table: str, calls: list[list[bytes]], numbers: dict[str, Any]) -> list[bytes]:
    make = _find_make(table)
    return [_pack(make(*(_unpack(table) for table in call), **numbers)) for call in calls]


def _pack(table: pa.Table) -> bytes:
    """Only the rows of a slice; pickling it would take along all that it is cut from."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _unpack(data: bytes) -> pa.Table:
    return pa.ipc.open_stream(data).read_all()
