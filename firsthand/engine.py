"""DuckDB, as all SELECTs over tables in memory are carried out by it."""

import duckdb

Setting = str | bool | int | float | list[str]


def open_engine(config: dict[str, Setting] | None = None) -> duckdb.DuckDBPyConnection:
    """A database of its own, in memory, with times in UTC; it draws no progress bar, as it does in some consoles."""
    connection = duckdb.connect(config=config or {})
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")
    return connection
