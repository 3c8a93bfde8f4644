"""How a case writes a name: as a proper name, or as words that are said of others too ("the group")."""

import re

from firsthand.attribution.lexicon import source_words
from firsthand.masking.needles import key_of
from firsthand.reuse.lists import common_words
from firsthand.text import fold
from firsthand.views.lookup import Lookup

LEAST_LETTERS = 3
"""Letters of a person's last name that is masked alone: shorter ones are parts of names."""


def is_proper(name: str, lookup: Lookup) -> bool:
    """Whether a name is written with a capital at most of the places where its words stand.

    Such a name is masked wherever it stands; another ("the group", "he") only where it names the masked source.
    """
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if not key_of(name) or not any(word[0].isupper() or not word[0].islower() for word in words):
        return False
    stands = re.compile(r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)", re.IGNORECASE)
    high = low = 0
    for article_id in lookup.article_ids():
        for found in stands.finditer(lookup.article(article_id).text):
            capital = any(not word[0].islower() for word in re.findall(r"[^\W\d_]+", found.group()))
            high, low = high + capital, low + (not capital)
    return high >= low


def is_function_word(name: str) -> bool:
    """Whether the small letters of a name are a word that says nothing by itself, and that every text has.

    >>> is_function_word("WHO"), is_function_word("Nice")
    (True, False)
    """
    key = key_of(name)
    return len(key) == 1 and key[0] in common_words("function")


def last_names(name: str) -> list[str]:
    """The last name of a person, by which later sentences call him.

    >>> last_names("Rami Abdel Rahman"), last_names("the governor")
    (['Rahman'], [])
    """
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name)
    last = words[-1] if len(words) > 1 else ""
    if len(last) < LEAST_LETTERS or last[0].islower() or fold(last) in source_words()["person"]:
        return []
    return [last]


def without_body(name: str) -> str:
    """A person's name without the body that stands behind it in brackets.

    >>> without_body("Rami Abdel Rahman (Syrian Observatory for Human Rights)"), without_body("(a reader)")
    ('Rami Abdel Rahman', '(a reader)')
    """
    before, bracket, _ = name.partition(" (")
    return before if bracket and name.endswith(")") and before.strip() else name
