"""Why something is in the queue, in words; and what a reviewer gives as the reasons of a decision."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from moderation.models.decision import Ground


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a reviewer writes down; empty parts are filled in from what is known."""

    ground: str = Ground.TERMS.value
    ground_text: str = ""
    category: str = ""
    facts: str = ""


UNSAID = Grounds()


def reason_text(code: str, detail: str = "") -> str:
    """One reason in the language in force."""
    known = {
        "spam": _("spam"),
        "off_topic": _("off topic"),
        "inappropriate": _("inappropriate"),
        "illegal": _("illegal content"),
        "other": _("something else"),
        "first_posts": _("one of the first contributions"),
        "level": _("trust level"),
        "links": _("number of links"),
        "domain": _("a listed domain"),
        "word": _("a listed word"),
        "space": _("everything in this space is looked at first"),
        "fast_typer": _("written faster than anybody types"),
        "honeypot": _("a field was filled that people do not see"),
        "new_accounts": _("many new accounts from one address"),
        "screened": _("a screened address"),
        "probation": _("back on probation"),
        "classifier": _("resembles earlier spam"),
        "rule": _("a rule"),
        "too_many_links": _("too many links"),
    }
    name = known.get(code, code)
    return f"{name} ({detail})" if detail and code in ("word", "domain", "links", "classifier", "rule") else name
