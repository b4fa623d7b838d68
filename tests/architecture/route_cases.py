"""What to send to each route, and who gets through. A route, or a method of one, without a case fails test_routes.py.

`kwargs` and `body` are made from the stage of a brand, so that the same case can be tried with another brand's ids.
`allowed` are roles that get an answer below 400; all others must get 401, 403, 404 or the way to the sign-in page.
"""

from tests.architecture.carrying_cases import CARRYING
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
    conversation,
    get,
    person,
)
from tests.architecture.community_cases import COMMUNITY, OPEN_API, WRITING
from tests.architecture.feature_cases import FILES, MESSAGES, MODERATION, NOTICES, RECOGNITION
from tests.architecture.group_cases import GROUPS
from tests.architecture.kind_cases import kind_cases
from tests.architecture.manage_cases import MANAGE
from tests.architecture.member_cases import OWN

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

ROUTE_CASES: dict[str, list[Case]] = {
    **OWN,
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
    **GROUPS,
    **CARRYING,
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
    "data_exports": "no program takes a member's data along",
    "data_export": "no program takes a member's data along",
    "erasure": "no program ends an account",
    "schema": "open to everybody",
}

"""Routes of the API without a scope."""
