"""Notices over HTTP: parse, one call, represent."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import actor_of, page_response, parsed
from accounts.actors import require_user_id
from community.actions.watching import set_watch
from community.queries.noticing import list_watch_targets
from connectors.actions.addressing import resume_address
from kernel.clock import now
from notifications.actions.choosing import change_choices
from notifications.actions.pushing import ensure_push_key, subscribe_browser, unsubscribe_browser
from notifications.actions.reading import mark_all_read, mark_read
from notifications.api import serializers as s
from notifications.queries.choosing import get_choices
from notifications.queries.listing import list_notices, unread_count
from notifications.queries.watching import watch_level


class NotificationsView(APIView):
    """Base: anybody signed in, about themselves; tokens need the community's scope."""

    gate = Gate.MEMBER
    scope = "community"


class NoticesView(NotificationsView):
    """What one was told."""

    @extend_schema(operation_id="notifications_list", parameters=[s.NoticesQuery], responses=s.NoticesPage)
    def get(self, request: Request) -> Response:
        query = parsed(s.NoticesQuery(data=request.query_params))
        page = list_notices(
            actor_of(request), only_unread=query["unread"], cursor=query.get("cursor") or None, size=query["size"]
        )
        return page_response(page, s.NoticeItem)


class UnreadView(NotificationsView):
    """How many are unread; DELETE marks all read."""

    @extend_schema(operation_id="notifications_unread", responses=s.UnreadCount)
    def get(self, request: Request) -> Response:
        return Response({"unread": unread_count(require_user_id(actor_of(request)))})

    @extend_schema(operation_id="notifications_mark_all_read", responses=s.UnreadCount)
    def delete(self, request: Request) -> Response:
        mark_all_read(actor=actor_of(request), at=now())
        return Response({"unread": unread_count(require_user_id(actor_of(request)))})


class ReadView(NotificationsView):
    """Having read one."""

    @extend_schema(operation_id="notifications_mark_read", request=None, responses=s.UnreadCount)
    def put(self, request: Request, notification_id: UUID) -> Response:
        mark_read(actor=actor_of(request), notification_id=notification_id, at=now())
        return Response({"unread": unread_count(require_user_id(actor_of(request)))})


class ChoicesView(NotificationsView):
    """How one wants to be told."""

    @extend_schema(operation_id="notification_preferences_get", responses=s.ChoicesItem)
    def get(self, request: Request) -> Response:
        return Response(s.ChoicesItem(get_choices(actor_of(request))).data)

    @extend_schema(operation_id="notification_preferences_change", request=s.ChoicesInput, responses=s.ChoicesItem)
    def patch(self, request: Request) -> Response:
        actor, given = actor_of(request), parsed(s.ChoicesInput(data=request.data))
        change_choices(actor=actor, user_id=require_user_id(actor), at=now(), **given)
        return Response(s.ChoicesItem(get_choices(actor)).data)


class WatchesView(NotificationsView):
    """What one follows or mutes."""

    @extend_schema(operation_id="watches_list", responses=s.WatchTargets)
    def get(self, request: Request) -> Response:
        return Response(s.WatchTargets({"items": list_watch_targets(actor_of(request))}).data)


class WatchView(NotificationsView):
    """How closely one follows one topic, tag or space (`kind`)."""

    @extend_schema(operation_id="watches_get", responses=s.WatchItem)
    def get(self, request: Request, kind: str, target_id: UUID) -> Response:
        level = watch_level(actor_of(request), kind, target_id)
        return Response(s.WatchItem({"kind": kind, "id": target_id, "level": level.code}).data)

    @extend_schema(operation_id="watches_set", request=s.WatchInput, responses=s.WatchItem)
    def put(self, request: Request, kind: str, target_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(s.WatchInput(data=request.data))
        set_watch(actor=actor, kind=kind, target_id=target_id, level=given["level"], at=now())
        level = watch_level(actor, kind, target_id)
        return Response(s.WatchItem({"kind": kind, "id": target_id, "level": level.code}).data)


class PushKeyView(NotificationsView):
    """The key that browsers subscribe with."""

    @extend_schema(operation_id="push_key", responses=s.PushKeyItem)
    def get(self, request: Request) -> Response:
        return Response({"key": ensure_push_key(actor=actor_of(request), at=now()).public})


class AddressView(NotificationsView):
    """Whether mail goes to one's address: after too much came back, PUT has it sent again."""

    @extend_schema(operation_id="notification_address_update", request=None, responses={204: None})
    def put(self, request: Request) -> Response:
        actor = actor_of(request)
        resume_address(actor=actor, user_id=require_user_id(actor), at=now())
        return Response(status=204)


class PushSubscriptionsView(NotificationsView):
    """A browser takes messages, or no longer."""

    @extend_schema(operation_id="push_subscribe", request=s.PushInput, responses={201: None})
    def post(self, request: Request) -> Response:
        given = parsed(s.PushInput(data=request.data))
        agent = request.headers.get("User-Agent", "")
        subscribe_browser(actor=actor_of(request), endpoint=given["endpoint"], agent=agent, at=now(), **given["keys"])
        return Response(status=201)

    @extend_schema(operation_id="push_unsubscribe", request=s.PushEnd, responses={204: None})
    def delete(self, request: Request) -> Response:
        given = parsed(s.PushEnd(data=request.data))
        unsubscribe_browser(actor=actor_of(request), endpoint=given["endpoint"], at=now())
        return Response(status=204)
