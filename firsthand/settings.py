"""Every number that the steps work with, with its unit and reason.

A step takes the numbers it needs as keyword-only arguments of the same name; the runner fills them in from here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Numbers of one run; the default is what was measured best on the development data."""

    # --- parse
    parse_characters: int = 20_000
    """Longest piece of text parsed at once, in characters: about 40 MB of parser memory."""
    # --- reuse
    ngram_words: int = 5
    """Words of an n-gram posting."""
    # --- attribution
    # --- claims
    # --- origins
