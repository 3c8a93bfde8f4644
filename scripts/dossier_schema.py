"""The JSON Schema of a dossier, made of its records and of what they say of each field."""

import ast
import inspect
import json
import textwrap
import types
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from firsthand.report.data import LEFT_OUT
from firsthand.report.dossier import Dossier

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def dossier_schema() -> str:
    """The schema as it stands in docs/dossier.schema.json."""
    defs: dict[str, Any] = {}
    top = _describe(Dossier, defs)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "firsthand dossier, format 1",
        "description": "The element `dossier` of a page that `firsthand report` writes. Offsets count characters "
        "(Unicode code points); docs/report.md says how they are used.",
        **top,
        "$defs": dict(sorted(defs.items())),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _describe(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; records are described once, in `defs`."""
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if all(one in _PLAIN for one in inner):
            return {"type": [_PLAIN[one] for one in inner]}
        return {"anyOf": [_describe(one, defs) for one in inner]}
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _describe(inner[0], defs)}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_describe(one, defs) for one in inner]}
    record: type = origin or hint
    assert is_dataclass(record), hint
    name = record.__name__ + "".join(f"Of{one.__name__}" for one in inner)
    if name not in defs:
        defs[name] = {}  # it may hold itself
        hints = get_type_hints(record)
        filled = dict(zip(getattr(record, "__parameters__", ()), inner, strict=True))
        left = LEFT_OUT.get(record.__name__, frozenset())
        docs = field_docs(record)
        names = [one.name for one in fields(record) if one.name not in left]
        defs[name] = {
            "type": "object",
            "description": " ".join((record.__doc__ or "").split()),
            "properties": {
                one: _describe(_fill(hints[one], filled), defs) | ({"description": docs[one]} if one in docs else {})
                for one in names
            },
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _fill(hint: Any, filled: dict[Any, Any]) -> Any:
    """A type with the variables of its generic record put in."""
    if hint in filled:
        return filled[hint]
    if get_origin(hint) is tuple:
        return tuple[tuple(_fill(one, filled) if one is not Ellipsis else one for one in get_args(hint))]  # type: ignore[misc]
    return hint


def field_docs(record: type) -> dict[str, str]:
    """What the text below each field of a record says."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(record))).body
    assert isinstance(tree, ast.ClassDef)
    pairs = zip(tree.body, tree.body[1:], strict=False)
    named = [
        (field.target, below.value)
        for field, below in pairs
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr)
    ]
    return {
        name.id: " ".join(str(text.value).split())
        for name, text in named
        if isinstance(name, ast.Name) and isinstance(text, ast.Constant)
    }
