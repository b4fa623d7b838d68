"""Every free text that the API takes, by its own description, and how to put something else in its place."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from brand_settings.base import list_sections
from tests.architecture.routes import list_routes

Schema = dict[str, Any]
Path = tuple[str, ...]
IN_LIST, IN_MAP = "[]", "*"


@dataclass(frozen=True)
class Text:
    """One text of one route's body. `longest` is what its description allows."""

    route: str
    method: str
    path: Path
    longest: int

    @property
    def name(self) -> str:
        """Short enough for lists: "api_topics.post title"."""
        return f"{self.route}.{self.method} {'.'.join(self.path)}"


@cache
def list_texts() -> tuple[Text, ...]:
    """All of them. Settings are one text for each of their own: the API describes them as whatever a section takes."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    names = {_described(route.path): route.name for route in list_routes() if route.is_api}
    found: list[Text] = []
    for address, operations in schema["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content is None or names[address] == "api_settings_section":
                continue
            leaves = dict(_leaves(content["schema"], schema["components"]["schemas"], ()))
            found += [Text(names[address], method, path, longest) for path, longest in leaves.items()]
    for section in list_sections():
        leaves = dict(_leaves(section.model_json_schema(), {}, (), section.model_json_schema().get("$defs", {})))
        found += [Text("api_settings_section", section.section, ("values", *path), longest) for path, longest in leaves.items()]
    return tuple(found)


def filled(body: dict[str, Any], path: Path, value: str) -> dict[str, Any]:
    """The body with this text there. What a map on the way holds is the text's name in German."""
    filled_body = deepcopy(body)
    _put(filled_body, path, value)
    return filled_body


def _put(holder: Any, path: Path, value: str) -> None:
    here, rest = path[0], path[1:]
    if not rest:
        holder[here] = value
    elif rest[0] == IN_LIST:
        first, *others = holder.get(here) or [None]
        holder[here] = [_in_list(first, rest[1:], value), *others]
    elif rest[0] == IN_MAP:
        inner: dict[str, Any] = {}
        _put(inner, ("de", *("name" if part == IN_MAP else part for part in rest[1:])), value)
        holder[here] = inner
    else:
        if not isinstance(holder.get(here), dict):
            holder[here] = {}
        _put(holder[here], rest, value)


def _in_list(known: Any, path: Path, value: str) -> Any:
    if not path:
        return value
    entry = dict(known) if isinstance(known, dict) else {}
    _put(entry, path, value)
    return entry


def _described(path: str) -> str:
    for kind in ("uuid", "str", "int", "slug"):
        path = path.replace(f"<{kind}:", "{")
    return "/" + path.replace(">", "}")


def _leaves(schema: Schema, components: Schema, path: Path, inner: Schema | None = None) -> Iterator[tuple[Path, int]]:
    while "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = (inner or components)[name]
    for way in ("allOf", "oneOf", "anyOf"):
        for one in schema.get(way, []):
            yield from _leaves(one, components, path, inner)
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "string" in kinds and not {"enum", "const"} & set(schema) and schema.get("format") in (None, "uri") and path:
        yield path, schema.get("maxLength") or 2_000
    for name, one in schema.get("properties", {}).items():
        if not one.get("readOnly"):
            yield from _leaves(one, components, (*path, name), inner)
    more = schema.get("additionalProperties")
    if isinstance(more, dict) and more:
        yield from _leaves(more, components, (*path, IN_MAP), inner)
    if "array" in kinds:
        yield from _leaves(schema.get("items", {}), components, (*path, IN_LIST), inner)
