"""What all pages with a composer share: how a text came in, the preview and draft buttons that work without scripts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, QueryDict

from access.request import BrandRequest, address_hash
from community.actions.drafting import DraftPoll, DraftText, save_draft
from community.models.draft import Draft
from community.pages.forms import ComposerForm
from community.queries.rendering import preview_text
from community.screening import Circumstances
from kernel.clock import now

_SALT = "community.opened"
PREVIEW, SAVE = "preview", "save_draft"
"""Names of the buttons beside the one that sends."""


def opened_mark() -> str:
    """A signed time for a form, so that it can be said later how long somebody took."""
    return signing.dumps(int(now().timestamp() * 1_000), salt=_SALT)


def circumstances_of(request: HttpRequest, form: ComposerForm) -> Circumstances:
    """How a text came in through this form."""
    return Circumstances(
        typed_ms=_typed(form.cleaned_data.get("opened", "")),
        honeypot=form.cleaned_data.get("website", ""),
        address_hash=address_hash(request),
    )


def composer_context(
    request: BrandRequest,
    form: ComposerForm,
    *,
    key: str,
    draft: Draft | None = None,
    other: Mapping[str, Any] | None = None,
    preview: bool = False,
) -> dict[str, Any]:
    """What parts/writing_field.html wants to know; `other` is the draft of the device that was faster."""
    return {
        "form": form,
        "draft_key": key,
        "draft": draft,
        "other": other,
        "opened": opened_mark(),
        "preview": preview_text(request.actor, str(form["body"].value() or "")) if preview else None,
    }


def keep_draft(request: BrandRequest, key: str) -> None:
    """Save what the form holds, whether it could be sent or not; raises DraftConflictError."""
    given = request.POST
    try:
        space_id = UUID(given.get("space", ""))
    except ValueError:
        space_id = None
    version = _number(given.get("version", "")) or None
    text = DraftText(given.get("body", ""), given.get("title", ""), space_id, given.get("tags", ""), version, _poll(given))
    save_draft(actor=request.actor, key=key, text=text, sequence=_number(given.get("sequence", "")))


def _poll(given: QueryDict) -> DraftPoll | None:
    """The poll beside the text, where the form has one."""
    if "poll-options" not in given:
        return None
    said = {
        name: given.get(f"poll-{name}", "") for name in ("question", "options", "kind", "results", "max_choices", "closes_at")
    }
    return DraftPoll(**said, voters_public="poll-voters_public" in given)


def _number(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 0


def _typed(mark: str) -> int | None:
    try:
        opened = int(signing.loads(mark, salt=_SALT, max_age=7 * 86_400))
    except (signing.BadSignature, ValueError):
        return None
    return max(0, int(now().timestamp() * 1_000) - opened)
