"""What can go wrong with settings."""

from kernel.errors import ConflictError


class SettingsChangedError(ConflictError):
    """Somebody changed these settings after you opened them."""

    code = "settings_changed"
