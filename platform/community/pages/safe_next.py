"""Where a form leads back to: a page of this host, or the one that the view would choose."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_or(request: HttpRequest, otherwise: str) -> str:
    """The form's `next` when it is an address on this host, else `otherwise`."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if safe else otherwise
