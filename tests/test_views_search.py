"""Search: what is found, in which order, and where it stands."""

import pytest

from firsthand.views.lookup import Lookup
from firsthand.views.search import fold_articles, read_wanted, search_articles, view_hit
from tests.invented_case import Invented


def find(query: str, extra: str = "") -> list[tuple[str, list[str]]]:
    lookup = Lookup(Invented(extra).case())
    wanted = read_wanted(query)
    hits = [view_hit(lookup, *hit, wanted) for hit in search_articles(lookup, fold_articles(lookup), wanted)]
    for hit in hits:
        text = lookup.article(lookup.article_id(hit.article)).text
        whole = "".join(part.text for part in hit.parts)
        assert text[hit.start : hit.start + len(whole)] == whole
    return [(hit.article, [part.text for part in hit.parts if part.found]) for hit in hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry marsk", [("W1", ["Ferry", "Marsk", "ferry", "Marsk"]), ("C2", ["Marsk"])]),
        ("UNION lead", [("C2", ["union", "leader"])]),
        ('"union leader"', [("C2", ["union leader"])]),
        ('"leader union"', []),
        ("nobody", []),
        ("erry", []),
        ("", []),
        ('"', []),
        ("!!!", []),
    ],
)
def test_articles_are_found_by_the_beginnings_of_words(query: str, found: list[tuple[str, list[str]]]) -> None:
    assert [article for article, _ in find(query)] == [article for article, _ in found]
    for (_, words), (_, wanted) in zip(find(query), found, strict=True):
        assert words[: len(wanted)] == wanted


def test_accents_and_apostrophes_do_not_matter_and_the_text_is_shown_as_it_stands() -> None:
    assert find("cafes", "\n\nThe Café’s owner spoke.") == [("C2", ["Café’s"]), ("W1", ["Café’s"])]
