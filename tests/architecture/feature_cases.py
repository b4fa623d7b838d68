"""Cases of uploads, notices, recognition, moderation and messages; `route_cases.py` joins them to the others."""

import io
from typing import Any

from tests.architecture.case_basics import (
    ADMINISTRATORS,
    EVERYBODY,
    FRESH,
    MEMBERS,
    MODERATORS,
    NOBODY,
    STAFF,
    SUPERVISORS,
    Case,
    From,
    get,
)
from tests.architecture.stage import DOT, Stage


class Sent(io.BytesIO):
    """A file that can be sent any number of times."""

    name = "dot.png"

    def read(self, size: int | None = -1, /) -> bytes:
        self.seek(0)
        return super().read(size)


SENT_DOT = Sent(DOT)


def upload(stage: Stage) -> dict[str, Any]:
    return {"upload_id": stage.upload}


FILES: dict[str, list[Case]] = {
    "file": [get(frozenset({"member"}), lambda s: {"upload_id": s.upload, "name": "dot.png"})],
    "uploads": [get(MEMBERS), Case("post", MEMBERS, body=lambda s: {"file": SENT_DOT}, form=True)],
    "upload": [get(frozenset({"member"}), upload), Case("delete", frozenset({"member", "owner"}), upload)],
    "upload_address": [get(frozenset({"member"}), upload)],
    "emoji": [get(EVERYBODY, query="?q=smi")],
}


def watched(stage: Stage) -> dict[str, Any]:
    return {"kind": "topic", "target_id": stage.topic}


def notice(stage: Stage) -> dict[str, Any]:
    return {"notification_id": stage.notice}


NAMES_NO_ROW = "says normal of whatever one follows no closer, and so of anything"

OWN = frozenset({"member"})

PUSH_KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}

NOTICES: dict[str, list[Case]] = {
    "notifications": [get(MEMBERS), Case("post", MEMBERS, form=True)],
    "notification": [get(OWN, notice)],
    "notification_preferences": [
        get(MEMBERS),
        Case("post", MEMBERS, body=lambda s: {"mail": "on", "digest": "weekly", "digest_hour": "8"}, form=True),
    ],
    "notification_address": [Case("post", MEMBERS, form=True)],
    "api_notification_address": [Case("put", MEMBERS)],
    "notification_browser": [Case("post", OWN, lambda s: {"subscription_id": s.browser}, form=True)],
    "watching": [
        get(MEMBERS, watched, crossing=200, why=NAMES_NO_ROW),
        Case("post", MEMBERS, watched, lambda s: {"level": "watching"}, form=True),
    ],
    "unsubscribe": [
        get(EVERYBODY, lambda s: {"token": s.unsubscribe}),
        Case("post", EVERYBODY, lambda s: {"token": s.unsubscribe}, lambda s: {"what": "kind"}, form=True),
    ],
    "push_worker": [get(EVERYBODY)],
    "api_notifications": [get(MEMBERS)],
    "api_notifications_unread": [get(MEMBERS), Case("delete", MEMBERS)],
    "api_notification_read": [Case("put", OWN, notice)],
    "api_notification_preferences": [get(MEMBERS), Case("patch", MEMBERS, body=lambda s: {"digest": "daily"})],
    "api_watches": [get(MEMBERS)],
    "api_watch": [
        get(MEMBERS, watched, crossing=200, why=NAMES_NO_ROW),
        Case("put", MEMBERS, watched, lambda s: {"level": "watching"}),
    ],
    "api_push_key": [get(MEMBERS)],
    "api_push_subscriptions": [
        Case("post", MEMBERS, body=lambda s: {"endpoint": "https://push.example/2", "keys": PUSH_KEYS}),
        Case("delete", MEMBERS, body=lambda s: {"endpoint": "https://push.example/2"}),
    ],
    "mail_inbound": [Case("post", NOBODY, form=True, why="only what is signed gets in, see tests/unit/connectors")],
    "manage_mail": [get(ADMINISTRATORS)],
    "manage_mail_one": [
        get(ADMINISTRATORS, lambda s: {"mail_id": s.inbound_mail}),
        Case("post", ADMINISTRATORS, lambda s: {"mail_id": s.inbound_mail}, form=True),
    ],
}


def badge(stage: Stage) -> dict[str, Any]:
    return {"badge_id": stage.badge}


def badge_slug(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.badge_slug}


def asker(stage: Stage) -> dict[str, Any]:
    return {"user_id": stage.asker_user}


HELPERS = STAFF | {"moderator", "member"}

"""Whoever may see why Bob (the asker) is at his level: himself, staff, moderators."""

RULE = {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": 1}]]}

RECOGNITION: dict[str, list[Case]] = {
    "recognition_badges": [get(EVERYBODY)],
    "recognition_badge": [get(EVERYBODY, badge_slug)],
    "recognition_leaderboard": [get(EVERYBODY)],
    "recognition_own": [get(MEMBERS), Case("post", MEMBERS, body=lambda s: {"is_ranked": "on"}, form=True)],
    "recognition_member": [get(HELPERS, asker)],
    "recognition_member_level": [
        Case("post", MODERATORS, asker, lambda s: {"level": "2", "lock": "on", "reason": "Kind"}, form=True)
    ],
    "recognition_member_badges": [
        Case("post", MODERATORS, asker, lambda s: {"badge": str(s.badge), "id": FRESH, "reason": "Kind"}, form=True)
    ],
    "recognition_manage_trust": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"section": "none"}, form=True),
    ],
    "recognition_manage_points": [get(ADMINISTRATORS)],
    "recognition_manage_space_points": [
        get(ADMINISTRATORS, lambda s: {"slug": s.space_slug}),
        Case("post", ADMINISTRATORS, lambda s: {"slug": s.space_slug}, lambda s: {"solution": "20"}, form=True),
    ],
    "recognition_manage_badges": [get(ADMINISTRATORS)],
    "recognition_manage_badge_new": [
        get(ADMINISTRATORS),
        Case(
            "post",
            ADMINISTRATORS,
            body=lambda s: {"name": "Fresh", "group": "other", "tier": "gold", "subject": "member"},
            form=True,
        ),
    ],
    "recognition_manage_badge": [
        get(ADMINISTRATORS, badge_slug),
        Case(
            "post",
            ADMINISTRATORS,
            badge_slug,
            lambda s: {"name": "Named anew", "group": "other", "tier": "gold", "subject": "member", "is_multiple": "on"},
            form=True,
        ),
    ],
    "api_recognition_me": [get(MEMBERS), Case("patch", MEMBERS, body=lambda s: {"is_ranked": True})],
    "api_recognition_member": [get(HELPERS, asker)],
    "api_recognition_level": [
        Case("put", MODERATORS, asker, lambda s: {"level": 2, "reason": "Kind"}),
        Case("delete", MODERATORS, asker),
    ],
    "api_badges": [get(MEMBERS), Case("post", ADMINISTRATORS, body=lambda s: {"name": "Fresh one"})],
    "api_badge": [get(MEMBERS, badge), Case("patch", ADMINISTRATORS, badge, lambda s: {"tier": "gold"})],
    "api_badge_preview": [Case("post", ADMINISTRATORS, body=lambda s: {"rule": RULE})],
    "api_badge_awards": [
        get(MEMBERS, badge),
        Case("post", MODERATORS, badge, lambda s: {"id": FRESH, "user_id": str(s.asker_user), "reason": "Kind"}),
    ],
    "api_award": [Case("delete", MODERATORS, lambda s: {"award_id": s.award})],
    "api_leaderboard": [get(MEMBERS)],
    "api_space_points": [
        get(ADMINISTRATORS, lambda s: {"space_id": s.space}),
        Case("put", ADMINISTRATORS, lambda s: {"space_id": s.space}, lambda s: {"weights": {"solution": 20}}),
    ],
}

REVIEWERS = STAFF | {"moderator"}


def by(**names: str) -> From:
    """Arguments of an address from the stage's ids."""
    return lambda s: {argument: getattr(s, name) for argument, name in names.items()}


NOTICE = {"reason": "illegal", "note": "It is my photo.", "legal_ground": "Copyright"}

JUDGEMENT = {"outcome": "removed", "facts": "Off topic."}

ANSWER = {"outcome": "denied", "answer": "It was not."}

OTHER_REVIEWERS = REVIEWERS - {"owner"}

"""The owner of the stage decided first."""

MODERATION: dict[str, list[Case]] = {
    "moderation_flag": [
        get(MEMBERS, lambda s: {"kind": "post", "thing_id": s.post}),
        Case("post", MEMBERS, lambda s: {"kind": "post", "thing_id": s.post}, lambda s: NOTICE | {"good_faith": "on"}, form=True),
    ],
    "moderation_queue": [
        get(REVIEWERS, query="?lane=flags"),
        Case("post", REVIEWERS, body=lambda s: {"one": f"claim:{s.review_item}"}, form=True),
    ],
    "moderation_item": [
        get(REVIEWERS, by(item_id="review_item")),
        Case("post", REVIEWERS, by(item_id="review_item"), lambda s: JUDGEMENT, form=True),
    ],
    "moderation_run": [get(SUPERVISORS, by(run_id="review_run"))],
    "moderation_run_undo": [Case("post", SUPERVISORS, by(run_id="review_run"), form=True)],
    "moderation_appeals": [get(REVIEWERS)],
    "moderation_appeal": [
        get(REVIEWERS, by(appeal_id="appeal")),
        Case("post", OTHER_REVIEWERS, by(appeal_id="appeal"), lambda s: ANSWER, form=True),
    ],
    "moderation_member": [
        get(MODERATORS, by(user_id="spammer")),
        Case("post", MODERATORS, by(user_id="spammer"), lambda s: {"kind": "suspend", "facts": "Again."}, form=True),
    ],
    "moderation_removal": [Case("post", MODERATORS, by(user_id="spammer"), lambda s: {"sure": "on"}, form=True)],
    "moderation_removal_undo": [Case("post", MODERATORS, by(removal_id="removal"), form=True)],
    "moderation_penalty_lift": [Case("post", MODERATORS, by(penalty_id="penalty"), form=True)],
    "moderation_decisions": [get(MEMBERS)],
    "moderation_decision": [
        get(REVIEWERS | {"member"}, by(decision_id="decision")),
        Case("post", frozenset({"member"}), by(decision_id="decision"), lambda s: {"text": "Why?"}, form=True),
    ],
    "moderation_rules": [get(ADMINISTRATORS)],
    "moderation_rule_new": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"name": "Links", "effect": "hold", "min_links": "9"}, form=True),
    ],
    "moderation_rule": [
        get(ADMINISTRATORS, by(rule_id="rule")),
        Case("post", ADMINISTRATORS, by(rule_id="rule"), lambda s: {"verb": "delete"}, form=True),
    ],
    "moderation_addresses": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"kind": "domain", "value": "pills.example", "effect": "block"}, form=True),
    ],
    "moderation_address_removal": [Case("post", ADMINISTRATORS, by(address_id="screened"), form=True)],
    "moderation_classifier": [get(ADMINISTRATORS), Case("post", ADMINISTRATORS, body=lambda s: {"text": "hello"}, form=True)],
    "moderation_report": [get(SUPERVISORS)],
    "moderation_audit": [get(SUPERVISORS)],
    "api_flags": [
        Case("post", MEMBERS, body=lambda s: NOTICE | {"kind": "post", "thing_id": str(s.post), "good_faith": True}),
    ],
    "api_review_items": [get(REVIEWERS)],
    "api_review_counters": [get(REVIEWERS)],
    "api_review_item": [get(REVIEWERS, by(item_id="review_item"))],
    "api_review_claim": [
        Case("put", REVIEWERS, by(item_id="review_item")),
        Case("delete", REVIEWERS, by(item_id="review_item")),
    ],
    "api_review_judgement": [
        Case("put", REVIEWERS, by(item_id="review_item"), lambda s: JUDGEMENT),
        Case("delete", REVIEWERS, by(item_id="review_item")),
    ],
    "api_review_runs": [Case("post", REVIEWERS, body=lambda s: JUDGEMENT | {"item_ids": [str(s.review_item)]})],
    "api_review_run": [get(SUPERVISORS, by(run_id="review_run")), Case("delete", SUPERVISORS, by(run_id="review_run"))],
    "api_decisions": [get(MEMBERS)],
    "api_decision": [get(REVIEWERS | {"member"}, by(decision_id="decision"))],
    "api_decision_appeals": [Case("post", frozenset({"member"}), by(decision_id="decision"), lambda s: {"text": "Why?"})],
    "api_appeals": [get(REVIEWERS)],
    "api_appeal_answer": [Case("put", OTHER_REVIEWERS, by(appeal_id="appeal"), lambda s: ANSWER)],
    "api_penalties": [Case("post", MODERATORS, body=lambda s: {"user_id": str(s.spammer), "kind": "suspend", "facts": "Again."})],
    "api_penalty": [Case("delete", MODERATORS, by(penalty_id="penalty"))],
    "api_removals": [Case("post", MODERATORS, body=lambda s: {"user_id": str(s.spammer)})],
    "api_removal": [Case("delete", MODERATORS, by(removal_id="removal"))],
    "api_moderation_rules": [get(ADMINISTRATORS)],
    "api_moderation_rule": [
        get(ADMINISTRATORS, by(rule_id="rule")),
        Case(
            "put",
            ADMINISTRATORS,
            by(rule_id="rule"),
            lambda s: {"name": "Links", "conditions": {"min_links": 9}},
            crossing=200,
            why="a new id makes a rule of one's own brand",
        ),
        Case("delete", ADMINISTRATORS, by(rule_id="rule")),
    ],
    "api_moderation_trials": [Case("post", ADMINISTRATORS, body=lambda s: {"conditions": {"min_links": 1}})],
    "api_moderation_addresses": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"kind": "domain", "value": "pills.example"}),
    ],
    "api_moderation_address": [Case("delete", ADMINISTRATORS, by(address_id="screened"))],
    "api_moderation_statements": [get(SUPERVISORS, query="?since=2026-01-01&until=2026-12-31")],
    "api_moderation_report": [get(SUPERVISORS, query="?since=2026-01-01&until=2026-12-31")],
    "api_moderation_audit": [get(SUPERVISORS)],
}

TALKING = frozenset({"member", "owner"})

"""Who takes part in the conversation of the stage."""

BEGINNERS = STAFF | {"moderator"}

"""The member of the stage is new and answers only."""


def exchange(stage: Stage) -> dict[str, Any]:
    return {"exchange_id": stage.exchange}


def message(stage: Stage) -> dict[str, Any]:
    return {"message_id": stage.message}


MESSAGES: dict[str, list[Case]] = {
    "messaging_exchanges": [get(MEMBERS)],
    "messaging_new": [
        get(BEGINNERS),
        Case("post", BEGINNERS, body=lambda s: {"to": f"spammer-{s.brand}", "body": "Hello"}, form=True),
    ],
    "messaging_exchange": [
        get(TALKING, exchange),
        Case("post", TALKING, exchange, lambda s: {"body": "And cake?"}, form=True),
    ],
    "messaging_people": [Case("post", frozenset({"owner"}), exchange, lambda s: {"to": f"spammer-{s.brand}"}, form=True)],
    "messaging_leave": [Case("post", TALKING, exchange, form=True)],
    "messaging_arrange": [Case("post", TALKING, exchange, lambda s: {"muted": "1"}, form=True)],
    "messaging_withdrawal": [Case("post", frozenset({"member"}), message, form=True)],
    "moderation_reported_message": [get(MEMBERS, message, why="members of the stage take part, all others review")],
    "api_messages": [
        get(MEMBERS),
        Case("post", BEGINNERS, body=lambda s: {"user_ids": [str(s.spammer)], "body": "Hello"}),
    ],
    "api_messages_unread": [get(MEMBERS)],
    "api_messages_search": [get(MEMBERS, query="?q=gladly")],
    "api_messages_exchange": [get(TALKING, exchange), Case("patch", TALKING, exchange, lambda s: {"is_muted": True})],
    "api_messages_items": [get(TALKING, exchange), Case("post", TALKING, exchange, lambda s: {"body": "And cake?"})],
    "api_messages_people": [Case("post", frozenset({"owner"}), exchange, lambda s: {"user_ids": [str(s.spammer)]})],
    "api_messages_part": [Case("delete", TALKING, lambda s: {"exchange_id": s.exchange, "user_id": s.self_account})],
    "api_messages_read": [Case("put", TALKING, exchange, lambda s: {"position": 2})],
    "api_message": [Case("delete", frozenset({"member"}), message)],
}
