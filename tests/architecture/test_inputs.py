"""What comes in over the API: unknown and read-only fields are refused, booleans are booleans, nothing else is read."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from rest_framework import serializers

from access.api.inputs import Input, StrictBoolean, WordBoolean, parsed
from tests.architecture.house import ROOT


def _modules() -> list[Path]:
    return sorted(path for path in (ROOT / "platform").glob("*/api/**/*.py") if path.name != "__init__.py")


def _inputs() -> list[type[Input]]:
    for path in _modules():
        importlib.import_module(".".join(path.relative_to(ROOT / "platform").with_suffix("").parts))

    def below(kind: type[Input]) -> Iterator[type[Input]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return sorted(set(below(Input)), key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")


INPUTS = _inputs()


def _fields(field: Any) -> Iterator[Any]:
    yield field
    if isinstance(field, serializers.Serializer):
        for inner in field.fields.values():
            yield from _fields(inner)
    elif (child := getattr(field, "child", None)) is not None:
        yield from _fields(child)


@pytest.mark.parametrize("kind", INPUTS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_input_refuses_what_it_does_not_know_and_takes_booleans_for_booleans(kind: type[Input]) -> None:
    made = kind()
    for field in _fields(made):
        assert not isinstance(field, serializers.BooleanField) or isinstance(field, StrictBoolean | WordBoolean), field.field_name
        if isinstance(field, serializers.Serializer):
            assert isinstance(field, Input), f"{field.field_name} would pass over what it does not know"
            assert not any(inner.read_only for inner in field.fields.values()), field.field_name
    for name in ("id_of_nobody", "tenant_id", "is_superuser"):
        if name not in made.fields:
            judged = kind(data={name: 1})
            assert not judged.is_valid()
            assert name in judged.errors


@pytest.mark.parametrize("given", ["1", "yes", "on", "true", 1, 0, [], {}, None, "false"], ids=repr)
def test_nothing_but_true_and_false_is_a_boolean(given: Any) -> None:
    with pytest.raises(serializers.ValidationError):
        StrictBoolean().run_validation(given)
    if given not in ("true", "false"):
        with pytest.raises(serializers.ValidationError):
            WordBoolean().run_validation(given)


def test_views_read_what_came_in_through_inputs_alone() -> None:
    found = []
    for path in _modules():
        module = ".".join(path.relative_to(ROOT / "platform").with_suffix("").parts)
        tree = ast.parse(path.read_text())
        proper = {
            id(part)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            for word in call.keywords
            if word.arg == "data"
            for part in ast.walk(word.value)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or node.attr not in {"data", "query_params", "POST", "GET"}:
                continue
            if not (isinstance(node.value, ast.Name) and node.value.id == "request"):
                continue
            if id(node) not in proper:
                found.append(f"{module}:{node.lineno} reads request.{node.attr}")
    assert not found, found


def test_only_inputs_are_parsed() -> None:
    """mypy holds every caller to it."""
    assert get_type_hints(parsed)["serializer"] is Input
