"""Bringing another community in: a file, a trial, a progress bar, and the way back."""

from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from community.actions.importing import STEPS, NotNowError, start_import, steer_import
from community.carrying_events import RunState
from community.importers.converting import detect_format
from community.importers.running import import_folder, named_path
from community.importers.unreadable import UnreadableFileError
from community.models.importing import ImportRun
from community.pages.forms import MintedForm
from community.policies import can_carry_over
from community.queries.carrying import find_import, has_import, list_imports
from kernel.ids import uuid7

FORMAT_NAMES = {
    "auto": gettext_lazy("Find out"),
    "neutral": gettext_lazy("Neutral format (JSON Lines)"),
    "phpbb": gettext_lazy("phpBB 3: SQL dump"),
    "discourse": gettext_lazy("Discourse: SQL dump of a backup"),
    "discourse-archive": gettext_lazy("Discourse: archive of one member (CSV)"),
    "stackexchange": gettext_lazy("Stack Exchange: folder or ZIP of XML files"),
    "csv": gettext_lazy("CSV, one post a row"),
    "json": gettext_lazy("JSON, an array of records"),
}
STATE_NAMES = {
    RunState.WAITING.value: pgettext_lazy("state of an import", "Waiting"),
    RunState.RUNNING.value: pgettext_lazy("state of an import", "Running"),
    RunState.PAUSED.value: pgettext_lazy("state of an import", "Paused"),
    RunState.CHECKED.value: pgettext_lazy("state of an import", "Checked"),
    RunState.DONE.value: pgettext_lazy("state of an import", "Done"),
    RunState.FAILED.value: pgettext_lazy("state of an import", "Failed"),
    RunState.UNDOING.value: pgettext_lazy("state of an import", "Being undone"),
    RunState.UNDONE.value: pgettext_lazy("state of an import", "Undone"),
}
STEP_NAMES = {
    "import": gettext_lazy("Import it now"),
    "pause": gettext_lazy("Pause"),
    "resume": gettext_lazy("Go on"),
    "retry": gettext_lazy("Try again"),
    "undo": gettext_lazy("Undo"),
}
COUNT_NAMES = {
    "spaces": gettext_lazy("Spaces"),
    "members": gettext_lazy("Members"),
    "groups": gettext_lazy("Groups"),
    "memberships": gettext_lazy("Members of groups"),
    "tags": gettext_lazy("Tags"),
    "topics": gettext_lazy("Topics"),
    "posts": gettext_lazy("Posts"),
    "votes": gettext_lazy("Votes"),
    "redirects": gettext_lazy("Redirects"),
}
SHOWN_FILES = 200


class ImportForm(MintedForm):
    """A file, uploaded or named, and what it is."""

    file = forms.FileField(required=False, max_length=200, label=gettext_lazy("File"))
    named = forms.ChoiceField(required=False, label=gettext_lazy("Or a file in the folder for imports"))
    format = forms.ChoiceField(choices=list(FORMAT_NAMES.items()), label=gettext_lazy("Format"))
    source = forms.RegexField(
        r"^[a-z0-9][a-z0-9.-]{0,39}$",
        required=False,
        label=gettext_lazy("Where it comes from"),
        help_text=gettext_lazy("For example forum.example. The same name again adds what is new. A neutral file says it itself."),
        error_messages={"invalid": gettext_lazy("Small letters, digits, dots and hyphens, at most 40.")},
    )
    is_trial = forms.BooleanField(required=False, initial=True, label=gettext_lazy("Try first: count and report, write nothing"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].choices = [("", "–"), *((name, name) for name in _files())]  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("file")) == bool(data.get("named")) and not self.errors:
            raise forms.ValidationError(_("Choose one file: upload it, or name it."))
        return data


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponseBase:
    """All runs, and a form for a new one."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_carry_over)
    form = ImportForm(request.POST or None, request.FILES or None, initial={"id": uuid7(), "is_trial": True})
    if request.method == "POST" and form.is_valid():
        try:
            run = _start(request, form.cleaned_data)
        except UnreadableFileError as error:
            form.add_error(None, str(error))
        else:
            return redirect("community_import", run_id=run.pk)
    page = list_imports(request.actor, cursor=request.GET.get("cursor"))
    context = {"page": page, "form": form, "folder": import_folder(), "states": STATE_NAMES, "formats": FORMAT_NAMES}
    return render(request, "community/manage/imports.html", context, status=400 if form.errors else 200)


def _start(request: BrandRequest, data: dict[str, Any]) -> ImportRun:
    ident: UUID = data["id"] or uuid7()
    upload: UploadedFile[Any] | None = data["file"]
    if has_import(request.actor, ident):
        return find_import(request.actor, ident)
    stored = ""
    if upload is not None:
        # not what save() answers: that has the tenant's folder before it
        stored = f"imports/{ident}{_ending(upload.name or '')}"
        default_storage.save(stored, upload)
        path = Path(default_storage.path(stored))
    else:
        path = named_path(data["named"])
    try:
        kind = detect_format(path) if data["format"] == "auto" else data["format"]
    except UnreadableFileError:
        if stored:
            default_storage.delete(stored)
        raise
    return start_import(
        actor=request.actor,
        id=ident,
        format=kind,
        name=(upload.name or "file") if upload is not None else data["named"],
        path="" if stored else data["named"],
        stored=stored,
        source=data["source"],
        is_trial=data["is_trial"],
    )


def _ending(name: str) -> str:
    return ".zip" if name.lower().endswith(".zip") else ""


@gated(Gate.MEMBER)
@require_safe
def import_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One run: how far it is, what it counted, what was wrong, and what can be done with it."""
    request = cast("BrandRequest", request)
    run = find_import(request.actor, run_id)
    steps = [name for name, (before, _after) in STEPS.items() if run.state in before and not (name == "undo" and run.is_trial)]
    context = {
        "run": run,
        "steps": [(name, STEP_NAMES[name]) for name in steps],
        "state": STATE_NAMES[run.state],
        "format": FORMAT_NAMES.get(run.format, run.format),
        "counts": [(label, run.counts.get(name, 0), run.counts.get(f"new_{name}", 0)) for name, label in COUNT_NAMES.items()],
    }
    return render(request, "community/manage/import.html", context)


@gated(Gate.MEMBER)
@require_POST
def import_step(request: HttpRequest, run_id: UUID, step: str) -> HttpResponseBase:
    """Pause, go on, try again, import what was tried; or undo, with `sure=1`."""
    request = cast("BrandRequest", request)
    find_import(request.actor, run_id)
    if step == "undo" and request.POST.get("sure") != "1":
        messages.warning(request, _("Say that you are sure: everything that this import brought will go."))
        return redirect("community_import", run_id=run_id)
    try:
        steer_import(actor=request.actor, run_id=run_id, step=step)
    except NotNowError as error:
        messages.warning(request, str(error))
    return redirect("community_import", run_id=run_id)


@gated(Gate.MEMBER)
@require_safe
def import_problems(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """What was wrong, as a text file."""
    request = cast("BrandRequest", request)
    run = find_import(request.actor, run_id)
    lines = [f"{place}: {problem}" for place, problem in run.problems]
    if run.problem_count > len(lines):
        lines.append(f"... {run.problem_count - len(lines)} more")
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}-problems.txt"'
    return response


def _files() -> list[str]:
    """What lies in the brand's folder for imports, folders of XML files among it."""
    folder = import_folder()
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))[:SHOWN_FILES]
