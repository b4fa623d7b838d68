"""Cases of the administrators' area; `route_cases.py` joins them to the others."""

from community.limits import LimitSettings
from tests.architecture.case_basics import ADMINISTRATORS, EVERYBODY, SUPERVISORS, Case, get

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
        Case(
            "post",
            ADMINISTRATORS,
            body=lambda s: {"sites": "https://www.x.example", "comments": "on", "space": s.space_slug},
            form=True,
        ),
    ],
    "api_redirects": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"items": [{"old": "/old/2", "new": "/tags/"}]}),
    ],
    "api_redirect": [Case("delete", ADMINISTRATORS, lambda s: {"redirect_id": s.redirect})],
    "api_theme_publication": [Case("post", ADMINISTRATORS)],
    "manage_home": [get(SUPERVISORS, why="whoever may manage anything")],
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
