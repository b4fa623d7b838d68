"""What is asked of a text before it is published. Runs inside the transaction that writes it, and asks nobody outside."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.queries import list_user_infos
from brand_settings.queries import read
from community.limits import LimitSettings
from community.queries.written import published_count, replies_in
from community.screening import CONTRIBUTIONS, Circumstances, Outcome, Submission, Verdict
from kernel.actor import Actor, Role
from kernel.clock import now
from kernel.lookalikes import plain_letters
from messaging.contracts import MessageSubmission
from moderation.addresses import screen_address
from moderation.contracts import CheckedText, list_checkers
from moderation.judging.matching import same_text
from moderation.judging.reading import Features, features_of
from moderation.judging.rules import Candidate, Conditions, Reason, matches
from moderation.models.item import Lane
from moderation.models.penalty import Penalty
from moderation.models.rule import Effect, HoldRule
from moderation.models.screened import AddressEffect
from moderation.models.screened_text import ScreenedText
from moderation.settings import ModerationSettings, SpamSettings

TRUSTED_TO_TALK = 2
"""From this level on only the first words to somebody are looked at."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Why a text is held, and in which lane."""

    lane: Lane
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Refusing:
    """Why a text is refused, as a code and as a sentence for its author."""

    code: str
    message: str


class ModerationScreener:
    """The community's `Screener`."""

    def screen(self, submission: Submission) -> Verdict:
        """Publish, hold or refuse. What is held is noted, so that the queue knows why when the text arrives there."""
        at, features = now(), features_of(f"{submission.title}\n{submission.body}")
        digest = digest_of(submission.title, submission.body)
        refusal = _refusal(submission, features, digest, at)
        if refusal is not None:
            return Verdict(Outcome.REFUSE, (refusal.code,), refusal.message)
        found = holding(submission, features, at)
        if isinstance(found, Refusing):
            return Verdict(Outcome.REFUSE, (found.code,), found.message)
        if found is not None and _says_nothing_new(submission, found):
            found = None
        ScreenedText(
            person_id=submission.person_id,
            kind=submission.kind,
            digest=digest,
            address_hash=submission.circumstances.address_hash[:64],
            outcome=(Outcome.HOLD if found else Outcome.PUBLISH).value,
            lane=found.lane.value if found else "",
            reasons=[asdict(reason) for reason in found.reasons] if found else [],
            at=at,
        ).save(force_insert=True)
        if found is None:
            return Verdict()
        return Verdict(Outcome.HOLD, tuple(reason.code for reason in found.reasons))


class MessageScreening:
    """Messaging's `MessageScreener`. Members without much trust, and everybody's first words to somebody, are looked at;
    what would be held elsewhere is refused, because nobody but its readers may read a private message."""

    def refusal(self, submission: MessageSubmission) -> str:
        """See MessageScreener."""
        if not submission.is_first and submission.actor.level >= TRUSTED_TO_TALK:
            return ""
        how = submission.circumstances
        verdict = ModerationScreener().screen(
            Submission(
                kind="message",
                actor=submission.actor,
                person_id=submission.person_id,
                space_id=None,
                title="",
                body=submission.body,
                html=submission.html,
                language=submission.actor.language,
                circumstances=Circumstances(how.typed_ms, how.honeypot, how.address_hash),
            )
        )
        if verdict.outcome is Outcome.PUBLISH:
            return ""
        return verdict.message or _("This message looks like spam and was not sent. Write it in other words, or ask a moderator.")


KNOWN_BEFORE = frozenset({"first_posts", "level", "space", "rule"})
"""Reasons about who writes and where; they say nothing of the words."""


def _says_nothing_new(submission: Submission, found: Holding) -> bool:
    """Whether a part of something would be stopped for its author alone, who was looked at with what it is a part of."""
    is_part = submission.kind not in CONTRIBUTIONS and submission.kind != "edit"
    return is_part and {reason.code for reason in found.reasons} <= KNOWN_BEFORE


def digest_of(title: str, body: str) -> str:
    """What two texts share when only spaces and signs differ."""
    return hashlib.sha256(f"{same_text(title)}\x00{same_text(body)}".encode()).hexdigest()


def holding(submission: Submission, features: Features, at: datetime) -> Holding | Refusing | None:
    """Why this text waits for a person, or is refused by a rule; None when it may be published."""
    spam, approval = _suspicions(submission, at), _cautions(submission, at)
    for rule in HoldRule.objects.filter(enabled_at__isnull=False).order_by("position", "pk"):
        reasons = matches(Conditions.model_validate(rule.conditions), candidate_of(submission, features))
        if reasons is None:
            continue
        if rule.effect == Effect.REFUSE:
            return Refusing("rule", rule.message or _("The rules of this community do not allow this text."))
        (spam if rule.effect == Effect.SPAM else approval).extend([*reasons, Reason("rule", rule.name)])
    spam.extend(checked(submission))
    if spam:
        return Holding(Lane.SPAM, _once([*spam, *approval]))
    return Holding(Lane.APPROVAL, _once(approval)) if approval else None


def checked(submission: Submission) -> list[Reason]:
    """What the checkers say that is sure enough."""
    settings = read(SpamSettings)
    if submission.actor.level >= settings.classifier_level_below:
        return []
    text = CheckedText(
        submission.kind,
        submission.title,
        submission.body,
        submission.language,
        submission.actor.level,
        submission.kind not in CONTRIBUTIONS,
    )
    found = []
    for name, checker in list_checkers():
        finding = checker(text)
        if finding is not None and finding.probability * 100 >= settings.classifier_percent:
            words = ", ".join(finding.because)
            detail = f"{finding.probability:.0%}: {words}" if words else f"{finding.probability:.0%}"
            found.append(Reason("classifier" if name == finding.checker else name, detail[:200]))
    return found


def candidate_of(submission: Submission, features: Features) -> Candidate:
    """The text as rules see it."""
    return Candidate(
        text=f"{submission.title}\n{submission.body}",
        features=features,
        language=submission.language,
        space_id=submission.space_id,
        level=submission.actor.level,
        earlier_posts=published_count(submission.person_id),
        is_exempt=is_exempt(submission.actor),
    )


def refuse_name(name: str, language: str) -> str:
    """Why a rule does not let a member be called so, or nothing: names cannot be held, so a blocked word refuses them.

    Letters of other scripts that look the same hide no word.
    """
    text = f"{name}\n{plain_letters(name)}"
    candidate = Candidate(text, features_of(text), language, None, level=0, earlier_posts=0)
    for rule in HoldRule.objects.filter(enabled_at__isnull=False).order_by("position", "pk"):
        reasons = matches(Conditions.model_validate(rule.conditions), candidate)
        if reasons is not None and any(reason.code == "word" for reason in reasons):
            return _("The rules of this community do not allow this name.")
    return ""


def is_exempt(actor: Actor) -> bool:
    """Staff, moderators and the platform are not screened."""
    return actor.is_staff or actor.role in (Role.MODERATOR, Role.SYSTEM)


def _refusal(submission: Submission, features: Features, digest: str, at: datetime) -> Refusing | None:
    settings, limits = read(SpamSettings), read(LimitSettings)
    if submission.kind in CONTRIBUTIONS and settings.duplicate_minutes:
        since = at - timedelta(minutes=settings.duplicate_minutes)
        if ScreenedText.objects.filter(person_id=submission.person_id, digest=digest, at__gt=since).exists():
            return Refusing("duplicate", _("You sent the same text a moment ago."))
    new = submission.actor.level == 0 or _probation(submission.actor, at) is not None
    mentions = _smallest(limits.mentions_a_post, limits.new_member_mentions_a_post if new else 0)
    if mentions and features.mentions > mentions:
        return Refusing("too_many_mentions", _("Mention at most %(count)d people.") % {"count": mentions})
    return _too_much_for_new(submission, features) if new else None


def _too_much_for_new(submission: Submission, features: Features) -> Refusing | None:
    limits, replies = read(LimitSettings), read(SpamSettings).new_member_replies_per_topic
    most = limits.new_member_links_a_post
    if most and features.links > most:
        text = ngettext("New members may post %(count)s link at a time.", "New members may post %(count)s links at a time.", most)
        return Refusing("too_many_links", text % {"count": most})
    most = limits.new_member_images_a_post
    if most and features.media > most:
        text = ngettext(
            "New members may post %(count)s image at a time.", "New members may post %(count)s images at a time.", most
        )
        return Refusing("too_many_images", text % {"count": most})
    if not replies or submission.kind != "post" or submission.topic_id is None:
        return None
    if replies_in(submission.topic_id, submission.person_id) < replies:
        return None
    text = ngettext(
        "New members may reply %(count)s time in a topic.", "New members may reply %(count)s times in a topic.", replies
    )
    return Refusing("too_many_replies", text % {"count": replies})


def _suspicions(submission: Submission, at: datetime) -> list[Reason]:
    """Signs of a machine; only of members without trust, people with it may use whatever tools they like."""
    if submission.actor.level > 0 or submission.kind not in CONTRIBUTIONS:
        return []
    settings, how, found = read(SpamSettings), submission.circumstances, list[Reason]()
    if how.honeypot.strip():
        found.append(Reason("honeypot"))
    fast = how.typed_ms is not None and how.typed_ms < settings.fast_typer_ms
    if fast and not published_count(submission.person_id):
        found.append(Reason("fast_typer"))
    if settings.accounts_per_address and how.address_hash:
        since = at - timedelta(days=1)
        rows = ScreenedText.objects.filter(address_hash=how.address_hash[:64], at__gt=since)
        others = rows.exclude(person_id=submission.person_id).values("person_id").distinct().count()
        if others >= settings.accounts_per_address:
            found.append(Reason("new_accounts"))
    return found


def _cautions(submission: Submission, at: datetime) -> list[Reason]:
    """Why somebody looks first although nothing looks like spam."""
    actor, found = submission.actor, list[Reason]()
    if actor.user_id is None or submission.kind not in CONTRIBUTIONS:
        return found
    penalty = _probation(actor, at)
    if penalty is not None:
        since = penalty.lifted_at or penalty.ends_at
        rows = ScreenedText.objects.filter(person_id=submission.person_id, at__gte=since, kind__in=sorted(CONTRIBUTIONS))
        written = rows.count()
        if written < read(ModerationSettings).probation_posts:
            found.append(Reason("probation"))
    if actor.level == 0:
        info = list_user_infos([actor.user_id]).get(actor.user_id)
        if info is not None and screen_address(email=info.email, at=at) is AddressEffect.HOLD:
            found.append(Reason("screened"))
    return found


def _probation(actor: Actor, at: datetime) -> Penalty | None:
    """The penalty from which the account is still coming back."""
    if actor.user_id is None:
        return None
    rows = Penalty.objects.filter(user_id=actor.user_id, probation_until__gt=at, decision__reversed_at=None)
    penalty = rows.order_by("-starts_at", "-pk").first()
    return penalty if penalty is not None and not penalty.is_running(at) else None


def _smallest(*limits: int) -> int:
    """The tightest of some limits, of which 0 is none."""
    return min((limit for limit in limits if limit), default=0)


def _once(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))
