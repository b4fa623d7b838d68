"""What to send to each route, and who gets through. A route, or a method of one, without a case fails test_routes.py.

`kwargs` and `body` are made from the stage of a brand, so that the same case can be tried with another brand's ids.
`allowed` are roles that get an answer below 400; all others must get 401, 403, 404 or the way to the sign-in page.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from community.limits import LimitSettings
from kernel.clock import now
from kernel.ids import uuid7
from tests.architecture.kind_cases import kind_cases
from tests.architecture.stage import DOT, Stage

From = Callable[[Stage], dict[str, Any]]

EVERYBODY = frozenset({"anonymous", "member", "moderator", "agent", "manager", "owner"})
MEMBERS = EVERYBODY - {"anonymous"}
STAFF = frozenset({"agent", "manager", "owner"})
SUPERVISORS = frozenset({"manager", "owner"})
ADMINISTRATORS = frozenset({"owner"})
MODERATORS = frozenset({"moderator", "manager", "owner"})
NOBODY: frozenset[str] = frozenset()
FRESH = str(uuid7())
LATER = (now() + timedelta(days=30)).isoformat()


def nothing(_stage: Stage) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Case:
    """One request. `crossing` is what Charlie gets for acme's ids in the address (404 unless a reason says otherwise)."""

    method: str
    allowed: frozenset[str]
    kwargs: From = nothing
    body: From = nothing
    query: str = ""
    form: bool = False
    crossing: int = 404
    why: str = ""


def get(allowed: frozenset[str], kwargs: From = nothing, **more: Any) -> Case:
    return Case("get", allowed, kwargs, **more)


def conversation(stage: Stage) -> dict[str, Any]:
    return {"conversation_id": stage.conversation}


def person(stage: Stage) -> dict[str, Any]:
    return {"person_id": stage.person}


def topic(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.topic_slug, "number": stage.topic_number}


def topic_id(stage: Stage) -> dict[str, Any]:
    return {"topic_id": stage.topic}


def number(stage: Stage) -> dict[str, Any]:
    return {"number": stage.topic_number}


def post(stage: Stage) -> dict[str, Any]:
    return {"post_id": stage.post}


SHELL: dict[str, list[Case]] = {
    "set_language": [Case("post", EVERYBODY, body=lambda s: {"language": "de"}, form=True)],
    "workspace": [get(STAFF)],
    "schema": [get(EVERYBODY)],
}

PEOPLE: dict[str, list[Case]] = {
    "people": [get(STAFF, query="?q=jo")],
    "person": [
        get(STAFF, person),
        get(STAFF | {"member"}, lambda s: {"person_id": s.self}),
        Case("patch", STAFF, person, lambda s: {"language": "de"}),
    ],
    "person_timeline": [get(STAFF, person)],
    "person_notes": [Case("post", STAFF, person, lambda s: {"id": FRESH, "body": "likes coffee too"})],
    "person_consents": [Case("put", STAFF, person, lambda s: {"kind": "research", "granted": True})],
    "person_merges": [Case("post", STAFF, person, lambda s: {"other_id": str(s.other_person)})],
    "person_merge": [Case("delete", STAFF, lambda s: {"merge_id": s.merge})],
}

DESK: dict[str, list[Case]] = {
    "staff": [get(STAFF)],
    "teams": [get(STAFF)],
    "inboxes": [get(STAFF)],
    "labels": [get(STAFF), Case("post", SUPERVISORS, body=lambda s: {"name": "urgent", "hue": 3})],
    "conversations": [get(STAFF, query="?status=open")],
    "conversation_counters": [get(STAFF)],
    "conversation": [get(STAFF, conversation)],
    "conversation_timeline": [get(STAFF, conversation)],
    "conversation_replies": [Case("post", STAFF, conversation, lambda s: {"id": FRESH, "body": "Yes.", "seen_seq": 1})],
    "conversation_notes": [Case("post", STAFF, conversation, lambda s: {"id": FRESH, "body": "Asked them."})],
    "conversation_handoffs": [
        Case("post", STAFF, conversation, lambda s: {"id": FRESH, "team_id": str(s.other_team), "summary": "Yours."})
    ],
    "conversation_assignment": [Case("put", STAFF, conversation, lambda s: {"user_id": str(s.agent_id), "team_id": str(s.team)})],
    "conversation_status": [Case("put", STAFF, conversation, lambda s: {"status": "snoozed", "snoozed_until": LATER})],
    "conversation_labels": [Case("put", STAFF, conversation, lambda s: {"label_ids": [str(s.label)]})],
    "conversation_inbox": [Case("put", STAFF, conversation, lambda s: {"inbox_id": str(s.other_inbox)})],
    "conversation_priority": [Case("put", STAFF, conversation, lambda s: {"priority": "high"})],
    "conversation_read": [Case("put", STAFF, conversation, lambda s: {"seq": 1})],
}

ACCOUNTS: dict[str, list[Case]] = {
    "me": [get(MEMBERS), Case("patch", MEMBERS, body=lambda s: {"language": "de"})],
    "members": [get(SUPERVISORS, query="?q=bob")],
    "member": [
        Case("patch", ADMINISTRATORS, lambda s: {"member_id": s.member_id}, lambda s: {"role": "moderator"}),
    ],
    "invitations": [
        get(SUPERVISORS),
        Case(
            "post", SUPERVISORS, body=lambda s: {"email": "later@somewhere.example", "role": "agent", "team_ids": [str(s.team)]}
        ),
    ],
    "invitation": [Case("delete", SUPERVISORS, lambda s: {"invitation_id": s.invitation})],
    "invitation_deliveries": [Case("post", SUPERVISORS, lambda s: {"invitation_id": s.invitation})],
    "tokens": [
        get(MEMBERS),
        Case("post", MEMBERS, body=lambda s: {"name": "script", "scopes": ["community:read"], "expires_in_days": 3}),
    ],
    "token": [Case("delete", frozenset({"member"}), lambda s: {"token_id": s.token})],
    "sessions": [get(MEMBERS)],
    "session": [Case("delete", NOBODY, lambda s: {"session_id": "0" * 64}, why="only one's own, see tests/unit/accounts")],
    "account_settings": [get(MEMBERS)],
    "account_sessions": [get(MEMBERS)],
    "account_invitation": [get(EVERYBODY, lambda s: {"token": s.invitation_secret})],
}

COMMUNITY: dict[str, list[Case]] = {
    "community_home": [get(EVERYBODY)],
    "community_space": [get(EVERYBODY, lambda s: {"slug": s.space_slug})],
    "community_tag": [get(EVERYBODY, lambda s: {"name": s.tag}, crossing=200, why="a word names no row")],
    "community_topics": [get(EVERYBODY, query="?list=top&period=month")],
    "community_topics_feed": [get(EVERYBODY)],
    "community_tags": [get(EVERYBODY)],
    "community_tag_feed": [get(EVERYBODY, lambda s: {"name": s.tag}, crossing=200, why="a word names no row")],
    "community_reading": [Case("post", MEMBERS, number, lambda s: {"shown": "1", "seconds": "1"}, form=True)],
    "community_manage_spaces": [get(ADMINISTRATORS)],
    "community_manage_space_new": [get(ADMINISTRATORS)],
    "community_manage_space": [get(ADMINISTRATORS, lambda s: {"space_id": s.space})],
    "community_manage_space_place": [
        Case("post", ADMINISTRATORS, lambda s: {"space_id": s.space}, lambda s: {"direction": "up"}, form=True)
    ],
    "community_manage_space_archive": [
        Case("post", ADMINISTRATORS, lambda s: {"space_id": s.space}, lambda s: {"archived": "0"}, form=True)
    ],
    "community_manage_tags": [get(ADMINISTRATORS)],
    "community_manage_tag": [get(ADMINISTRATORS, lambda s: {"tag_id": s.tag_id})],
    "community_manage_tag_removal": [
        Case("post", ADMINISTRATORS, lambda s: {"tag_id": s.tag_id}, form=True, crossing=302, why="what is gone already is gone")
    ],
    "community_manage_tag_group_new": [get(ADMINISTRATORS)],
    "community_manage_tag_group": [get(ADMINISTRATORS, lambda s: {"group_id": s.tag_group})],
    "api_space": [
        get(EVERYBODY - {"anonymous"}, lambda s: {"space_id": s.space}),
        Case("patch", ADMINISTRATORS, lambda s: {"space_id": s.space}, lambda s: {"min_tags": 0}),
    ],
    "api_space_new": [
        Case("post", ADMINISTRATORS, body=lambda s: {"id": FRESH, "name": "Fresh space"}),
        Case("put", ADMINISTRATORS, body=lambda s: {"space_ids": []}),
    ],
    "api_space_rules": [Case("put", ADMINISTRATORS, lambda s: {"space_id": s.space}, lambda s: {"rules": []})],
    "api_space_archive": [
        Case("delete", ADMINISTRATORS, lambda s: {"space_id": s.space}),
        Case("put", ADMINISTRATORS, lambda s: {"space_id": s.spare_space}),
    ],
    "api_topic_reading": [
        get(MEMBERS, topic_id),
        Case("put", MEMBERS, topic_id, lambda s: {"shown": [[1, 1]], "seconds": 1}),
    ],
    "api_tags": [get(MEMBERS)],
    "api_managed_tags": [Case("post", ADMINISTRATORS, body=lambda s: {"name": "fresh-tag"})],
    "api_managed_tag": [
        Case("patch", ADMINISTRATORS, lambda s: {"tag_id": s.tag_id}, lambda s: {"description": "Bubbles"}),
        Case("delete", ADMINISTRATORS, lambda s: {"tag_id": s.spare_tag}, crossing=204, why="what is gone already is gone"),
    ],
    "api_managed_tag_synonyms": [
        Case("post", ADMINISTRATORS, lambda s: {"tag_id": s.tag_id}, lambda s: {"name": "another-word"})
    ],
    "api_managed_tag_merges": [
        Case("post", ADMINISTRATORS, lambda s: {"tag_id": s.other_tag}, lambda s: {"into_id": str(s.tag_id)})
    ],
    "api_tag_groups": [get(ADMINISTRATORS), Case("post", ADMINISTRATORS, body=lambda s: {"name": "Fresh group"})],
    "api_tag_group": [
        Case("patch", ADMINISTRATORS, lambda s: {"group_id": s.tag_group}, lambda s: {"is_exclusive": False}),
        Case("delete", ADMINISTRATORS, lambda s: {"group_id": s.spare_group}, crossing=204, why="what is gone already is gone"),
    ],
    "community_search": [get(EVERYBODY, query="?q=ferment")],
    "community_search_clicked": [
        Case(
            "post",
            EVERYBODY,
            body=lambda s: {"search": FRESH, "place": 1},
            form=True,
        )
    ],
    "community_searched": [get(SUPERVISORS)],
    "community_person": [get(EVERYBODY, lambda s: {"name": s.asker_handle})],
    "community_topic": [get(EVERYBODY, topic)],
    "community_topic_feed": [get(EVERYBODY, topic)],
    "community_feed": [get(EVERYBODY)],
    "community_space_feed": [get(EVERYBODY, lambda s: {"slug": s.space_slug})],
    "robots": [get(EVERYBODY)],
    "sitemap": [get(EVERYBODY)],
    "sitemap_spaces": [get(EVERYBODY)],
    "sitemap_topics": [get(EVERYBODY, lambda s: {"page": 0}, crossing=200, why="a page number names no row")],
    "community_ask": [
        get(MEMBERS),
        Case(
            "post",
            MEMBERS,
            body=lambda s: {
                "id": FRESH,
                "space": str(s.space),
                "title": "And how warm?",
                "body": "Is 18 enough?",
                "tags": "yeast",
            },
            form=True,
        ),
    ],
    "community_reply": [
        get(MEMBERS, number),
        Case("post", MEMBERS, number, lambda s: {"id": FRESH, "body": "Same here."}, form=True),
    ],
    "community_solution": [
        Case("post", MEMBERS, number, lambda s: {"post": str(s.post)}, form=True),
    ],
    "community_topic_moderation": [Case("post", MODERATORS, number, lambda s: {"verb": "lock", "reason": "heated"}, form=True)],
    "community_edit": [
        get(MODERATORS, post),
        Case("post", MODERATORS, post, lambda s: {"body": "Three weeks.", "version": 1}, form=True),
    ],
    "community_topic_in_language": [
        get(EVERYBODY, lambda s: {**topic(s), "language": "fr", "slug": "et-quoi"}),
    ],
    "community_post_language": [
        get(STAFF | {"moderator"}, post),
        Case("post", STAFF | {"moderator"}, post, lambda s: {"language": "fr"}, form=True),
    ],
    "community_translate": [
        get(STAFF | {"moderator"}, post),
        Case("post", STAFF | {"moderator"}, post, lambda s: {"language": "fr", "body": "Trois semaines."}, form=True),
    ],
    "community_translation_wish": [
        Case("post", STAFF | {"moderator"}, post, lambda s: {"value": "0", "language": "fr"}, form=True),
    ],
    "community_embed_script": [
        Case("get", NOBODY, why="a built file: 404 where the front end is not built, else the way to it"),
    ],
    "community_embed_comments": [
        get(EVERYBODY, query="?url=https://www.acme.example/a", crossing=404, why="globex embeds nothing"),
    ],
    "community_embed_ask": [get(EVERYBODY, query="?q=yeast", crossing=404, why="globex embeds nothing")],
    "community_embed_write": [
        get(MEMBERS, query="?url=https://www.acme.example/a", crossing=404, why="globex embeds nothing"),
        Case(
            "post",
            MEMBERS,
            body=lambda s: {"id": FRESH, "body": "A comment."},
            query="?url=https://www.acme.example/a",
            form=True,
            crossing=404,
            why="globex embeds nothing",
        ),
    ],
    "community_vote": [Case("post", MEMBERS, post, lambda s: {"value": "1"}, form=True)],
    "community_post_moderation": [Case("post", MODERATORS, post, lambda s: {"verb": "hide", "reason": "spam"}, form=True)],
}

MANAGE: dict[str, list[Case]] = {
    "branding_stylesheet": [get(EVERYBODY, lambda s: {"revision": 1}, crossing=200, why="a version's number names no row")],
    "branding_draft_stylesheet": [get(ADMINISTRATORS)],
    "branding_theme": [
        get(ADMINISTRATORS),
        Case(
            "post",
            ADMINISTRATORS,
            body=lambda s: {"accent": "#336699", "font": "serif", "heading_font": "system", "corners": "soft"},
            form=True,
        ),
    ],
    "branding_theme_publication": [Case("post", ADMINISTRATORS, body=lambda s: {"value": "1"}, form=True)],
    "branding_theme_preview": [Case("post", ADMINISTRATORS, body=lambda s: {"value": "1"}, form=True)],
    "branding_home": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"step": "add", "kind": "text", "version": "0"}, form=True),
    ],
    "branding_redirects": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"pairs": "/old/1 /tags/yeast/"}, form=True),
    ],
    "branding_redirect_removal": [Case("post", ADMINISTRATORS, lambda s: {"redirect_id": s.redirect}, form=True)],
    "branding_embedding": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"sites": "https://www.x.example", "comments": "on"}, form=True),
    ],
    "api_redirects": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"items": [{"old": "/old/2", "new": "/tags/"}]}),
    ],
    "api_redirect": [Case("delete", ADMINISTRATORS, lambda s: {"redirect_id": s.redirect})],
    "api_theme_publication": [Case("post", ADMINISTRATORS)],
    "manage_home": [get(MEMBERS - {"member"}, why="whoever may manage anything")],
    "brand_settings_sections": [get(ADMINISTRATORS)],
    "brand_settings_section": [
        get(ADMINISTRATORS, lambda s: {"name": "limits"}, crossing=200, why="a section's name names no row"),
        Case(
            "post",
            ADMINISTRATORS,
            lambda s: {"name": "limits"},
            lambda s: {**LimitSettings(votes_a_day=40).model_dump(), "version": 0},
            form=True,
            crossing=302,
            why="a section's name names no row",
        ),
    ],
    "api_settings": [get(ADMINISTRATORS)],
    "api_settings_section": [
        get(ADMINISTRATORS, lambda s: {"name": "limits"}, crossing=200, why="a section's name names no row"),
        Case(
            "patch",
            ADMINISTRATORS,
            lambda s: {"name": "limits"},
            lambda s: {"values": {"votes_a_day": 40}},
            crossing=200,
            why="a section's name names no row",
        ),
    ],
}


def first_post(stage: Stage) -> dict[str, Any]:
    return {"post_id": stage.first_post}


def template(stage: Stage) -> dict[str, Any]:
    return {"template_id": stage.template}


def new_draft(_stage: Stage) -> dict[str, Any]:
    return {"key": "new"}


def scheduled(stage: Stage) -> dict[str, Any]:
    return {"topic_id": stage.scheduled_topic}


OWN_DRAFTS = "a draft's key names a place, and each caller has their own there"
A_POLL = {"options": ["red", "brown"]}
A_TEMPLATE = {"name": "Fault", "use": "topic", "body": "**What happened:**"}
TOMORROW = (now() + timedelta(days=1)).isoformat()

WRITING: dict[str, list[Case]] = {
    "community_similar": [get(frozenset({"member"}), lambda s: {"question_id": s.question, "number": s.topic_number})],
    "community_drafts": [get(MEMBERS)],
    "community_draft_removal": [Case("post", MEMBERS, new_draft, form=True, crossing=302, why=OWN_DRAFTS)],
    "community_templates": [
        get(MODERATORS, lambda s: {"slug": s.space_slug}),
        Case("post", MODERATORS, lambda s: {"slug": s.space_slug}, lambda s: A_TEMPLATE, form=True),
    ],
    "community_template": [get(MODERATORS, template), Case("post", MODERATORS, template, lambda s: A_TEMPLATE, form=True)],
    "community_template_removal": [Case("post", MODERATORS, template, form=True)],
    "community_publication": [Case("post", MODERATORS, lambda s: {"number": s.scheduled_number}, form=True)],
    "community_history": [get(EVERYBODY, first_post)],
    "community_revision": [
        Case("post", MODERATORS, lambda s: {**first_post(s), "version": 1}, lambda s: {"value": "1"}, form=True)
    ],
    "community_wiki": [Case("post", MODERATORS, post, lambda s: {"value": "1"}, form=True)],
    "community_poll": [
        get(MODERATORS, first_post),
        Case("post", MODERATORS, first_post, lambda s: {"poll-options": "red\nbrown"}, form=True),
    ],
    "community_ballot": [Case("post", MEMBERS, post, lambda s: {"choice": "0"}, form=True)],
    "community_poll_closure": [Case("post", MODERATORS, post, lambda s: {"value": "1"}, form=True)],
    "community_voters": [get(EVERYBODY, post)],
    "api_preview": [Case("post", MEMBERS, body=lambda s: {"body": "*so*"})],
    "api_drafts": [get(MEMBERS)],
    "api_draft": [
        get(MEMBERS, new_draft, crossing=200, why=OWN_DRAFTS),
        Case("put", MEMBERS, new_draft, lambda s: {"body": "Well", "sequence": 0}, crossing=200, why=OWN_DRAFTS),
        Case("delete", MEMBERS, new_draft, crossing=204, why=OWN_DRAFTS),
    ],
    "api_similar_topics": [Case("post", MEMBERS, body=lambda s: {"question_id": FRESH, "title": "How long does it ferment"})],
    "api_names": [get(MEMBERS, query="?q=do")],
    "api_emoji": [get(MEMBERS, query="?q=smile")],
    "api_post_quotation": [get(MEMBERS, post)],
    "api_post_poll": [get(MEMBERS, post), Case("post", MODERATORS, first_post, lambda s: A_POLL)],
    "api_post_ballot": [Case("put", MEMBERS, post, lambda s: {"choice": [1]}), Case("delete", MEMBERS, post)],
    "api_post_poll_closure": [Case("put", MODERATORS, post), Case("delete", MODERATORS, post)],
    "api_post_voters": [get(MEMBERS, post)],
    "api_post_revisions": [get(MEMBERS, first_post)],
    "api_post_revision_hiding": [
        Case("put", MODERATORS, lambda s: {**first_post(s), "version": 1}),
        Case("delete", MODERATORS, lambda s: {**first_post(s), "version": 1}),
    ],
    "api_post_wiki": [Case("put", MODERATORS, post), Case("delete", MODERATORS, post)],
    "api_space_templates": [
        get(MEMBERS, lambda s: {"space_id": s.space}),
        Case("post", MODERATORS, lambda s: {"space_id": s.space}, lambda s: A_TEMPLATE),
    ],
    "api_template": [
        get(MEMBERS, template),
        Case("put", MODERATORS, template, lambda s: A_TEMPLATE),
        Case("delete", MODERATORS, template),
    ],
    "api_topic_publication": [
        get(MODERATORS, scheduled),
        Case("put", MODERATORS, scheduled, lambda s: {"publish_at": TOMORROW}),
        Case("post", MODERATORS, scheduled),
    ],
}

OPEN_API: dict[str, list[Case]] = {
    "api_search": [get(MEMBERS, query="?q=ferment")],
    "api_spaces": [get(MEMBERS)],
    "api_topics": [
        get(MEMBERS, query="?list=unsolved&tag=a&solved=no"),
        Case("post", MEMBERS, body=lambda s: {"id": FRESH, "space_id": str(s.space), "title": "And how warm?", "body": "18?"}),
    ],
    "api_topic": [get(MEMBERS, topic_id)],
    "api_topic_posts": [get(MEMBERS, topic_id), Case("post", MEMBERS, topic_id, lambda s: {"id": FRESH, "body": "Same here."})],
    "api_topic_solution": [
        Case("put", STAFF | {"moderator", "member"}, topic_id, lambda s: {"post_id": str(s.post)}),
        Case("delete", STAFF | {"moderator", "member"}, topic_id),
    ],
    "api_post": [
        Case("patch", MODERATORS, post, lambda s: {"body": "Three weeks."}),
        Case("patch", MODERATORS | {"member"}, lambda s: {"post_id": s.first_post}, lambda s: {"body": "It stopped again."}),
    ],
    "api_post_vote": [Case("put", MEMBERS, post), Case("delete", MEMBERS, post)],
}


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
    "api_review_judgement": [Case("put", REVIEWERS, by(item_id="review_item"), lambda s: JUDGEMENT)],
    "api_review_runs": [Case("post", REVIEWERS, body=lambda s: JUDGEMENT | {"item_ids": [str(s.review_item)]})],
    "api_review_run": [get(SUPERVISORS, by(run_id="review_run"))],
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
    "api_moderation_report": [get(SUPERVISORS, query="?since=2026-01-01&until=2026-12-31")],
    "api_moderation_audit": [get(SUPERVISORS)],
}

ROUTE_CASES: dict[str, list[Case]] = {
    **kind_cases(Case, get),
    **WRITING,
    **MODERATION,
    **RECOGNITION,
    **NOTICES,
    **FILES,
    **SHELL,
    **PEOPLE,
    **DESK,
    **ACCOUNTS,
    **COMMUNITY,
    **MANAGE,
    **OPEN_API,
}

BY_LIBRARIES = {
    "mfa_": "allauth's own pages behind our gate; they take no ids but of one's own keys (tests/unit/accounts)",
    "account_": "allauth's own pages behind our gate; tokens in them are signed (tests/unit/accounts)",
}
"""Views of libraries, by the beginning of their name: their gate is checked, their behaviour is the library's."""

WITHOUT_TENANT = {"healthz", "readyz", "metrics"}
"""Routes of the installation: answered on every host, they read no tenant's row (tests/unit/web)."""

NOT_FOR_TOKENS = {
    "me": "a token has no profile to change",
    "tokens": "no token makes another",
    "token": "no token closes another",
    "sessions": "sign-in sessions belong to browsers",
    "session": "sign-in sessions belong to browsers",
    "schema": "open to everybody",
}
"""Routes of the API without a scope."""
