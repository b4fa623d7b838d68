"""What a brand may set about languages, and the names of languages in themselves."""

import re
from typing import ClassVar

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from brand_settings.base import BrandSettings, register, setting
from brand_settings.queries import read

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")
"""A language, its script, its region: no more, because a tag is a part of addresses."""


@register
class LanguageSettings(BrandSettings):
    """Detection, translation by people, translation by machine."""

    section: ClassVar[str] = "languages"
    title: ClassVar[object] = _("Languages")
    help: ClassVar[object] = _("In which languages people write and read here, and who translates.")

    content_languages: list[str] = setting(
        list,
        title=_("Languages of this community"),
        help=_("Tags such as en, de or pt-BR, one a line. Empty: all the interface has."),
    )
    detect: bool = setting(True, title=_("Detect the language of each post"))
    translate_level: int = setting(
        2, title=_("Members translate from trust level"), help=_("5 keeps translating to staff and moderators."), ge=0, le=5
    )
    machine: bool = setting(
        False, title=_("Offer machine translation"), help=_("Works when the operator has connected a translation service.")
    )
    machine_level: int = setting(0, title=_("Members may ask for a machine translation from trust level"), ge=0, le=5)


def content_languages() -> list[str]:
    """The languages that this brand's people write in, the interface's when it has not said."""
    chosen = [tag.strip() for tag in read(LanguageSettings).content_languages if is_language(tag)]
    return chosen or [code for code, _name in settings.LANGUAGES]


def is_language(tag: str) -> bool:
    """Whether this is a tag that the world knows, such as "de" or "pt-BR"."""
    if not _TAG.fullmatch(tag.strip()):
        return False
    try:
        Locale.parse(tag.strip(), sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return False
    return True


def tidy_tag(tag: str) -> str:
    """The tag as it is written, so that there is one of each: "PT-br" is "pt-BR"."""
    language, *parts = tag.strip().split("-")
    return "-".join([language.lower(), *(part.title() if len(part) == len("Hant") else part.upper() for part in parts)])


def own_name(tag: str) -> str:
    """What a language calls itself: "Deutsch", "العربية"."""
    try:
        found = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return tag
    name = found.get_display_name(found) or tag
    return name[:1].upper() + name[1:]
