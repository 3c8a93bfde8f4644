"""The JSON of every screen, described as OpenAPI 3.1: made of the screens' own records, so that it cannot drift."""

import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from firsthand.app.asking import LARGEST_NUMBER, LONGEST_VALUE, Parameter
from firsthand.app.screens import Screen
from firsthand.rendering import tell_version

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}
_ERROR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def describe_api(screens: Iterable[Screen]) -> dict[str, Any]:
    """The OpenAPI description of the JSON of some screens."""
    schemas: dict[str, Any] = {"Error": _ERROR}
    paths = {}
    for screen in screens:
        path = "/index.json" if screen.path == "/" else f"{screen.path}.json"
        parameters = [_parameter(one, "path") for one in screen.parts]
        parameters += [_parameter(one, "query") for one in screen.parameters]
        paths[path] = {
            "get": {
                "operationId": screen.template.rpartition("/")[2].removesuffix(".html"),
                "summary": screen.summary,
                "parameters": parameters,
                "responses": {
                    "200": _answer("The record that the page shows.", describe_type(screen.shows, schemas)),
                    "400": _answer("A parameter is missing or cannot be so.", {"$ref": "#/components/schemas/Error"}),
                    "403": {"description": "The key of this server was not given."},
                    "404": _answer("The case has no such thing.", {"$ref": "#/components/schemas/Error"}),
                    "414": {"description": "The address is too long."},
                    "503": _answer("The case cannot be read now.", {"$ref": "#/components/schemas/Error"}),
                },
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "firsthand, a case",
            "version": tell_version(),
            "description": "Every screen as JSON, read only. The key that `firsthand serve` prints goes along as a "
            "bearer token or as the cookie that the browser has.",
        },
        "security": [{"key": []}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    }


def describe_type(hint: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a type; dataclasses are described once, in `schemas`, by their names.

    >>> describe_type(tuple[str, ...] | None, {})
    {'anyOf': [{'type': 'array', 'items': {'type': 'string'}}, {'type': 'null'}]}
    """
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return describe_type(inner[0], schemas)
    if origin in (Union, types.UnionType):
        return {"anyOf": [describe_type(one, schemas) for one in inner]}
    if origin in (tuple, list) and inner:
        if origin is list or inner[-1] is Ellipsis:
            return {"type": "array", "items": describe_type(inner[0], schemas)}
        return {"type": "array", "prefixItems": [describe_type(one, schemas) for one in inner]}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in schemas:
            schemas[hint.__name__] = {}  # it may hold itself
            hints = get_type_hints(hint, include_extras=True)
            schemas[hint.__name__] = {
                "type": "object",
                "description": " ".join((hint.__doc__ or "").split()),
                "properties": {one.name: describe_type(hints[one.name], schemas) for one in fields(hint)},
                "required": [one.name for one in fields(hint)],
            }
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    return {}


def _parameter(one: Parameter, place: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": LONGEST_VALUE}
    if one.choices:
        schema = {"type": "string", "enum": list(one.choices)}
    elif one.number:
        schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER}
    elif one.day:
        schema = {"type": "string", "format": "date"}
    elif one.period:
        schema = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2})?$"}
    return {
        "name": one.name,
        "in": place,
        "description": one.meaning,
        "required": one.needed or place == "path",
        "schema": schema,
    }


def _answer(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
