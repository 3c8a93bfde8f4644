"""One spelling for words that are written in more than one way, so that "organised" and "organized" are equal.

Like folding it is for matching only. It is a rule about letters, without a list of names: British and American endings,
doubled consonants but g ("travelled" and "traveled", "Assad" and "Asad") and the Arabic article ("al-" and "el-").
Vowels in which transliterations of one name differ ("Hezbollah", "Hizbollah") stay: too many words differ in nothing
else.
"""

import re

from firsthand.reuse.lists import read_sections

LEAST_LETTERS, MOST_LETTERS = 5, 30
"""Words that have one spelling here: shorter ones differ by a letter in meaning, longer ones are no words."""
KEPT = frozenset(word for line in read_sections("kept_spellings.txt")[""] for word in line.split())
"""Words whose doubled consonant makes another word of them: "filled" is not "filed"."""

_DOUBLED = re.compile(r"([bcdfhjklmnpqrstvwxz])\1+")
_OUR = re.compile(r"(?<=[a-z]{3})our")
_ISE = re.compile(r"(?<=[a-z]{3}[iy])s(?=[aei])")
_TRE = re.compile(r"([bt])re([ds]?)$")
_ENCE = re.compile(r"enc(es?)$")
_OGUE = re.compile(r"ogue(s?)$")
_GRAMME = re.compile(r"grame(s?)$")


def fold_spelling(word: str) -> str:
    """A folded word (see `firsthand.text.fold`) in the one spelling that stands for all of its own; no word to be read.

    >>> [fold_spelling(word) for word in ("colours", "organisation", "theatre", "travelled", "defence", "programmes")]
    ['colors', 'organization', 'theater', 'traveled', 'defense', 'programs']
    >>> [fold_spelling(word) for word in ("raqqah", "raqqa", "el", "filled", "four", "promised", "advise")]
    ['raqa', 'raqa', 'al', 'filled', 'four', 'promized', 'advize']
    """
    if word == "el":
        return "al"
    if not LEAST_LETTERS <= len(word) <= MOST_LETTERS or not (word.isascii() and word.isalpha()) or word in KEPT:
        return word
    word = _DOUBLED.sub(r"\1", word)
    word = _ISE.sub("z", _OUR.sub("or", word))
    word = _TRE.sub(lambda found: f"{found[1]}er{'ed' if found[2] == 'd' else found[2]}", word)
    word = _GRAMME.sub(r"gram\1", _OGUE.sub(r"og\1", _ENCE.sub(r"ens\1", word)))
    return word[:-1] if word.endswith("ah") else word
