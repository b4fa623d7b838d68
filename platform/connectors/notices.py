"""What people are told about their mail."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.notices import Noticed


def describe_paused(_noticed: Noticed) -> str:
    """That mail is paused, and what to do."""
    return _("Mail to your address came back, so we stopped sending it. Check the address, then resume.")


def path_of_paused(_noticed: Noticed) -> str:
    """Where it is resumed."""
    return reverse("notification_preferences")


def reason_text(reason: str) -> str:
    """Why a mail was refused, for its sender and for administrators, with what to do instead."""
    return {
        "expired": _("The address you replied to has expired. Open the topic and answer there."),
        "wrong_sender": _("It came from another address than the one your account has. Reply from that address."),
        "topic_gone": _("The topic does not exist any more, or you can no longer see it."),
        "not_allowed": _("You may not reply there: the topic may be closed, or your account may not write at the moment."),
        "empty": _("We found no text above the quoted mail. Write your answer at the top."),
        "unfit": _("The text cannot be posted as it is."),
        "not_taken": _("The community did not take it."),
        "too_many": _("You have sent many replies within an hour. Please wait a little."),
        "unknown_address": _("The address is not one of ours."),
        "forged": _("The sender's domain disowned the mail."),
    }.get(reason, _("It could not be posted."))
