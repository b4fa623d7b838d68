"""The brand's style sheet, and the administrators' pages for looks, front page, embedding and old addresses."""

import csv
import io
import re
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from brand_settings.actions import change_settings
from brand_settings.queries import read, version_of
from branding.actions import discard_draft, publish_theme, remove_redirect, save_draft, set_redirects
from branding.colours import AA, contrast, readable_on
from branding.contracts import list_space_choices
from branding.forms import EmbedForm, RedirectsForm, ThemeForm, space_options
from branding.looks import PREVIEW
from branding.policies import can_manage_branding
from branding.queries import RADII, list_redirects, theme_css
from branding.settings import FONTS, STANDARD_HOME, DraftTheme, EmbedSettings, HomeSettings, Theme
from files.actions.attaching import set_uses
from files.actions.uploading import upload_file
from files.queries.uploads import describe
from kernel.errors import ConflictError, InvalidError
from kernel.public_pages import public_page
from kernel.text import one_line

MOST_PAIRS = 50_000
KINDS = ("hero", "spaces", "latest", "waiting", "solved", "text", "links", "tags")
_SITE = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


@public_page
@gated(Gate.PUBLIC)
@require_safe
def stylesheet(request: HttpRequest, revision: int) -> HttpResponse:
    """The published theme; its address changes with it, so browsers may keep it for good."""
    theme = read(Theme)
    response = HttpResponse(theme_css(theme), content_type="text/css; charset=utf-8")
    current = theme.revision == revision
    response["Cache-Control"] = "public, max-age=31536000, immutable" if current else "public, max-age=60"
    return response


@gated(Gate.MEMBER)
@require_safe
def draft_stylesheet(request: HttpRequest) -> HttpResponse:
    """The theme that is being worked on, for administrators."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_branding)
    response = HttpResponse(theme_css(read(DraftTheme)), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def theme(request: HttpRequest) -> HttpResponseBase:
    """The theme editor: save a draft, look at it on the real pages beside, publish it."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_branding)
    draft = read(DraftTheme)
    form = ThemeForm(request.POST or None, request.FILES or None, initial=ThemeForm.of(draft), accent=request.tenant.accent)
    if request.method == "POST" and form.is_valid():
        try:
            save_draft(actor=request.actor, values=_theme_values(request, form.cleaned_data, draft))
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("The draft is saved. Only you and other administrators see it until you publish it."))
            return redirect("branding_theme")
    context = {
        "form": form,
        "draft": draft,
        "published": read(Theme),
        "checks": _checks(draft, request.tenant.accent),
        "fonts": FONTS,
        "corners": {name: dict(zip(("sm", "md", "lg"), sizes, strict=True)) for name, sizes in RADII.items()},
    }
    return render(request, "branding/theme.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def theme_publication(request: HttpRequest) -> HttpResponseBase:
    """Publish the draft (`value=1`), or throw it away (`value=0`)."""
    request = cast("BrandRequest", request)
    if request.POST.get("value") == "1":
        publish_theme(actor=request.actor)
        messages.success(request, _("Published. What was there before is the draft now: publish again to go back."))
    else:
        discard_draft(actor=request.actor)
        messages.info(request, _("The draft is as the published theme again."))
    return redirect("branding_theme")


@gated(Gate.MEMBER)
@require_POST
def theme_preview(request: HttpRequest) -> HttpResponseBase:
    """Look at the draft on every page (`value=1`) or not (`value=0`), oneself alone, in this session."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_branding)
    request.session[PREVIEW] = request.POST.get("value") == "1"
    return redirect("/" if request.session[PREVIEW] else "branding_theme")


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def home_page(request: HttpRequest) -> HttpResponseBase:
    """The front page's blocks: add, change, move, remove."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_branding)
    settings = read(HomeSettings)
    blocks = [block.model_dump() for block in settings.blocks] or [dict(block) for block in STANDARD_HOME]
    problem, failed = "", -1
    if request.method == "POST":
        place = _place(blocks, request)
        try:
            wanted = _arranged(blocks, place, request)
            change_settings(
                actor=request.actor, section="home", values={"blocks": wanted}, version=int(request.POST.get("version") or 0)
            )
        except (InvalidError, ConflictError, ValueError) as error:
            problem = _("This did not fit: %(why)s") % {"why": _why(error)}
            if place >= 0 and request.POST.get("step") == "save":
                blocks[place], failed = _typed(blocks[place]["kind"], request), place
        else:
            return redirect("branding_home")
    context = {
        "blocks": blocks,
        "kinds": KINDS,
        "version": version_of("home"),
        "problem": problem,
        "failed": failed,
        "spaces": space_options(list_space_choices(request.actor, get_language() or "")),
        "is_standard": not settings.blocks,
    }
    return render(request, "branding/home.html", context, status=400 if problem else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def redirects(request: HttpRequest) -> HttpResponseBase:
    """Addresses of a former forum: a list, and a form to add many at once."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_branding)
    form = RedirectsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = set_redirects(actor=request.actor, pairs=_pairs(form.cleaned_data), source="admin")
        except InvalidError as error:
            form.take(error)
        else:
            messages.success(request, _("%(count)s old addresses lead to their new place now.") % {"count": count})
            return redirect("branding_redirects")
    wanted = one_line(request.GET.get("q", ""))[:200]
    page = list_redirects(request.actor, beginning=wanted, cursor=request.GET.get("cursor"))
    context = {"form": form, "page": page, "q": wanted}
    return render(request, "branding/redirects.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def redirect_removal(request: HttpRequest, redirect_id: UUID) -> HttpResponseBase:
    """Forget an old address."""
    remove_redirect(actor=cast("BrandRequest", request).actor, redirect_id=redirect_id)
    messages.info(request, _("This old address leads nowhere now."))
    return redirect("branding_redirects")


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def embedding(request: HttpRequest) -> HttpResponseBase:
    """Which of the brand's sites may show comments or the question box, and the code to put there."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_manage_branding)
    settings = read(EmbedSettings)
    initial = {**settings.model_dump(), "sites": "\n".join(settings.sites)}
    form = EmbedForm(request.POST or None, initial=initial, spaces=list_space_choices(request.actor, get_language() or ""))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sites = [line.strip().rstrip("/").lower() for line in data["sites"].splitlines() if line.strip()]
        wrong = [site for site in sites if not _SITE.fullmatch(site)]
        if wrong:
            form.add_error("sites", _("This is not the address of a site: %(site)s") % {"site": wrong[0]})
        else:
            values = {**data, "sites": sites, "host": str(request.actor.user_id)}
            try:
                change_settings(actor=request.actor, section="embedding", values=values)
            except InvalidError as error:
                form.take(error)
            else:
                messages.success(request, _("Saved."))
                return redirect("branding_embedding")
    context = {"form": form, "settings": settings, "origin": f"{request.scheme}://{request.get_host()}"}
    return render(request, "branding/embedding.html", context, status=400 if form.errors else 200)


def _theme_values(request: BrandRequest, data: dict[str, Any], draft: Theme) -> dict[str, Any]:
    values = {name: data[name] for name in data if name not in {"logo_file", "remove_logo"}}
    file: UploadedFile[Any] | None = data["logo_file"]
    if file is not None:
        upload, _new = upload_file(actor=request.actor, source=file, name=file.name or "logo.png")
        info = describe(upload)
        if not info.media_type.startswith("image/"):
            raise InvalidError(fields={"logo_file": [_("This is not a picture.")]})
        uses = {info.id, *(upload_id for upload_id in [_upload_in(read(Theme).logo)] if upload_id is not None)}
        set_uses(actor=request.actor, kind="theme", thing_id=request.tenant.id, upload_ids=uses)
        values["logo"] = info.url
    elif data["remove_logo"]:
        values["logo"] = ""
    return values


def _upload_in(url: str) -> UUID | None:
    """The upload behind the published logo: it must stay while the draft has another."""
    found = re.match(r"/files/([0-9a-f-]{36})/", url)
    return UUID(found[1]) if found else None


def _checks(draft: Theme, accent: str) -> list[dict[str, Any]]:
    """Contrasts that the editor shows: of the header, and of the accent as a fill."""
    colour = draft.accent or accent
    pairs = [(_("Text on buttons"), colour, readable_on(colour))]
    if draft.header_background:
        ink = draft.header_text or readable_on(draft.header_background)
        pairs.append((_("Text in the header"), draft.header_background, ink))
    return [{"what": what, "ratio": round(contrast(*pair), 1), "passes": contrast(*pair) >= AA} for what, *pair in pairs]


def _place(blocks: list[dict[str, Any]], request: BrandRequest) -> int:
    """Which block is meant; -1 for none of them."""
    raw = request.POST.get("at", "")
    return int(raw) if re.fullmatch(r"[0-9]{1,3}", raw) and int(raw) < len(blocks) else -1


def _arranged(blocks: list[dict[str, Any]], place: int, request: BrandRequest) -> list[dict[str, Any]]:
    """The blocks after one step of the editor: `step` is add, up, down, remove, save or reset; `at` the place."""
    said, step = request.POST, request.POST.get("step", "save")
    if step == "reset":
        return []
    if step == "add":
        kind = said.get("kind", "")
        return [*blocks, {"kind": kind if kind in KINDS else "text"}]
    if place < 0:
        raise ValueError(_("there is no such block"))
    moved = list(blocks)
    if step == "remove":
        del moved[place]
    elif step in {"up", "down"}:
        other = place + (-1 if step == "up" else 1)
        if 0 <= other < len(moved):
            moved[place], moved[other] = moved[other], moved[place]
    else:
        moved[place] = _block(moved[place]["kind"], request)
    return moved


def _block(kind: str, request: BrandRequest) -> dict[str, Any]:
    said = request.POST
    lines = [line.rpartition("|") for line in said.get("links", "").splitlines() if line.strip()]
    return {
        "kind": kind,
        "title": said.get("title", "").strip(),
        "text": said.get("text", ""),
        "space": said.get("space", "").strip(),
        "count": said.get("count", "").strip() or 5,
        "links": [{"label": label.strip(), "url": url.strip()} for label, _bar, url in lines],
    }


def _typed(kind: str, request: BrandRequest) -> dict[str, Any]:
    """What was typed into a block that did not fit, as it was typed."""
    return {"kind": kind, **{name: request.POST.get(name, "") for name in ("title", "text", "space", "count", "links")}}


def _why(error: Exception) -> str:
    fields = getattr(error, "detail", {}).get("fields", {})
    return "; ".join(str(problem) for problems in fields.values() for problem in problems) or str(error)


def _pairs(data: dict[str, Any]) -> list[tuple[str, str]]:
    text = data["pairs"]
    if data["file"] is not None:
        text += "\n" + data["file"].read(20_000_000).decode("utf-8-sig", errors="replace")
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = next(csv.reader(io.StringIO(line))) if "," in line else line.split()
        if len(parts) != 2 or number > MOST_PAIRS:
            raise InvalidError(fields={"pairs": [_("Line %(number)s is not a pair of addresses.") % {"number": number}]})
        found.append((parts[0], parts[1]))
    if not found:
        raise InvalidError(fields={"pairs": [_("Write at least one pair.")]})
    return found
