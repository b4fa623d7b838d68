"""Cases of groups of members; `route_cases.py` joins them to the others."""

from typing import Any

from tests.architecture.case_basics import ADMINISTRATORS, EVERYBODY, FRESH, MEMBERS, Case, get
from tests.architecture.stage import Stage


def asked(stage: Stage) -> dict[str, Any]:
    return {"group_id": stage.asked_group}


def free(stage: Stage) -> dict[str, Any]:
    return {"group_id": stage.free_group}


def asked_page(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.asked_slug}


def free_page(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.free_slug}


def member(stage: Stage) -> dict[str, Any]:
    return {"group_id": stage.free_group, "user_id": stage.group_member}


def wish(stage: Stage) -> dict[str, Any]:
    return {"request_id": stage.wish}


GROUPS: dict[str, list[Case]] = {
    "community_groups": [get(EVERYBODY)],
    "community_group": [get(EVERYBODY, free_page)],
    "community_group_membership": [
        Case("post", MEMBERS, free_page, lambda s: {"deed": "join"}, form=True),
        Case("post", MEMBERS, free_page, lambda s: {"deed": "leave"}, form=True),
        Case("post", MEMBERS, asked_page, lambda s: {"deed": "ask", "text": "Me too."}, form=True),
    ],
    "community_group_members": [
        get(ADMINISTRATORS, asked_page),
        Case("post", ADMINISTRATORS, asked_page, lambda s: {"handle": s.asker_handle}, form=True),
    ],
    "community_group_member": [
        Case(
            "post", ADMINISTRATORS, lambda s: free_page(s) | {"user_id": s.group_member}, lambda s: {"deed": "disown"}, form=True
        ),
        Case(
            "post", ADMINISTRATORS, lambda s: free_page(s) | {"user_id": s.group_member}, lambda s: {"deed": "remove"}, form=True
        ),
    ],
    "community_group_request": [
        Case("post", ADMINISTRATORS, lambda s: asked_page(s) | wish(s), lambda s: {"answer": "yes"}, form=True),
    ],
    "community_manage_groups": [get(ADMINISTRATORS)],
    "community_manage_group_new": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"name": "Fresh", "visibility": "members", "joining": "open"}, form=True),
    ],
    "community_manage_group": [
        get(ADMINISTRATORS, asked),
        Case("post", ADMINISTRATORS, asked, lambda s: {"name": "New", "visibility": "members", "joining": "closed"}, form=True),
    ],
    "community_manage_group_removal": [Case("post", ADMINISTRATORS, asked, form=True)],
    "api_groups": [get(MEMBERS)],
    "api_group": [get(MEMBERS, asked)],
    "api_group_members": [get(MEMBERS, free)],
    "api_group_member": [Case("put", ADMINISTRATORS, member), Case("delete", ADMINISTRATORS, member)],
    "api_group_membership": [get(MEMBERS, asked), Case("put", MEMBERS, free), Case("delete", MEMBERS, free)],
    "api_group_own_request": [Case("put", MEMBERS, asked, lambda s: {"text": "Me too."})],
    "api_group_requests": [get(ADMINISTRATORS, asked)],
    "api_group_answer": [Case("put", ADMINISTRATORS, lambda s: asked(s) | wish(s), lambda s: {"is_accepted": False})],
    "api_managed_groups": [Case("post", ADMINISTRATORS, body=lambda s: {"id": FRESH, "name": "Fresh group"})],
    "api_managed_group": [
        get(ADMINISTRATORS, asked),
        Case("patch", ADMINISTRATORS, asked, lambda s: {"title": "Tester"}),
        Case("delete", ADMINISTRATORS, asked, crossing=204, why="what is gone already is gone"),
    ],
    "api_managed_group_owner": [Case("put", ADMINISTRATORS, member), Case("delete", ADMINISTRATORS, member)],
}
