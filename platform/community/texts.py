"""What counts as a title, a body, a tag and an address: pure text, no rows."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.errors import BadTagError, EmptyTextError, TextTooLongError
from kernel.text import one_line, printable

MAX_TITLE, MAX_BODY, MAX_TAGS, MAX_SLUG = 200, 50_000, 5, 60
MAX_REASON = 2_000
_TAG = re.compile(r"^[\w][\w.+#-]{0,39}$")


def clean_title(title: str) -> str:
    """One line without controls; raises EmptyTextError or TextTooLongError, naming the field."""
    return _bounded(one_line(title), "title", MAX_TITLE)


def clean_body(body: str, *, field: str = "body") -> str:
    """A person's text with Unix line ends; raises EmptyTextError or TextTooLongError."""
    text = printable(body.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").rstrip()
    return _bounded(text, field, MAX_BODY)


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Distinct tags in lower case, in the order given; raises BadTagError."""
    found = list(dict.fromkeys(unicodedata.normalize("NFKC", tag).strip().lower().lstrip("#") for tag in tags if tag.strip()))
    if len(found) > MAX_TAGS or not all(_TAG.match(tag) for tag in found):
        raise BadTagError.about("tags")
    return found


def clean_reason(reason: str) -> str:
    """Why something was decided, in a line or a few; may be empty. Raises TextTooLongError."""
    text = printable(reason.replace("\r\n", "\n")).strip()
    return _bounded(text, "reason", MAX_REASON) if text else ""


def slug_of(title: str) -> str:
    """The readable part of an address, in any script; "topic" when nothing of the title can stand in one."""
    return slugify(title, allow_unicode=True)[:MAX_SLUG].strip("-_") or "topic"


def _bounded(text: str, field: str, most: int) -> str:
    if not text.strip():
        raise EmptyTextError.about(field)
    if len(text) > most:
        raise TextTooLongError(fields={field: [_("At most %(bound)s characters.") % {"bound": most}]})
    return text
