"""What was found in the texts met last, kept because one step asks for it again and the next as well.

Words, sentences and the like of an article are needed by many steps, for each pair that it is in. To make them again
for each would double the time of the reuse steps; to keep them for all articles takes more memory than all tables.
"""

import os
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

TEXTS = 8192
"""Texts of which results are kept at least, where no limit is set."""
TEXT_BYTES = 42_000
"""Memory of all that is kept of one text: what 2,000 texts of the development data took, of 900 words each."""
SHARE = 0.25
"""Share of the memory that is there, or of a limit, for what is kept."""
_SIZES: list[Callable[[int], None]] = []
_texts = TEXTS


def keep_latest(function: Function) -> Function:
    """The function, with its results for the texts met last kept; its arguments must be hashable.

    >>> @keep_latest
    ... def count_words(text: str) -> int:
    ...     return len(text.split())
    >>> count_words("Five medics"), count_words("Five medics")
    (2, 2)
    """
    kept = lru_cache(maxsize=_texts)(function)

    def set_size(texts: int) -> None:
        nonlocal kept
        kept = lru_cache(maxsize=texts)(function)

    _SIZES.append(set_size)

    @wraps(function)
    def latest(*arguments: Any) -> Any:
        return kept(*arguments)

    return cast(Function, latest)


def keep_with_text(function: Function) -> Function:
    """The function of a text and places in it or the like, with its results kept as long as those of that text."""

    @keep_latest
    def results_of(text: str) -> dict[tuple[Any, ...], Any]:
        return {}

    @wraps(function)
    def latest(text: str, *arguments: Any) -> Any:
        results = results_of(text)
        if arguments not in results:
            results[arguments] = function(text, *arguments)
        return results[arguments]

    return cast(Function, latest)


@keep_latest
def one_text(text: str) -> str:
    """The same text as it was met before. Each time that a text is read from a table it is another object; results are
    found sooner, and take less memory, where all are kept by one.
    """
    return text


def keep_texts(texts: int) -> None:
    """Says of how many texts results are kept; drops what is kept where that is another number than before."""
    global _texts
    if texts != _texts:
        _texts = texts
        forget_texts()


def forget_texts() -> None:
    """Drops all that is kept."""
    for set_size in _SIZES:
        set_size(_texts)


def texts_for(articles: int, memory: int | None = None) -> int:
    """Of how many texts results are kept in a case of so many articles: all, as far as a share of the memory goes.

    `memory` is the limit in bytes; without one it is that of the machine.

    >>> texts_for(1_000), texts_for(100_000, memory=10**9)
    (8192, 5952)
    """
    if memory is not None:
        return min(articles, int(memory * SHARE / TEXT_BYTES))
    return max(TEXTS, min(articles, int(machine_memory() * SHARE / TEXT_BYTES)))


def machine_memory() -> int:
    """Bytes of memory of this machine; 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
