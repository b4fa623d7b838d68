"""Cases of the community's pages and API; `route_cases.py` joins them to the others."""

from datetime import timedelta
from typing import Any

from kernel.clock import now
from tests.architecture.case_basics import (
    ADMINISTRATORS,
    EVERYBODY,
    FRESH,
    MEMBERS,
    MODERATORS,
    STAFF,
    SUPERVISORS,
    Case,
    get,
    number,
    post,
    topic,
    topic_id,
)
from tests.architecture.stage import Stage

COMMUNITY: dict[str, list[Case]] = {
    "community_home": [get(EVERYBODY)],
    "community_space": [get(EVERYBODY, lambda s: {"slug": s.space_slug})],
    "community_tag": [get(EVERYBODY, lambda s: {"name": s.tag}, crossing=200, why="a word names no row")],
    "community_topics": [get(EVERYBODY, query="?list=top&period=month")],
    **{
        name + form: [get(EVERYBODY, kwargs)]
        for form in ("", "_json")
        for name, kwargs in {
            "community_feed": lambda s: {},
            "community_topics_feed": lambda s: {},
            "community_space_feed": lambda s: {"slug": s.space_slug},
            "community_topic_feed": topic,
            "community_ideas_feed": lambda s: {},
            "community_space_ideas_feed": lambda s: {"slug": s.space_slug},
            "community_knowledge_feed": lambda s: {},
            "community_space_knowledge_feed": lambda s: {"slug": s.space_slug},
            "community_search_feed": lambda s: {},
            "community_person_feed": lambda s: {"name": s.asker_handle},
        }.items()
    },
    "community_tags": [get(EVERYBODY)],
    "community_tag_feed": [get(EVERYBODY, lambda s: {"name": s.tag}, crossing=200, why="a word names no row")],
    "community_tag_feed_json": [get(EVERYBODY, lambda s: {"name": s.tag}, crossing=200, why="a word names no row")],
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
                "tags": s.tag,
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
        get(EVERYBODY, crossing=302, why="a built file, the same for all"),
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


def in_french(stage: Stage) -> dict[str, Any]:
    return {**post(stage), "language": "fr"}


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
    "api_emoji": [get(EVERYBODY, query="?q=smile")],
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
    "api_post_language": [Case("put", STAFF | {"moderator"}, post, lambda s: {"language": "fr"})],
    "api_post_hiding": [Case("put", MODERATORS, post, lambda s: {"reason": "spam"}), Case("delete", MODERATORS, post)],
    "api_topic_hiding": [Case("put", MODERATORS, topic_id, lambda s: {"reason": "spam"}), Case("delete", MODERATORS, topic_id)],
    "api_post_translations": [get(MEMBERS, post)],
    "api_post_translation": [
        Case("put", STAFF | {"moderator"}, in_french, lambda s: {"body": "Trois semaines."}),
        Case("delete", STAFF | {"moderator"}, in_french),
    ],
    "api_post_translation_wish": [Case("put", frozenset(), in_french)],
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
