"""Topics out of sight: another time for those that wait, or in sight at once."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.actions.scheduling import open_topic, reschedule_topic
from community.addresses import topic_path
from community.queries.reading import find_topic


class TimeForm(forms.Form):
    """When; empty means now."""

    publish_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@gated(Gate.MEMBER)
@require_POST
def publication(request: HttpRequest, number: int) -> HttpResponseBase:
    """Let a scheduled or staff topic appear now, or with `publish_at` at another time."""
    request = cast("BrandRequest", request)
    topic, form = find_topic(request.actor, number), TimeForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("This is no time."))
    elif form.cleaned_data["publish_at"] is None:
        open_topic(actor=request.actor, topic_id=topic.pk)
        messages.success(request, _("The topic can be seen now."))
    else:
        reschedule_topic(actor=request.actor, topic_id=topic.pk, publish_at=form.cleaned_data["publish_at"])
    return redirect(topic_path(topic.number, topic.slug))
