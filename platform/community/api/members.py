"""Bookmarks, following, ignoring and the profile over HTTP."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, page_response, parsed
from access.request import address_hash
from accounts.actors import require_user_id
from community.actions.bookmarking import drop_bookmark, keep_post
from community.actions.profiling import change_member_profile, set_avatar
from community.actions.relating import end_relation, follow_member, ignore_member
from community.api import member_shapes as s
from community.queries.bookmarks import list_bookmarks
from community.queries.portraits import profile_of
from community.queries.relations import list_followers, list_related
from community.screening import Circumstances


class OwnView(APIView):
    """Base: anybody signed in, about themselves; tokens need the community's scope."""

    gate = Gate.MEMBER
    scope = "community"


class BookmarksView(OwnView):
    """What one keeps."""

    @extend_schema(operation_id="bookmarks_list", parameters=[s.BookmarksQuery], responses=s.BookmarksPage)
    def get(self, request: Request) -> Response:
        query = parsed(s.BookmarksQuery(data=request.query_params))
        cursor = query.get("cursor") or None
        page = list_bookmarks(actor_of(request), text=query.get("q", ""), cursor=cursor, size=query["size"])
        return page_response(page, s.BookmarkItem)


class BookmarkView(OwnView):
    """Keeping one post."""

    @extend_schema(operation_id="bookmarks_keep", request=s.BookmarkInput, responses=s.KeptItem)
    def put(self, request: Request, post_id: UUID) -> Response:
        given = parsed(s.BookmarkInput(data=request.data))
        return Response(s.KeptItem(keep_post(actor=actor_of(request), post_id=post_id, **given)).data)

    @extend_schema(operation_id="bookmarks_drop", responses={204: None})
    def delete(self, request: Request, post_id: UUID) -> Response:
        drop_bookmark(actor=actor_of(request), post_id=post_id)
        return Response(status=204)


class FollowersView(OwnView):
    """Who follows one."""

    @extend_schema(operation_id="followers_list", parameters=[s.RelationsQuery], responses=s.RelatedPage)
    def get(self, request: Request) -> Response:
        query = parsed(s.RelationsQuery(data=request.query_params))
        own = require_user_id(actor_of(request))
        return page_response(list_followers(own, cursor=query.get("cursor") or None, size=query["size"]), s.RelatedItem)


class FollowingView(OwnView):
    """Whom one follows."""

    kind = "follow"

    @extend_schema(operation_id="following_list", parameters=[s.RelationsQuery], responses=s.RelatedPage)
    def get(self, request: Request) -> Response:
        return _related(request, self.kind)


class IgnoringView(OwnView):
    """Whom one ignores."""

    kind = "ignore"

    @extend_schema(operation_id="ignoring_list", parameters=[s.RelationsQuery], responses=s.RelatedPage)
    def get(self, request: Request) -> Response:
        return _related(request, self.kind)


class FollowView(OwnView):
    """Following one member."""

    @extend_schema(operation_id="following_begin", request=None, responses={204: None})
    def put(self, request: Request, user_id: UUID) -> Response:
        follow_member(actor=actor_of(request), user_id=user_id)
        return Response(status=204)

    @extend_schema(operation_id="following_end", responses={204: None})
    def delete(self, request: Request, user_id: UUID) -> Response:
        end_relation(actor=actor_of(request), user_id=user_id, kind="follow")
        return Response(status=204)


class IgnoreView(OwnView):
    """Ignoring one member."""

    @extend_schema(operation_id="ignoring_begin", request=None, responses={204: None})
    def put(self, request: Request, user_id: UUID) -> Response:
        ignore_member(actor=actor_of(request), user_id=user_id)
        return Response(status=204)

    @extend_schema(operation_id="ignoring_end", responses={204: None})
    def delete(self, request: Request, user_id: UUID) -> Response:
        end_relation(actor=actor_of(request), user_id=user_id, kind="ignore")
        return Response(status=204)


class ProfileView(OwnView):
    """What one says about oneself."""

    @extend_schema(operation_id="profile_get", responses=s.ProfileItem)
    def get(self, request: Request) -> Response:
        return Response(s.ProfileItem(profile_of(require_user_id(actor_of(request)))).data)

    @extend_schema(operation_id="profile_change", request=s.MemberProfileInput, responses=s.ProfileItem)
    def patch(self, request: Request) -> Response:
        given = parsed(s.MemberProfileInput(data=request.data))
        came = Circumstances(address_hash=address_hash(request._request))
        return Response(s.ProfileItem(change_member_profile(actor=actor_of(request), circumstances=came, **given)).data)


class AvatarView(OwnView):
    """One's picture."""

    @extend_schema(operation_id="profile_avatar", request=s.AvatarInput, responses=s.ProfileItem)
    def put(self, request: Request) -> Response:
        given = parsed(s.AvatarInput(data=request.data))
        return Response(s.ProfileItem(set_avatar(actor=actor_of(request), upload_id=given["upload_id"])).data)


def _related(request: Request, kind: str) -> Response:
    query = parsed(s.RelationsQuery(data=request.query_params))
    page = list_related(actor_of(request), kind, cursor=query.get("cursor") or None, size=query["size"])
    return page_response(page, s.RelatedItem)
