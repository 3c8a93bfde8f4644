"""Numbers with their nouns, as messages and pages say them."""


def count_of(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count_of(1, "article"), count_of(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
