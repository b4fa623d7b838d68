"""What is refused is refused in words that every reader's language has."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args, get_origin

from django.utils.functional import Promise

from brand_settings.base import BrandSettings, choice_words, list_sections
from kernel.errors import DomainError
from tests.architecture.house import ROOT, python_files, stale, tree_of
from tests.unit.translations.test_catalogues import _source

FOR_MACHINES_AND_OPERATORS = {
    "platform/connectors/transport.py": "the mail server's answer, for the log",
    "platform/connectors/translation/libretranslate.py": "the service's answer, for the log",
    "platform/events/parked.py": "for the operators' pages, which are in English",
    "platform/inbox/actions/delivering.py": "a mistake of the platform itself",
    "platform/inbox/actions/importing.py": "for the terminal",
    "platform/kernel/http.py": "how another server failed, for the log",
    "platform/notifications/push/sending.py": "the push service's answer, for the log",
    "tenants/provisioning.py": "for the terminal and the operators' pages, which are in English",
}
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}


@cache
def _classes() -> dict[str, list[ast.ClassDef]]:
    """Every class of an anticipated failure, by name; told by the names of its bases."""
    every = [node for path in python_files() for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)]
    known = {DomainError.__name__}
    while True:
        found = {node.name for node in every if known & {ast.unparse(base).split(".")[-1] for base in node.bases}} - known
        if not found:
            return {name: [node for node in every if node.name == name] for name in known}
        known |= found


def _own_message(node: ast.ClassDef) -> str | None:
    for line in node.body:
        match line:
            case (
                ast.Assign(targets=[ast.Name("message")], value=ast.Call(func=ast.Name("_"), args=[ast.Constant(said)]))
                | ast.AnnAssign(target=ast.Name("message"), value=ast.Call(func=ast.Name("_"), args=[ast.Constant(said)]))
            ):
                return str(said)
    return None


def test_every_anticipated_failure_has_a_translatable_message() -> None:
    without = {node.name for nodes in _classes().values() for node in nodes if _own_message(node) is None}
    assert len(_classes()) > 100
    assert without == set()


def test_every_message_is_extracted_for_the_catalogues() -> None:
    messages = {_own_message(node) or "" for nodes in _classes().values() for node in nodes}
    assert {message for message in messages if _source().get(message) is None} == set()


def test_messages_wait_for_their_reader() -> None:
    def below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
        yield kind
        for one in kind.__subclasses__():
            yield from below(one)

    assert [kind.__name__ for kind in below(DomainError) if not isinstance(kind.message, Promise)] == []


def test_no_docstring_is_shown_to_readers() -> None:
    assert [_name(path) for path in python_files() if "Error.__doc__" in path.read_text(encoding="utf-8")] == []


def test_what_is_said_beside_a_failure_is_translated_too() -> None:
    """A sentence given to a failure, or beside a field in it, goes through gettext; codes such as "too_large" need not."""
    plain = {_name(path): said for path in python_files() if (said := list(_plain_sentences(tree_of(path))))}
    assert {name: said for name, said in plain.items() if name not in FOR_MACHINES_AND_OPERATORS} == {}
    assert stale(FOR_MACHINES_AND_OPERATORS, set(plain)) == set()


def test_every_setting_of_the_settings_pages_has_a_title() -> None:
    """A section with a page of its own has that page's form and labels."""
    untitled = [
        f"{section.section}.{name}"
        for section in list_sections()
        for name, info in section.model_fields.items()
        if not section.has_own_page and not isinstance(info.title, Promise)
    ]
    assert list_sections()
    assert all(issubclass(section, BrandSettings) and isinstance(section.title, Promise) for section in list_sections())
    assert untitled == []


def test_every_choice_of_the_settings_pages_has_words() -> None:
    wordless = [
        f"{section.section}.{name}"
        for section in list_sections()
        for name, info in section.model_fields.items()
        if not section.has_own_page and get_origin(info.annotation) is Literal
        if set(choice_words(info)) != set(get_args(info.annotation))
    ]
    assert wordless == []


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _plain_sentences(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in _classes():
            for given in (*node.args, *(word.value for word in node.keywords)):
                yield from (said for said in _untranslated(given) if " " in said.strip())


def _untranslated(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) in TRANSLATES:
        return
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _untranslated(value)
    elif isinstance(node, ast.JoinedStr):
        yield ast.unparse(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value.removeprefix(", ")
    else:
        for child in ast.iter_child_nodes(node):
            yield from _untranslated(child)
