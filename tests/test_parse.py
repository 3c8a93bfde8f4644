"""The parse table: one row an English article, token by token in the article's own characters."""

from firsthand.parse import open_parse, parse_articles, span_of
from firsthand.read.articles import make_article
from firsthand.records import Article, Parse
from firsthand.schema import to_rows, to_table
from firsthand.text import find_sentences

TEXT = "  The army  left,\nReuters reported.\n\n“It is over,” he said. \u200bMore\u2028followed."


def parse(*articles: Article, parse_characters: int = 20_000) -> list[Parse]:
    return to_rows(parse_articles(to_table(articles, Article), parse_characters=parse_characters), Parse)


def test_tokens_cover_all_words_in_place() -> None:
    article = make_article(TEXT, language="en")
    (row,) = parse(article)
    words = [TEXT[s:e] for s, e in zip(row.starts, row.ends, strict=True)]
    assert words[:6] == ["The", "army", "left", ",", "Reuters", "reported"]
    assert "".join(words) == "".join(TEXT.split())


def test_the_opened_parse_has_heads_relations_and_our_sentences() -> None:
    article = make_article(TEXT, language="en")
    (row,) = parse(article)
    doc = open_parse(row, TEXT)
    said = next(token for token in doc if token.text == "said")
    assert {child.text for child in said.children if child.dep_ == "nsubj"} == {"he"}
    assert [span_of(row, sentence) for sentence in doc.sents] == find_sentences(TEXT)


def test_only_languages_with_a_parser_are_parsed() -> None:
    assert parse(make_article("L’armée est partie.", language="fr"), make_article("?", language="und")) == []


def test_a_sentence_longer_than_a_piece_is_cut_and_loses_no_word() -> None:
    text = "word " * 600
    (row,) = parse(make_article(text, language="en"), parse_characters=500)
    assert len(row.starts) == 600
    assert all(0 <= head < 600 for head in row.heads)
    open_parse(row, text)


def test_an_article_of_marks_alone() -> None:
    (row,) = parse(make_article("… — !", language="en"))
    assert len(open_parse(row, "… — !")) == len(row.starts)
