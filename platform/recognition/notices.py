"""How a member hears of a new trust level. `notifications` sends it; what it says is for us, who know what levels are."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.notices import Channel, Noticed, NoticeKind, register_kind
from brand_settings.queries import read
from recognition.naming import LEVELS, level_name
from recognition.sections import RecognitionSettings


def register_notices() -> None:
    """Declare it; called from ready()."""
    label = gettext_lazy("I reach another trust level")
    register_kind(NoticeKind("level", label, in_words, where, section="account", order=10, channels=frozenset({Channel.IN_APP})))


def in_words(n: Noticed) -> str:
    """The sentence."""
    level = int(n.data.get("level", 0))
    if level not in LEVELS:
        return _("You reached another trust level")
    if level == 1:
        return _("Welcome among us! You are now at “%(level)s” and may do more here") % {"level": level_name(level)}
    return _("Congratulations! You are now at “%(level)s”: the community trusts you with more") % {"level": level_name(level)}


def where(_n: Noticed) -> str:
    """One's own page with the level and its reasons, as long as the brand has such a page."""
    return reverse("recognition_own" if read(RecognitionSettings).has_ledger else "account_settings")
