"""Every text of the pages is translated into every language, with the placeholders that its sentence needs."""

import re
from functools import cache
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

from tests.architecture.house import ROOT

KEYWORDS = {**DEFAULT_KEYWORDS, **parse_keywords(["gettext_lazy", "ngettext_lazy:1,2", "pgettext_lazy:1c,2"])}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
PLURAL_FORMS = {"ja": 1, "ar": 6}


@cache
def _source() -> Catalog:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog()
    for folder in ("platform", "tenants"):
        for _file, _line, text, _comments, context in extract_from_dir(ROOT / folder, methods, options, KEYWORDS):
            catalog.add(text, context=context)
    return catalog


@cache
def _translated(language: str) -> Catalog:
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete(language: str) -> None:
    translated = _translated(language)
    missing = []
    for message in _messages(_source()):
        found = translated.get(message.id, context=message.context)
        if found is None or not all(_forms(found.string)):
            missing.append(message.id)
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_or_without_use(language: str) -> None:
    source, translated = _source(), _translated(language)
    assert [message.id for message in _messages(translated) if message.fuzzy] == []
    assert [m.id for m in _messages(translated) if source.get(m.id, context=m.context) is None] == []
    assert list(translated.obsolete) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_match(language: str) -> None:
    for message in _messages(_translated(language)):
        wanted = set(PLACEHOLDER.findall(" ".join(_forms(message.id))))
        for form in _forms(message.string):
            found = set(PLACEHOLDER.findall(form))
            # "one reply" may say the number as a word, so a plural form may use fewer placeholders, never others.
            assert found == wanted or (message.pluralizable and found <= wanted), message.id
            assert form.count("%") == len(PLACEHOLDER.findall(form)) + 2 * form.count("%%"), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    catalog = _translated(language)
    assert catalog.num_plurals == PLURAL_FORMS.get(language, 2)
    for message in _messages(catalog):
        if message.pluralizable:
            assert len(message.string) == catalog.num_plurals, message.id


def test_arabic_chooses_its_six_forms() -> None:
    compiled = BytesIO()
    write_mo(compiled, _translated("ar"))
    compiled.seek(0)
    arabic = GNUTranslations(compiled)
    said = {n: arabic.ngettext("%(number)s topic", "%(number)s topics", n) % {"number": n} for n in (0, 1, 2, 3, 11, 100)}
    assert len(set(said.values())) == 6
    assert said[2] == "موضوعان"
