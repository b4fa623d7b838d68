"""What to send to each route, and who gets through. A route, or a method of one, without a case fails test_routes.py.

`kwargs` and `body` are made from the stage of a brand, so that the same case can be tried with another brand's ids.
`allowed` are roles that get an answer below 400; all others must get 401, 403, 404 or the way to the sign-in page.
"""

import io
from datetime import timedelta
from typing import Any

from kernel.clock import now
from tests.architecture.case_basics import (
    ADMINISTRATORS,
    EVERYBODY,
    FRESH,
    LATER,
    MEMBERS,
    NOBODY,
    STAFF,
    SUPERVISORS,
    Case,
    From,
    conversation,
    get,
    person,
)
from tests.architecture.community_cases import COMMUNITY, OPEN_API, WRITING
from tests.architecture.feature_cases import FILES, MESSAGES, MODERATION, NOTICES, RECOGNITION
from tests.architecture.kind_cases import kind_cases
from tests.architecture.manage_cases import MANAGE
from tests.architecture.stage import DOT, Stage

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


class Sent(io.BytesIO):
    """A file that can be sent any number of times."""

    name = "dot.png"

    def read(self, size: int | None = -1, /) -> bytes:
        self.seek(0)
        return super().read(size)


SENT_DOT = Sent(DOT)


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


def badge(stage: Stage) -> dict[str, Any]:
    return {"badge_id": stage.badge}


def badge_slug(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.badge_slug}


def asker(stage: Stage) -> dict[str, Any]:
    return {"user_id": stage.asker_user}


HELPERS = STAFF | {"moderator", "member"}

"""Whoever may see why Bob (the asker) is at his level: himself, staff, moderators."""

RULE = {"any_of": [[{"metric": "solutions", "comparison": "at_least", "number": 1}]]}

REVIEWERS = STAFF | {"moderator"}


def by(**names: str) -> From:
    """Arguments of an address from the stage's ids."""
    return lambda s: {argument: getattr(s, name) for argument, name in names.items()}


NOTICE = {"reason": "illegal", "note": "It is my photo.", "legal_ground": "Copyright"}

JUDGEMENT = {"outcome": "removed", "facts": "Off topic."}

ANSWER = {"outcome": "denied", "answer": "It was not."}

OTHER_REVIEWERS = REVIEWERS - {"owner"}

"""The owner of the stage decided first."""

TALKING = frozenset({"member", "owner"})

"""Who takes part in the conversation of the stage."""

BEGINNERS = STAFF | {"moderator"}

"""The member of the stage is new and answers only."""

ROUTE_CASES: dict[str, list[Case]] = {
    **MESSAGES,
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
