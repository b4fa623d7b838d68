"""What a brand can set about moderation."""

from datetime import timedelta
from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from brand_settings.base import BrandSettings, register, setting


def _number(default: int, title: object, *, least: int = 0, most: int = 10_000) -> int:
    return Field(default, ge=least, le=most, title=title)  # type: ignore[no-any-return,call-overload] # pydantic types Field as its default, titles are lazy


@register
class ModerationSettings(BrandSettings):
    """Flags, the queue's clock, penalties."""

    section: ClassVar[str] = "moderation"
    title: ClassVar[object] = _("Moderation")
    help: ClassVar[object] = _("When flags hide something, how soon the queue is worked, how long penalties last.")

    sensitivity: Literal["off", "low", "medium", "high"] = setting(
        "medium",
        title=_("How soon flags hide a contribution"),
        choices=[
            ("off", _("Never")),
            ("low", _("After many flags")),
            ("medium", _("After some flags")),
            ("high", _("After few flags")),
        ],
    )
    trusted_flaggers: int = _number(2, _("Trusted members who must have flagged it before it is hidden"), least=1, most=20)
    trusted_level: int = _number(1, _("Trust level from which a flagger counts as trusted"), most=4)
    silence_new_member_at: int = _number(3, _("Silence a new member when so many members flagged them (0: never)"), most=50)
    close_topic_at: int = _number(5, _("Close a topic when so many trusted members flagged something in it (0: never)"), most=50)
    close_topic_hours: int = _number(4, _("Hours for which such a topic stays closed"), least=1, most=168)
    flags_due_hours: int = _number(24, _("Hours to decide about flags"), least=1, most=720)
    approval_due_hours: int = _number(4, _("Hours to approve what is held"), least=1, most=720)
    spam_due_hours: int = _number(48, _("Hours to look through the spam lane"), least=1, most=720)
    notice_due_hours: int = _number(12, _("Hours to decide about notices of illegal content"), least=1, most=720)
    appeal_due_hours: int = _number(168, _("Hours to answer an appeal"), least=1, most=2_160)
    warn_hours: int = _number(2, _("Hours before an item is overdue in which reviewers are told (0: never)"), most=72)
    appeal_days: int = _number(183, _("Days in which a decision may be appealed"), least=183, most=1_000)
    ladder_first_hours: int = _number(24, _("First penalty: hours"), least=1)
    ladder_second_hours: int = _number(72, _("Second penalty: hours"), least=1)
    ladder_third_hours: int = _number(168, _("Third penalty: hours"), least=1)
    ladder_further_hours: int = _number(720, _("Further penalties: hours"), least=1)
    probation_days: int = _number(14, _("Days of probation after a penalty"), most=365)
    probation_posts: int = _number(3, _("Contributions held for approval during probation"), most=50)

    @property
    def steps(self) -> tuple[int, int, int, int]:
        """The ladder in hours."""
        return (self.ladder_first_hours, self.ladder_second_hours, self.ladder_third_hours, self.ladder_further_hours)

    def due_in(self, lane: str, *, is_notice: bool = False) -> timedelta:
        """How long an item may wait in this lane."""
        if is_notice:
            return timedelta(hours=self.notice_due_hours)
        hours = {"flags": self.flags_due_hours, "approval": self.approval_due_hours, "spam": self.spam_due_hours}
        return timedelta(hours=hours[lane])


@register
class SpamSettings(BrandSettings):
    """What is checked before a text is published."""

    section: ClassVar[str] = "spam"
    title: ClassVar[object] = _("Protection from spam")
    help: ClassVar[object] = _("Checks that run before a contribution is published. Staff and moderators are not checked.")

    fast_typer_ms: int = _number(
        3_000, _("Milliseconds in which nobody types a first contribution (0: do not check)"), most=60_000
    )
    duplicate_minutes: int = _number(5, _("Minutes in which the same text may not be sent again (0: do not check)"), most=1_440)
    new_member_replies_per_topic: int = _number(3, _("Replies of a new member in one topic (0: no limit)"), most=100)
    accounts_per_address: int = _number(
        3, _("New accounts from one address before their texts are held (0: do not check)"), most=100
    )
    classifier: bool = Field(True, title=_("Learn from the decisions of the moderators"))  # type: ignore[call-overload] # lazy
    classifier_percent: int = _number(
        95, _("Hold a text when the classifier is so sure that it is spam (percent)"), least=50, most=100
    )
    classifier_least_texts: int = _number(10, _("Texts of each kind to learn before the classifier speaks"), least=1, most=10_000)
    classifier_level_below: int = _number(2, _("Ask the classifier about members below this trust level"), least=1, most=5)
    address_days: int = _number(365, _("Days after which a screened address is forgotten"), least=1, most=3_650)
    roll_up_at: int = _number(5, _("Screened neighbours that become one wider entry"), least=2, most=100)
