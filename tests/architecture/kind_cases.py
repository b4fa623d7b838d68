"""Cases of the routes for kinds of topic and the tools for topics; `route_cases.py` joins them to the others."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from kernel.clock import now
from kernel.ids import uuid7
from tests.architecture.stage import Stage

FRESH = str(uuid7())
LATER = now() + timedelta(days=30)
TYPED = LATER.strftime("%Y-%m-%dT%H:%M")
EVERYBODY = frozenset({"anonymous", "member", "moderator", "agent", "manager", "owner"})
MEMBERS = EVERYBODY - {"anonymous"}
MODERATORS = frozenset({"moderator", "manager", "owner"})
STAFF = frozenset({"agent", "manager", "owner"})
DECIDERS = STAFF | {"moderator"}
NOT_THE_ASKER = MEMBERS - {"member"}
Cases = dict[str, list[Any]]


def number(stage: Stage) -> dict[str, Any]:
    return {"number": stage.topic_number}


def topic_id(stage: Stage) -> dict[str, Any]:
    return {"topic_id": stage.topic}


def idea(stage: Stage) -> dict[str, Any]:
    return {"topic_id": stage.idea}


def news(stage: Stage) -> dict[str, Any]:
    return {"topic_id": stage.news}


def article(stage: Stage) -> dict[str, Any]:
    return {"topic_id": stage.article}


def timer(stage: Stage) -> dict[str, Any]:
    return {"timer_id": stage.timer}


def no_reason(_stage: Stage) -> dict[str, Any]:
    return {"reason": "heated"}


def kind_cases(case: Callable[..., Any], get: Callable[..., Any]) -> Cases:
    """All of them, made with the constructors of `route_cases.py`."""
    return {**_pages(case, get), **_open_api(case, get), **_open_tools(case, get)}


def _pages(case: Callable[..., Any], get: Callable[..., Any]) -> Cases:
    def post(allowed: frozenset[str], kwargs: Any, body: Any) -> Any:
        return case("post", allowed, kwargs, body, form=True)

    def draft(stage: Stage) -> dict[str, Any]:
        return {"number": stage.article_number}

    return {
        "community_place": [
            get(EVERYBODY, lambda s: {"slug": s.topic_slug, "number": s.topic_number, "position": 1}),
        ],
        "community_tools": [get(MODERATORS, number)],
        "community_tool": [
            post(MODERATORS, lambda s: {**number(s), "tool": "slow"}, lambda s: {"seconds": "60", "reason": "heated"}),
            post(MODERATORS, lambda s: {**number(s), "tool": "delete"}, no_reason),
        ],
        "community_merge": [
            post(MODERATORS, number, lambda s: {"into": str(s.idea_number), "reason": "", "confirm": "1"}),
        ],
        "community_move_posts": [
            get(MODERATORS, number),
            post(MODERATORS, number, lambda s: {"post": [str(s.post)], "title": "Another matter"}),
        ],
        "community_reminder": [get(MEMBERS, number), post(MEMBERS, number, lambda s: {"due_at": TYPED})],
        "community_timer_end": [post(MODERATORS, timer, no_reason)],
        "community_kind": [
            get(DECIDERS | {"member"}, number),
            post(DECIDERS | {"member"}, number, lambda s: {"kind": "discussion"}),
        ],
        "community_same_problem": [post(NOT_THE_ASKER, number, lambda s: {"value": "1"})],
        "community_idea_vote": [post(MEMBERS, lambda s: {"number": s.idea_number}, lambda s: {"value": "1"})],
        "community_idea_status": [
            post(DECIDERS, lambda s: {"number": s.idea_number}, lambda s: {"status": "planned", "reason": "Next year"}),
        ],
        "community_banner_dismissal": [post(MEMBERS, lambda s: {"number": s.news_number}, lambda s: {"next": "/"})],
        "community_ideas": [get(EVERYBODY)],
        "community_space_ideas": [get(EVERYBODY, lambda s: {"slug": s.space_slug})],
        "community_bulk": [
            get(MODERATORS, lambda s: {"slug": s.space_slug}),
            post(MODERATORS, lambda s: {"slug": s.space_slug}, lambda s: {"tool": "close", "topic": [str(s.topic)]}),
        ],
        "community_knowledge": [get(EVERYBODY)],
        "community_space_knowledge": [get(EVERYBODY, lambda s: {"slug": s.space_slug})],
        "community_article_new": [
            get(DECIDERS),
            case(
                "post",
                DECIDERS,
                body=lambda s: {"id": FRESH, "space": str(s.space), "title": "Yeast", "body": "It lives."},
                form=True,
            ),
        ],
        "community_review_list": [get(DECIDERS)],
        "community_article": [
            get(DECIDERS, draft),
            post(DECIDERS, draft, lambda s: {"title": "Bottling", "body": "Wait longer.", "note": ""}),
        ],
        "community_article_submission": [post(DECIDERS, draft, no_reason)],
        "community_article_review": [post(MODERATORS, draft, lambda s: {"verdict": "publish", "reason": ""})],
        "community_article_confirmation": [post(DECIDERS, lambda s: {"number": s.standing_number}, no_reason)],
        "community_article_rating": [
            post(MEMBERS - {"agent"}, lambda s: {"number": s.standing_number}, lambda s: {"value": "1"})
        ],
    }


def _open_api(case: Callable[..., Any], get: Callable[..., Any]) -> Cases:
    return {
        "api_topic_kind": [
            get(MEMBERS, topic_id),
            case("put", DECIDERS | {"member"}, topic_id, lambda s: {"kind": "discussion"}),
        ],
        "api_topic_same_problem": [case("put", NOT_THE_ASKER, topic_id), case("delete", NOT_THE_ASKER, topic_id)],
        "api_topic_solutions": [case("post", DECIDERS | {"member"}, topic_id, lambda s: {"post_id": str(s.post)})],
        "api_topic_one_solution": [
            case("delete", DECIDERS | {"member"}, lambda s: {**topic_id(s), "post_id": s.post}),
        ],
        "api_topic_idea": [
            get(MEMBERS, idea),
            case("put", DECIDERS, idea, lambda s: {"status": "planned", "reason": "Next year"}),
        ],
        "api_topic_idea_vote": [case("put", MEMBERS, idea), case("delete", MEMBERS, idea)],
        "api_ideas": [get(MEMBERS)],
        "api_articles": [
            get(MEMBERS),
            case("post", DECIDERS, body=lambda s: {"id": FRESH, "space_id": str(s.space), "title": "Yeast", "body": "Lives."}),
        ],
        "api_article_versions": [
            get(DECIDERS, article),
            case("put", DECIDERS, article, lambda s: {"title": "Bottling", "body": "Wait longer."}),
        ],
        "api_article_submission": [case("put", DECIDERS, article)],
        "api_article_review": [case("put", MODERATORS, article, lambda s: {"verdict": "publish"})],
        "api_article_confirmation": [case("put", DECIDERS, lambda s: {"topic_id": s.standing})],
        "api_article_rating": [
            case("put", MEMBERS - {"agent"}, lambda s: {"topic_id": s.standing}, lambda s: {"is_helpful": True}),
        ],
    }


def _open_tools(case: Callable[..., Any], get: Callable[..., Any]) -> Cases:
    states = {
        name: [case("put", MODERATORS, topic_id, no_reason), case("delete", MODERATORS, topic_id)]
        for name in ("api_topic_closure", "api_topic_archive", "api_topic_deletion", "api_topic_pin")
    }
    return {
        **states,
        "api_topics_bulk": [
            case(
                "post",
                MEMBERS,
                body=lambda s: {"topic_ids": [str(s.topic)], "tool": "close"},
                why="each topic is judged by itself",
            ),
        ],
        "api_topic_banner": [case("put", MODERATORS, news, lambda s: {"is_up": True})],
        "api_topic_banner_dismissal": [case("put", MEMBERS, news)],
        "api_topic_slow_mode": [case("put", MODERATORS, topic_id, lambda s: {"seconds": 60})],
        "api_topic_bumps": [case("post", MODERATORS, topic_id, no_reason)],
        "api_topic_space": [case("put", MODERATORS, topic_id, lambda s: {"space_id": str(s.other_space)})],
        "api_topic_splits": [
            case("post", MODERATORS, topic_id, lambda s: {"post_ids": [str(s.post)], "title": "Another matter"}),
        ],
        "api_topic_moved_posts": [
            case("post", MODERATORS, topic_id, lambda s: {"post_ids": [str(s.post)], "into_id": str(s.idea)}),
        ],
        "api_topic_merge": [case("put", MODERATORS, topic_id, lambda s: {"into_id": str(s.idea)})],
        "api_topic_timers": [
            get(MEMBERS, topic_id),
            case("post", MEMBERS, topic_id, lambda s: {"kind": "remind", "due_at": LATER.isoformat()}),
            case("post", MODERATORS, topic_id, lambda s: {"kind": "close", "due_at": LATER.isoformat()}),
        ],
        "api_timer": [case("delete", MODERATORS, timer)],
        "api_topic_log": [get(MEMBERS, topic_id)],
    }
