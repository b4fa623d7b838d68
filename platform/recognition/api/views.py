"""Recognition over HTTP: parse, one call, represent."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, actor_of, page_response, parsed
from access.policies import authorise
from brand_settings.queries import read
from community.queries.members import members_by_user
from community.queries.spaces import get_space_by_id
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ForbiddenError
from kernel.pagination import Page
from recognition.actions.awarding import give_badge, take_badge
from recognition.actions.choosing import choose_ranking, choose_title
from recognition.actions.designing import change_badge, create_badge
from recognition.actions.levels import give_level, lower_level, unlock_level
from recognition.actions.weighing import set_space_weights
from recognition.api import serializers as s
from recognition.naming import title_in_words
from recognition.policies import can_manage_recognition
from recognition.queries.badges import get_badge_by_id, held_by, list_badges, list_holders, list_titles, preview_rule
from recognition.queries.boards import get_board, is_unranked
from recognition.queries.explaining import explain, total_points
from recognition.queries.weights import get_weights
from recognition.rules.badges import parse_rule
from recognition.sections import RecognitionSettings


class RecognitionView(APIView):
    """Base: anybody signed in; tokens need the community's scope."""

    gate = Gate.MEMBER
    scope = "community"


class OwnView(RecognitionView):
    """How the caller stands, and what the caller decides."""

    @extend_schema(operation_id="recognition_me_retrieve", responses=s.OwnItem)
    def get(self, request: Request) -> Response:
        return Response(s.OwnItem(_own(actor_of(request))).data)

    @extend_schema(operation_id="recognition_me_update", request=s.OwnChange, responses=s.OwnItem)
    def patch(self, request: Request) -> Response:
        actor, given = actor_of(request), parsed(s.OwnChange(data=request.data))
        if "title" in given:
            choose_title(actor=actor, title=given["title"])
        if "is_ranked" in given:
            choose_ranking(actor=actor, is_ranked=given["is_ranked"])
        return Response(s.OwnItem(_own(actor)).data)


class ExplanationView(RecognitionView):
    """Why a member is at a level: for the member and for staff."""

    @extend_schema(operation_id="recognition_members_retrieve", responses=s.ExplanationItem)
    def get(self, request: Request, user_id: UUID) -> Response:
        return Response(s.ExplanationItem(explain(actor_of(request), user_id, at=now())).data)


class LevelView(RecognitionView):
    """A member's level by hand."""

    @extend_schema(operation_id="recognition_members_level_update", request=s.LevelInput, responses=s.ExplanationItem)
    def put(self, request: Request, user_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(s.LevelInput(data=request.data))
        change = give_level if given["is_locked"] else lower_level
        change(actor=actor, user_id=user_id, level=given["level"], reason=given["reason"])
        return Response(s.ExplanationItem(explain(actor, user_id, at=now())).data)

    @extend_schema(operation_id="recognition_members_level_destroy", responses=s.ExplanationItem)
    def delete(self, request: Request, user_id: UUID) -> Response:
        unlock_level(actor=actor_of(request), user_id=user_id)
        return Response(s.ExplanationItem(explain(actor_of(request), user_id, at=now())).data)


class BadgesView(RecognitionView):
    """All badges; and making one."""

    @extend_schema(operation_id="badges_list", responses=s.BadgesPage)
    def get(self, request: Request) -> Response:
        badges = [badge for _group, _label, found in list_badges(actor_of(request)) for badge in found]
        return page_response(Page(badges), s.BadgeItem)

    @extend_schema(operation_id="badges_create", request=s.BadgeInput, responses={201: s.BadgeItem})
    def post(self, request: Request) -> Response:
        actor = actor_of(request)
        badge = create_badge(actor=actor, **parsed(s.BadgeInput(data=request.data)))
        return Response(s.BadgeItem(get_badge_by_id(actor, badge.pk)).data, status=201)


class BadgeView(RecognitionView):
    """One badge."""

    @extend_schema(operation_id="badges_retrieve", responses=s.BadgeItem)
    def get(self, request: Request, badge_id: UUID) -> Response:
        return Response(s.BadgeItem(get_badge_by_id(actor_of(request), badge_id)).data)

    @extend_schema(operation_id="badges_update", request=s.BadgeChange, responses=s.BadgeItem)
    def patch(self, request: Request, badge_id: UUID) -> Response:
        actor = actor_of(request)
        change_badge(actor=actor, badge_id=badge_id, **parsed(s.BadgeChange(data=request.data)))
        return Response(s.BadgeItem(get_badge_by_id(actor, badge_id)).data)


class PreviewView(RecognitionView):
    """Who would hold a badge with this rule; nothing is changed."""

    @extend_schema(operation_id="badges_preview_create", request=s.BadgePreviewInput, responses=s.BadgePreviewItem)
    def post(self, request: Request) -> Response:
        authorise(actor_of(request), can_manage_recognition)
        given = parsed(s.BadgePreviewInput(data=request.data))
        return Response(s.BadgePreviewItem(preview_rule(parse_rule(given["rule"], given["subject"]), given["subject"])).data)


class HoldersView(RecognitionView):
    """Who holds a badge; and giving it by hand."""

    @extend_schema(operation_id="badges_awards_list", parameters=[PageQuery], responses=s.HoldersPage)
    def get(self, request: Request, badge_id: UUID) -> Response:
        query, actor = parsed(PageQuery(data=request.query_params)), actor_of(request)
        badge = get_badge_by_id(actor, badge_id)
        page = list_holders(actor, badge.id, cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.HoldingItem)

    @extend_schema(operation_id="badges_awards_create", request=s.AwardInput, responses={201: s.AwardItem})
    def post(self, request: Request, badge_id: UUID) -> Response:
        given = parsed(s.AwardInput(data=request.data))
        award = give_badge(actor=actor_of(request), badge_id=badge_id, **given)
        return Response(s.AwardItem(award).data, status=201)


class AwardView(RecognitionView):
    """A badge that was given by hand."""

    @extend_schema(operation_id="awards_destroy", responses={204: None})
    def delete(self, request: Request, award_id: UUID) -> Response:
        take_badge(actor=actor_of(request), award_id=award_id)
        return Response(status=204)


class BoardView(RecognitionView):
    """A leaderboard with the caller's own place."""

    @extend_schema(operation_id="leaderboard_retrieve", parameters=[s.BoardQuery], responses=s.BoardItem)
    def get(self, request: Request) -> Response:
        query = parsed(s.BoardQuery(data=request.query_params))
        board = get_board(
            actor_of(request),
            period=query["period"],
            space_id=query.get("space"),
            language=query["language"],
            cursor=query.get("cursor") or None,
            size=query["size"],
            today=now().date(),
        )
        return Response(s.BoardItem(board).data)


class SpaceWeightsView(RecognitionView):
    """What deeds are worth in one space."""

    scope = "admin"

    @extend_schema(operation_id="spaces_points_retrieve", responses=s.WeightsItem)
    def get(self, request: Request, space_id: UUID) -> Response:
        authorise(actor_of(request), can_manage_recognition)
        return Response(s.WeightsItem(_weights_of(get_space_by_id(actor_of(request), space_id).pk)).data)

    @extend_schema(operation_id="spaces_points_update", request=s.WeightsInput, responses=s.WeightsItem)
    def put(self, request: Request, space_id: UUID) -> Response:
        given = parsed(s.WeightsInput(data=request.data))
        set_space_weights(actor=actor_of(request), space_id=space_id, weights=given["weights"])
        return Response(s.WeightsItem(_weights_of(space_id)).data)


def _own(actor: Actor) -> dict[str, Any]:
    if actor.user_id is None:
        raise ForbiddenError
    user_id, wanted = actor.user_id, read(RecognitionSettings)
    member = members_by_user([user_id]).get(user_id)
    return {
        "explanation": explain(actor, user_id, at=now()) if wanted.has_trust else None,
        "badges": held_by(user_id),
        "points": total_points(user_id),
        "title": title_in_words(member.title) if member is not None and wanted.has_titles else "",
        "titles": list_titles(user_id) if wanted.has_titles else [],
        "is_ranked": not is_unranked(user_id),
    }


def _weights_of(space_id: UUID) -> dict[str, Any]:
    return {"weights": {kind: points for (space, kind), points in get_weights().in_spaces.items() if space == space_id}}
