"""What can go wrong with recognition in ways that callers expect."""

from kernel.errors import ConflictError, InvalidError


class BadRuleError(InvalidError):
    """This is not a rule: give one to five alternatives of one to eight conditions each."""

    code = "bad_rule"


class EmptyRuleError(InvalidError):
    """Everybody would get this badge, also those who never did anything. Ask for at least one deed."""

    code = "rule_asks_for_nothing"


class StillQualifiesError(ConflictError):
    """The rules would lift this member again at once. Lock the level as well."""

    code = "still_qualifies"


class AutomaticBadgeError(ConflictError):
    """This badge is given by its rule and cannot be given by hand."""

    code = "automatic_badge"


class SlugTakenError(ConflictError):
    """Another badge has this address."""

    code = "slug_taken"


class NoTitleError(InvalidError):
    """You have not earned this title."""

    code = "no_such_title"
