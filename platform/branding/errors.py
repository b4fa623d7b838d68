"""What can go wrong with addresses and looks."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import InvalidError


class BadRedirectError(InvalidError):
    """An old address begins with /, a new one with / or https://, and they differ."""

    code = "bad_redirect"
    message = _("An old address begins with /, a new one with / or https://, and they differ.")
