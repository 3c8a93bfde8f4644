"""What is known of sources before any text is read: aliases, the body that a source is part of, who owns or runs it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownSource:
    """One source of the registry."""

    key: str
    body: str | None
    owner: str | None


def known_source(name: str) -> KnownSource | None:
    """The registry's entry for a name or alias; null when it has none."""
    return None
