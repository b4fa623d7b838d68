"""Pointing something out to the moderators."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest
from kernel.errors import ConflictError, InvalidError, TooManyError
from moderation.actions.flagging import flag_thing
from moderation.models.flag import FlagReason
from moderation.pages.forms import FlagForm
from moderation.policies import can_flag
from moderation.queries.things import get_thing


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def flag(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponseBase:
    """A form for one thing; it names what will happen."""
    request = cast("BrandRequest", request)
    thing = get_thing(request.actor, kind, thing_id)
    only_illegal = not can_flag(request.actor, thing)
    authorise(request.actor, can_flag, thing, FlagReason.ILLEGAL)
    form = FlagForm(request.POST or None, initial={"reason": FlagReason.ILLEGAL.value if only_illegal else ""})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            flag_thing(
                actor=request.actor,
                kind=kind,
                thing_id=thing_id,
                reason=data["reason"],
                note_text=data["note"],
                legal_ground=data["legal_ground"],
                notifier_name=data["notifier_name"],
                notifier_email=data["notifier_email"],
                good_faith=data["good_faith"],
            )
        except (InvalidError, ConflictError, TooManyError) as error:
            form.take(error)
        else:
            messages.success(request, _("Thank you. The moderators will look at it."))
            return redirect(thing.path or "/")
    context = {"form": form, "thing": thing, "only_illegal": only_illegal}
    return render(request, "moderation/flag.html", context, status=400 if form.errors else 200)
