"""Old addresses of topics that became part of others."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from community.errors import MergedAwayError

View = Callable[..., HttpResponseBase]


def leads_on(view: View) -> View:
    """Answer with the way to the new place, for good, where the view finds that its topic went on."""

    @functools.wraps(view)
    def lead(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except MergedAwayError as away:
            return redirect(away.detail["path"], permanent=True)

    return lead
