"""Where mail is handed over by HTTP, and where administrators see what became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.request import BrandRequest
from connectors.actions.receiving import replay_mail
from connectors.email.parsing import parse_mail
from connectors.email.trimming import trim_reply
from connectors.intake.lmtp import LARGEST
from connectors.intake.routing import route_of, take_in
from connectors.intake.signed import is_signed
from connectors.models.inbound import Outcome
from connectors.models.outgoing import Status
from connectors.notices import reason_text
from connectors.queries import get_raw_mail, inbound_mail, outgoing_mail
from connectors.settings import ingest_secret
from kernel.clock import now
from kernel.pagination import paginate

BOXES = ("in", "out")


@csrf_exempt
@gated(Gate.PUBLIC)
@never_cache
@require_POST
def inbound(request: BrandRequest) -> HttpResponse:
    """A raw mail (message/rfc822) with X-Chorus-Recipient, X-Chorus-Timestamp and X-Chorus-Signature; 202 once it is stored."""
    recipient = request.headers.get("X-Chorus-Recipient", "")
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return JsonResponse({"code": "too_large"}, status=413)
    raw = request.read(LARGEST + 1)
    signed = is_signed(
        secret=ingest_secret(),
        timestamp=request.headers.get("X-Chorus-Timestamp", ""),
        recipient=recipient,
        raw=raw,
        signature=request.headers.get("X-Chorus-Signature", ""),
        at=now(),
    )
    if not signed:
        return JsonResponse({"code": "not_signed"}, status=403)
    route = route_of(recipient)
    if route is None or not take_in(route, via="http", envelope_from=request.headers.get("X-Chorus-Sender", ""), raw=raw):
        return JsonResponse({"code": "not_found"}, status=404)
    return JsonResponse({"code": "stored"}, status=202)


@gated(Gate.STAFF)
@never_cache
@require_http_methods(["GET"])
def mail(request: BrandRequest) -> HttpResponse:
    """What came in and what went out, the latest first; what failed is a link away."""
    box = request.GET.get("box", "in") if request.GET.get("box", "in") in BOXES else "in"
    state = request.GET.get("state", "")
    if box == "in":
        rows = inbound_mail(request.actor, outcome=state if state in set(Outcome) else "")
        page = paginate(rows, order=["-received_at", "-id"], cursor=request.GET.get("cursor"))
    else:
        letters = outgoing_mail(request.actor, status=state if state in set(Status) else "")
        page = paginate(letters, order=["-created_at", "-id"], cursor=request.GET.get("cursor"))
    context = {"box": box, "state": state, "page": page, "states": _states(box), "reason_text": reason_text}
    return render(request, "connectors/mail_log.html", context)


@gated(Gate.STAFF)
@never_cache
@require_http_methods(["GET", "POST"])
def one_mail(request: BrandRequest, mail_id: UUID) -> HttpResponse:
    """One mail as it came, and the button that tries it again."""
    if request.method == "POST":
        replay_mail(actor=request.actor, mail_id=mail_id, at=now())
        messages.success(request, _("The mail is being handled again."))
        return redirect("manage_mail_one", mail_id=mail_id)
    row = get_raw_mail(request.actor, mail_id)
    read = parse_mail(bytes(row.raw))
    context = {
        "row": row,
        "read": read,
        "reply": trim_reply(read.text),
        "reason": reason_text(row.reason) if row.outcome == Outcome.REFUSED else row.reason,
        "labels": dict(_states("in")),
    }
    return render(request, "connectors/mail_one.html", context)


def _states(box: str) -> list[tuple[str, str]]:
    if box == "in":
        return [
            (Outcome.RECEIVED.value, _("Waiting")),
            (Outcome.POSTED.value, _("Posted")),
            (Outcome.REFUSED.value, _("Refused")),
            (Outcome.IGNORED.value, _("Ignored")),
            (Outcome.BOUNCE.value, _("Bounce")),
            (Outcome.FAILED.value, _("Failed")),
        ]
    return [
        (Status.QUEUED.value, _("Waiting")),
        (Status.SENT.value, _("Sent")),
        (Status.FAILED.value, _("Failed")),
        (Status.SKIPPED.value, _("Not sent: address paused")),
    ]
