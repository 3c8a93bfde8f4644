"""Encodings: told by mark, as UTF-8, or by what comes out of the old ones; named for each file."""

import gzip
from pathlib import Path

import pytest

from firsthand.errors import ReadingError
from firsthand.read.encodings import decode
from firsthand.read.sources import Reading, read_articles
from tests.read.reading_help import problems_of, rows_of

TEXTS = {
    "fr": "Le président a déclaré à l’Assemblée que « la situation » était grave et que les élèves étaient là.\r\n",
    "es": "El ministro señaló que mañana habrá una reunión en España sobre la situación económica.",
    "de": "Der Außenminister sagte, die Gespräche über die Brücke würden später fortgeführt. Schäden gab es nicht.",
    "en": "The minister said he didn’t know – “we won’t go” – and left at £5 a head, a spokesman said on Friday.",
    "pl": "Rzecznik rządu powiedział w piątek, że żołnierze wrócą do kraju przed świętami. Łódź i Gdańsk.",
    "tr": "Türkiye Cumhurbaşkanı, İstanbul'da düzenlenen toplantıda konuştu. Şehirde güçlü yağış bekleniyor.",
    "ar": "أعلنت وزارة الدفاع السورية أن الجيش سيطر على بلدة في ريف حلب يوم الجمعة بعد اشتباكات عنيفة مع المسلحين.",
    "ru": "Министерство обороны сообщило, что в пятницу самолёты нанесли удары по позициям боевиков в провинции.",
    "el": "Ο υπουργός δήλωσε την Παρασκευή ότι η κατάσταση είναι σοβαρή και ότι θα ληφθούν μέτρα.",
    "he": "שר הביטחון אמר ביום שישי כי הצבא ימשיך לפעול בצפון הארץ נגד המחבלים.",
    "zh": "叙利亚军队星期五表示，他们已经进入该镇，造成二十人死亡。当地居民说，炮击持续了整夜。",
    "ja": "シリア軍は金曜日、町に入り20人が死亡したと発表した。",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *((language, "utf-8") for language in TEXTS),
        *((language, "utf-16") for language in TEXTS),
        *((language, "utf-16-le") for language in ("fr", "ar", "ru", "en")),
        ("en", "utf-16-be"),
        ("ar", "utf-32"),
        *((language, "cp1252") for language in ("fr", "es", "de", "en")),
        *((language, "latin-1") for language in ("es", "de")),
        *[("pl", "cp1250"), ("tr", "cp1254"), ("ar", "cp1256"), ("ru", "cp1251"), ("ru", "koi8_r"), ("el", "cp1253")],
        *[
            ("he", "cp1255"),
            ("ar", "iso8859_6"),
            ("zh", "gb18030"),
            ("zh", "big5"),
            ("ja", "shift_jis"),
            ("ja", "euc_jp"),
        ],
    ],
)
def test_a_text_comes_back_whatever_its_encoding(tmp_path: Path, language: str, encoding: str) -> None:
    text = TEXTS[language].encode(encoding, "ignore").decode(encoding)
    data = text.encode(encoding)
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(data))
    read = read_articles([tmp_path])
    assert [row.text for row in rows_of(read)] == [text, text]
    assert [row.language for row in rows_of(read)] == [language, language]
    assert set(read.encodings) == {"a.txt", "b.txt.gz"}
    if not encoding.startswith("utf-8"):
        assert set(read.encodings.values()) != {"utf-8"}
        assert "encodings found: " in read.summary()[1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1256", "utf-32"])
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_tables_of_articles_come_back_whatever_their_encoding(tmp_path: Path, kind: str, encoding: str) -> None:
    text = TEXTS["ar"]
    table = f'id,text\n1,"{text}\nx"\n' if kind == "csv" else f'{{"id": 1, "text": "{text}\\nx"}}\n\n'
    (tmp_path / f"a.{kind}").write_bytes(table.encode(encoding))
    read = read_articles([tmp_path])
    assert [row.text for row in rows_of(read)] == [text + "\nx"]
    assert read.encodings == {f"a.{kind}": "utf-8" if encoding == "utf-8-sig" else encoding}


def test_one_bad_line_in_a_table_of_utf_8_does_not_spoil_the_others(tmp_path: Path) -> None:
    good = ['{"id": "%d", "text": "Genève %d, déjà"}'.encode() % (i, i) for i in range(20)]
    good[7] = '{"id": "7", "text": "Genève"}'.encode("cp1252")
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(good))
    read = read_articles([tmp_path])
    assert read.added == 19
    assert [(p.line, p.reason) for p in problems_of(read)] == [
        (8, "undecodable bytes: character 25 is not utf-8; name the encoding with --encoding")
    ]


def test_an_encoding_that_is_named_is_used_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Łódź".encode("iso8859_2"))
    read = read_articles([tmp_path], reading=Reading(encoding="iso8859_2"))
    assert ([row.text for row in rows_of(read)], read.encodings) == (["Łódź"], {"a.txt": "iso8859_2"})
    read = read_articles([tmp_path], reading=Reading(encoding="utf-8"))
    assert problems_of(read)[0].reason == "undecodable bytes: byte 1 (a3 f3 64 bc) is not utf-8"
    with pytest.raises(ReadingError, match="encoding 'klingon' is not known; name one such as utf-8"):
        read_articles([tmp_path], reading=Reading(encoding="klingon"))
    with pytest.raises(ReadingError, match="encoding 'zlib' is not known"):
        read_articles([tmp_path], reading=Reading(encoding="zlib"))


@pytest.mark.parametrize(
    "data", [b"bad \xff\xfe\xfa bytes", b"cut caf\xc3", b"one \xc3\x28 two", b"\x81\x8d\x8f\x90\x9d", b"\xff" * 50]
)
def test_junk_is_not_taken_for_an_old_encoding(data: bytes) -> None:
    decoded = decode(data, None)
    assert decoded.text is None
    assert decoded.reason.startswith("undecodable bytes: byte ")


def test_zero_bytes_and_other_control_characters_are_text_in_small_number_only() -> None:
    assert decode(b"A text with one zero byte \x00 in it.", None).text is not None
    assert decode(b"\x01\x02\x03abc", None).reason.startswith("binary file: more than one character in 20")
