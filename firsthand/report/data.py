"""The dossier's record as JSON, written so that no text in it can end the element that holds it."""

import json
import re
from dataclasses import fields, is_dataclass
from typing import Any

LEFT_OUT = {
    "MentionView": frozenset(["pieces"]),
    "ReuseView": frozenset(["a_edits", "b_edits"]),
    "Quote": frozenset(["outlet", "language"]),
}
"""Fields that say again what stands elsewhere in the JSON: a sentence in pieces, the outlet of each quotation."""

# What could end or open markup, line ends of JavaScript, and characters that a page may not hold or that turn text.
_UNSAFE = re.compile("[<>&\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")


def plain(record: Any) -> Any:
    """A record as dicts, lists and plain values; fields of LEFT_OUT are left out."""
    if is_dataclass(record) and not isinstance(record, type):
        left = LEFT_OUT.get(type(record).__name__, frozenset())
        return {one.name: plain(getattr(record, one.name)) for one in fields(record) if one.name not in left}
    if isinstance(record, tuple | list):
        return [plain(one) for one in record]
    return record


def write_json(record: Any) -> str:
    r"""A record as JSON that can stand in a script element, and reads back as the same record.

    >>> write_json({"text": "</script><!-- \u2028"})
    '{"text":"\\u003c/script\\u003e\\u003c!-- \\u2028"}'
    """
    text = json.dumps(plain(record), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
