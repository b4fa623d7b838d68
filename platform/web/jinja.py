"""The Jinja environment of all pages."""

import functools
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.messages import get_messages
from django.forms.renderers import BaseRenderer
from django.template import engines
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils import formats, timezone, translation
from jinja2 import Environment, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from brand_settings.navigation import pages_for
from branding.looks import look_of
from community.extensions import header_items
from community.languages import own_name
from notifications.queries.watching import level_options, watch_level
from recognition.queries.switches import switches
from web.assets import assets

_ANY = UUID("5f0c8b1e-7f0e-4d3a-9d52-6b8f5e1c2a47")
"""Stands for any id; of no meaning."""


def environment(**options: Any) -> Environment:
    """Jinja with translations, links, static files and localised times."""
    env = Environment(**options)  # noqa: S701 - autoescape=True comes in through the options
    env.install_gettext_callables(  # type: ignore[attr-defined] # added by jinja2.ext.i18n
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext, npgettext=translation.npgettext
    )
    env.globals.update(gettext=_gettext, _=_gettext)
    env.policies["ext.i18n.trimmed"] = True  # as in babel.cfg: line breaks inside a text are no part of it
    env.globals.update(static=static, url=_url, get_messages=get_messages, assets=assets)
    env.globals.update(
        manage_pages=pages_for,
        manage_group=_manage_group,
        header_items=header_items,
        recognition=switches,
        own_language_name=own_name,
        look_of=look_of,
    )
    env.globals.update(watch_level=watch_level, watch_options=level_options)
    env.filters.update(localdate=_localdate, localnumber=formats.localize, titled=_titled)
    return env


@pass_eval_context
def _gettext(context: EvalContext, message: str, /, **variables: Any) -> str:
    """As Jinja's own, with the texts remembered: a page says some three hundred."""
    text, plain = _translated(translation.get_language() or "", message)
    if not context.autoescape:  # the texts of mails
        return str(text) % variables
    return text % variables if variables else plain


@functools.lru_cache(8_192)
def _translated(_language: str, message: str) -> tuple[Markup, Markup]:
    """The text to fill in, and as it is with nothing to fill in; catalogues do not change while a process runs."""
    text = Markup(translation.gettext(message))  # noqa: S704 - texts of the product, not of its users
    return text, text if "%(" in text else text % {}


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    urlconf = get_urlconf() or settings.ROOT_URLCONF
    if len(args) == 1 and isinstance(args[0], UUID) and not kwargs:
        # Made once for all rows: addresses by id would fill the memory of `_reverse`.
        return _reverse(urlconf, name, (_ANY,), ()).replace(str(_ANY), str(args[0]))
    return _reverse(urlconf, name, args, tuple(kwargs.items()))


@functools.lru_cache(4_096)
def _reverse(urlconf: str, name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    return reverse(name, urlconf, args=args or None, kwargs=dict(kwargs) or None)


def _localdate(value: Any, style: str = "DATE_FORMAT") -> str:
    """An instant in the viewer's zone and language."""
    if not value:
        return ""
    local = timezone.localtime(value)
    if style == "DATE_FORMAT":
        return _day(local.date(), translation.get_language() or "")
    return str(formats.date_format(local, style))


def _titled(title: Markup, brand: str, suffix: str) -> Markup:
    """A page's title, followed by what the brand chose instead of its name; the name alone stays."""
    name = escape(brand)
    if not suffix or title == name:
        return title
    return Markup("{} · {}").format(title.removesuffix(f" · {name}"), suffix)


@functools.lru_cache(2_048)
def _day(day: date, _language: str) -> str:
    return str(formats.date_format(day, "DATE_FORMAT"))


def _manage_group(group: str) -> str:
    """The heading of a group of the administrators' area."""
    titles = {
        "community": translation.gettext("Community"),
        "people": translation.gettext("People"),
        "moderation": translation.gettext("Moderation"),
        "brand": translation.gettext("Brand"),
        "data": translation.gettext("Data"),
    }
    return titles[group]


class FormRenderer(BaseRenderer):
    """Renders Django forms through the Jinja engine, with our own widget and field templates first."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        return engines["jinja2"].get_template(template_name)
