"""What can go wrong with recognition in ways that callers expect."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, InvalidError


class BadRuleError(InvalidError):
    """This is not a rule: give one to five alternatives of one to eight conditions each."""

    code = "bad_rule"
    message = _("This is not a rule: give one to five alternatives of one to eight conditions each.")


class EmptyRuleError(InvalidError):
    """Everybody would get this badge, also those who never did anything. Ask for at least one deed."""

    code = "rule_asks_for_nothing"
    message = _("Everybody would get this badge, also those who never did anything. Ask for at least one deed.")


class StillQualifiesError(ConflictError):
    """The rules would lift this member again at once. Lock the level as well."""

    code = "still_qualifies"
    message = _("The rules would lift this member again at once. Lock the level as well.")


class AutomaticBadgeError(ConflictError):
    """This badge is given by its rule and cannot be given by hand."""

    code = "automatic_badge"
    message = _("This badge is given by its rule and cannot be given by hand.")


class SlugTakenError(ConflictError):
    """Another badge has this address."""

    code = "slug_taken"
    message = _("Another badge has this address.")


class NoTitleError(InvalidError):
    """You have not earned this title."""

    code = "no_such_title"
    message = _("You have not earned this title.")
