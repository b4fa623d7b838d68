"""What members are told about their mail."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.notices import Noticed


def describe_paused(_noticed: Noticed) -> str:
    """That mail is paused, and what to do."""
    return _("Mail to your address came back, so we stopped sending it. Check the address, then resume.")


def path_of_paused(_noticed: Noticed) -> str:
    """Where it is resumed."""
    return reverse("notification_preferences")
