"""A section of what a brand can set: a frozen model whose defaults are the product's.

An app declares `class TrustSettings(BrandSettings)` with `section` and `title` and registers it in its ready(). Each
field is made by `setting(default, title=..., help=...)`, which is what the settings page shows; `ge`, `le` and Literal
bound it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo


class BrandSettings(BaseModel):
    """Base of all sections."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: ClassVar[str]
    title: ClassVar[Any]
    """What the page calls it; a lazy translation."""
    help: ClassVar[Any] = ""
    has_own_page: ClassVar[bool] = False
    """True when an app shows this section on a page of its own instead of the generated one."""


@dataclass(frozen=True, slots=True)
class ChoiceWords:
    """What the values of a field are called. Pydantic calls it, because it cannot write lazy words down by itself."""

    words: Mapping[str, Any]

    def __call__(self, schema: dict[str, Any]) -> None:
        schema["choices"] = dict(self.words)


def choice_words(field: FieldInfo) -> Mapping[str, Any]:
    """The words of a field's values; none for a field without choices."""
    return field.json_schema_extra.words if isinstance(field.json_schema_extra, ChoiceWords) else {}


Section = TypeVar("Section", bound=type[BrandSettings])
_sections: dict[str, type[BrandSettings]] = {}


def register(section: Section) -> Section:
    """Make a section known; called from its app's ready(), or as a decorator in a module that ready() imports."""
    known = _sections.get(section.section)
    if known is not None and known.__module__ != section.__module__:
        raise ValueError(f"two sections call themselves {section.section}")
    _sections[section.section] = section
    return section


def list_sections() -> list[type[BrandSettings]]:
    """All sections, by name."""
    return [_sections[name] for name in sorted(_sections)]


def get_section(name: str) -> type[BrandSettings] | None:
    """The section of this name, or None."""
    return _sections.get(name)


def setting(
    default: Any,
    *,
    title: Any,
    help: Any = "",  # noqa: A002 - the page's word for it
    choices: Sequence[tuple[str, Any]] = (),
    **bounds: Any,
) -> Any:
    """A field with a lazy title and help text. `bounds` are pydantic's: ge, le, max_length, min_length, pattern.

    `choices` says the values of a Literal in lazy words.
    """
    said: dict[str, Any] = {"title": title, "description": help, **bounds}
    if choices:
        said["json_schema_extra"] = ChoiceWords(dict(choices))
    return Field(default_factory=default, **said) if callable(default) else Field(default, **said)
