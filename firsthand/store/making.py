"""Carrying out steps one after the other: which tables are loaded meanwhile, and what a table grows by."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from firsthand.growth import RowDigests, digest_keys, grow_table, grows, recipe_of, seal_keys
from firsthand.pipeline import Local, Runner, Step

if TYPE_CHECKING:
    from firsthand.store.writer import Writer


class Making:
    """The steps of one run, and the tables that are in memory while it lasts."""

    def __init__(self, writer: "Writer", steps: tuple[Step, ...], runner: Runner) -> None:
        self._writer = writer
        self._steps = {step.table: step for step in steps}
        self._runner = runner
        self._scratch = runner.scratch if isinstance(runner, Local) else None
        self._loaded: dict[str, pa.Table] = {}
        self._rows = RowDigests()
        self._places = {step.table: place for place, step in enumerate(steps)}
        self._last_use = {name: place for place, step in enumerate(steps) for name in step.inputs}

    def make(self, step: Step, mark: dict[str, Any]) -> str:
        """Makes a step's table, grown where the step grows and was carried out before; writes it with its keys and
        marker, and gives the digest of its content.
        """
        tables = {name: self._load(name) for name in step.inputs}
        keys = None
        if grows(step):
            recipe = recipe_of(step, mark)
            keys = seal_keys(digest_keys(step, tables, self._rows), recipe, mark["fingerprint"])
            before = self._writer.made_before(step.table, recipe, self._scratch)
            table = grow_table(step, self._runner, tables, keys, before) if before else self._runner.make(step, tables)
        else:
            table = self._runner.make(step, tables)
        self._loaded[step.table] = table
        self._drop(self._places[step.table])
        return self._writer.write(step.table, table, mark, keys)

    def _load(self, name: str) -> pa.Table:
        """A table that is there; a temporary one that was dropped is made again, of the same inputs."""
        if name not in self._loaded:
            table = self._writer.load(name, self._scratch)
            if table is None:
                step = self._steps[name]
                table = self._runner.make(step, {of: self._load(of) for of in step.inputs})
            self._loaded[name] = table
        return self._loaded[name]

    def _drop(self, place: int) -> None:
        """Lets go of tables that no later step needs."""
        self._loaded = {name: table for name, table in self._loaded.items() if self._last_use.get(name, -1) > place}
        self._rows.forget(set(self._loaded))
