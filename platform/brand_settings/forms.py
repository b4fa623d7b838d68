"""A Django form made from a section, so that every setting has a field, a help text and bounds."""

import types
from datetime import timedelta
from typing import Any, Literal, Union, get_args, get_origin

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from pydantic.fields import FieldInfo

from brand_settings.base import BrandSettings, choice_words
from kernel.errors import DomainError


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class NumbersField(forms.CharField):
    """Named whole numbers, one a line: `like = 1`."""

    widget = forms.Textarea(attrs={"rows": 8})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        found: dict[str, int] = {}
        for line in str(value or "").splitlines():
            if not line.strip():
                continue
            name, equals, number = line.partition("=")
            try:
                found[name.strip()] = int(number)
            except ValueError as error:
                raise forms.ValidationError(_("Write each line as: name = number.")) from error
            if not equals:
                raise forms.ValidationError(_("Write each line as: name = number."))
        return found

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{name} = {number}" for name, number in value.items()) if isinstance(value, dict) else value


class SettingsForm(forms.Form):
    """The fields of one section; `version` is what was open."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, section: type[BrandSettings], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, info in section.model_fields.items():
            self.fields[name] = _field(name, info)

    def take(self, error: DomainError) -> None:
        """Show an action's refusal beside the field that it names."""
        fields = error.detail.get("fields", {})
        for name, problems in fields.items():
            self.add_error(name if name in self.fields else None, [str(problem) for problem in problems])
        if not fields:
            self.add_error(None, str(error))


def _field(name: str, info: FieldInfo) -> forms.Field:
    kind, optional = _kind(info.annotation)
    said: dict[str, Any] = {
        "label": info.title or capfirst(name.replace("_", " ")),
        "help_text": info.description or "",
        "required": not optional and kind not in (bool, str, list, dict),
    }
    if get_origin(kind) is Literal:
        words = choice_words(info)
        return forms.ChoiceField(**said, choices=[(value, words.get(value, value)) for value in get_args(kind)])
    if kind is bool:
        said["required"] = False
    if kind in (int, float):
        said |= {"min_value": _bound(info, "ge", "gt"), "max_value": _bound(info, "le", "lt")}
    if kind is str:
        longest = _bound(info, "max_length")
        said |= {"max_length": longest, "widget": forms.Textarea if (longest or 0) > 200 else forms.TextInput}
    return _FIELDS[kind](**said)


_FIELDS: dict[Any, type[forms.Field]] = {
    bool: forms.BooleanField,
    int: forms.IntegerField,
    float: forms.FloatField,
    str: forms.CharField,
    list: LinesField,
    dict: NumbersField,
    timedelta: forms.DurationField,
}


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The plain type of an annotation, and whether None fits too."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        return _kind(inner[0])[0], True
    if origin is Literal:
        return annotation, False
    if origin in (list, tuple, set, frozenset):
        return list, False
    return (dict, False) if origin is dict else (annotation, False)


def _bound(info: FieldInfo, *names: str) -> Any:
    for said in info.metadata:
        for name in names:
            if getattr(said, name, None) is not None:
                return getattr(said, name)
    return None
