"""What can go wrong with settings."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError


class SettingsChangedError(ConflictError):
    """Somebody changed these settings after you opened them."""

    code = "settings_changed"
    message = _("Somebody changed these settings after you opened them.")
