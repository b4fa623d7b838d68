"""Routes of what a member keeps, prefers and says about themselves."""

from typing import Any

from tests.architecture.case_basics import EVERYBODY, LATER, MEMBERS, STAFF, Case, get, post
from tests.architecture.stage import Stage


def somebody(stage: Stage) -> dict[str, Any]:
    return {"user_id": stage.spammer}


TRUSTED = STAFF | {"moderator"}
OWN: dict[str, list[Case]] = {
    "account_data": [get(MEMBERS)],
    "account_data_exports": [Case("post", MEMBERS, form=True)],
    "account_data_export": [get(frozenset({"member"}), lambda s: {"export_id": s.export})],
    "data_exports": [get(MEMBERS), Case("post", MEMBERS)],
    "data_export": [get(frozenset({"member"}), lambda s: {"export_id": s.export})],
    "erasure": [
        get(frozenset(), why="nobody of the stage wants to leave; see tests/unit/accounts"),
        Case("post", frozenset({"member"}), body=lambda s: {"password": s.asker_address}),
        Case("delete", MEMBERS),
    ],
    "account_erasure": [Case("post", MEMBERS, body=lambda s: {"undo": "1"}, form=True)],
    "community_person_card": [get(EVERYBODY, lambda s: {"name": s.asker_handle})],
    "community_bookmarks": [get(MEMBERS)],
    "community_bookmark": [get(MEMBERS, post), Case("post", MEMBERS, post, lambda s: {"name": "Later"}, form=True)],
    "community_relation": [
        Case("post", MEMBERS, somebody, lambda s: {"kind": "follow", "value": "1"}, form=True),
        Case("post", TRUSTED, somebody, lambda s: {"kind": "ignore", "value": "1"}, form=True),
    ],
    "community_preferences": [
        get(MEMBERS),
        Case("post", MEMBERS, body=lambda s: {"about_me": "1", "about": "Hello"}, form=True),
    ],
    "community_avatar": [Case("post", MEMBERS, body=lambda s: {"remove": "1"}, form=True)],
    "community_related": [
        get(MEMBERS, lambda s: {"which": "following"}, crossing=200, why="a word, no id: one's own members"),
    ],
    "api_bookmarks": [get(MEMBERS)],
    "api_bookmark": [
        Case("put", MEMBERS, post, lambda s: {"name": "Later", "remind_at": LATER}),
        Case("delete", MEMBERS, post, crossing=204, why="removing what one does not keep changes nothing"),
    ],
    "api_followers": [get(MEMBERS)],
    "api_following": [get(MEMBERS)],
    "api_follow": [
        Case("put", MEMBERS, somebody),
        Case("delete", MEMBERS, somebody, crossing=204, why="ending what is not changes nothing"),
    ],
    "api_ignoring": [get(MEMBERS)],
    "api_ignore": [
        Case("put", TRUSTED, somebody),
        Case("delete", MEMBERS, somebody, crossing=204, why="ending what is not changes nothing"),
    ],
    "api_profile": [get(MEMBERS), Case("patch", MEMBERS, body=lambda s: {"about": "Hello", "hides_activity": True})],
    "api_profile_avatar": [Case("put", MEMBERS, body=lambda s: {"upload_id": None})],
}
