"""A site of our own for the tests of watching."""

from collections.abc import Iterator

import pytest

from tests.watch.server import Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as made:
        yield made
