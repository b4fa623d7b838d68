"""The transparency report and the audit trail."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from kernel.clock import now
from kernel.text import one_line
from moderation.figures import figure_in_words
from moderation.pages.forms import PeriodForm
from moderation.policies import can_report
from moderation.queries.keeping import list_audit
from moderation.queries.statements import all_statements
from moderation.queries.transparency import Figure, Report, transparency_report, whole_days
from moderation.trail import deed_in_words, particulars


@gated(Gate.MEMBER)
@require_GET
def report(request: HttpRequest) -> HttpResponseBase:
    """The figures of a period, on a page or as CSV or JSON (`?format=`), or its statements. Without one: the last half-year."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_report)
    today = now().date()
    given = {"since": request.GET.get("since") or today - timedelta(days=182), "until": request.GET.get("until") or today}
    form = PeriodForm(given)
    if not form.is_valid():
        return render(request, "moderation/report.html", {"form": form, "report": None}, status=400)
    found = report_of_days(request, form.cleaned_data["since"], form.cleaned_data["until"])
    kind = request.GET.get("format")
    if kind == "json":
        return JsonResponse(as_json(found))
    if kind == "csv":
        return as_csv(found)
    if kind == "statements":
        return as_statements(request, found)
    return render(request, "moderation/report.html", {"form": form, "report": found, "sections": _sections(found)})


def report_of_days(request: BrandRequest, since: date, until: date) -> Report:
    """Whole days in UTC, the last one included."""
    period = whole_days(since, until)
    return transparency_report(request.actor, starts_at=period.starts_at, ends_at=period.ends_at)


def as_json(report: Report) -> dict[str, object]:
    """The report for machines."""
    figures = [{"section": f.section, "name": f.name, "value": f.value, "unit": f.unit} for f in report.figures]
    return {"starts_at": report.starts_at.isoformat(), "ends_at": report.ends_at.isoformat(), "figures": figures}


def as_statements(request: BrandRequest, report: Report) -> StreamingHttpResponse:
    """Every statement of the period as the Commission's transparency database takes them."""
    rows = all_statements(request.actor, starts_at=report.starts_at, ends_at=report.ends_at)
    response = StreamingHttpResponse(_listed(rows), content_type="application/json")
    name = f"statements-{report.starts_at:%Y-%m-%d}-{report.ends_at:%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _listed(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One document, however long it gets, a line for each statement."""
    yield '{"statements":['
    for place, row in enumerate(rows):
        yield (",\n" if place else "\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def as_csv(report: Report) -> HttpResponse:
    """The report as a table."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["section", "name", "value", "unit", "starts_at", "ends_at"])
    for f in report.figures:
        value = "" if f.value is None else f.value
        rows.writerow([f.section, f.name, value, f.unit, report.starts_at.isoformat(), report.ends_at.isoformat()])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"transparency-{report.starts_at:%Y-%m-%d}-{report.ends_at:%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@gated(Gate.MEMBER)
@require_GET
def audit(request: HttpRequest) -> HttpResponseBase:
    """Who did what, newest first."""
    request = cast("BrandRequest", request)
    verb = one_line(request.GET.get("verb", ""))[:40]
    page = list_audit(
        request.actor, verb=verb, thing_id=_uuid(request.GET.get("thing", "")), cursor=request.GET.get("cursor") or None
    )
    rows = page.map(lambda view: (view, deed_in_words(view.entry.verb), particulars(view.entry.verb, view.entry.detail)))
    return render(request, "moderation/audit.html", {"page": rows, "verb": verb})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _sections(report: Report) -> dict[str, list[tuple[str, Figure]]]:
    found: dict[str, list[tuple[str, Figure]]] = {}
    for figure in report.figures:
        found.setdefault(figure.section, []).append((figure_in_words(figure.section, figure.name), figure))
    return found
