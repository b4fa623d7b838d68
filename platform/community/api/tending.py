"""Tools for topics over HTTP. Each state is a resource: PUT brings it about, DELETE undoes it."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api.inputs import actor_of, page_response, parsed
from community.actions import moderating, tending
from community.actions.banners import dismiss_banner, set_banner
from community.actions.bulk import tend_topics
from community.actions.moving import move_topic
from community.actions.splitting import merge_topics, move_posts, split_topic
from community.actions.timers import cancel_timer, set_timer
from community.api import kind_shapes as k
from community.api.serializers import TopicItem
from community.api.views import CommunityView
from community.queries.lines import list_lines
from community.queries.listing import get_topic_row
from community.queries.reading import find_topic_by_id
from community.queries.timers import list_timers
from kernel.pagination import Page


def topic_response(request: Request, topic_id: UUID, *, status: int = 200) -> Response:
    """The topic as lists show it."""
    return Response(TopicItem(get_topic_row(actor_of(request), topic_id)).data, status=status)


class StateView(CommunityView):
    """A state of a topic that is brought about and undone. Subclasses name the two actions and what the first takes."""

    begin: ClassVar[Callable[..., Any]]
    end: ClassVar[Callable[..., Any]]

    @extend_schema(request=k.TopicReasonInput, responses=TopicItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        type(self).begin(actor=actor_of(request), topic_id=topic_id, **parsed(k.TopicReasonInput(data=request.data)))
        return topic_response(request, topic_id)

    @extend_schema(responses=TopicItem)
    def delete(self, request: Request, topic_id: UUID) -> Response:
        type(self).end(actor=actor_of(request), topic_id=topic_id)
        return topic_response(request, topic_id)


class ClosureView(StateView):
    """Closed for replies."""

    begin = staticmethod(moderating.lock_topic_for_replies)
    end = staticmethod(moderating.unlock_topic)


class ArchiveView(StateView):
    """Archived: nothing changes any more."""

    begin = staticmethod(tending.archive_topic)
    end = staticmethod(tending.unarchive_topic)


class DeletionView(StateView):
    """Deleted; undoing brings it back as it was."""

    begin = staticmethod(moderating.delete_topic)
    end = staticmethod(moderating.undelete_topic)


class PinView(CommunityView):
    """Pinned on top of its space or of all lists."""

    @extend_schema(operation_id="topics_pin_update", request=k.PinInput, responses=TopicItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        tending.pin_topic(actor=actor_of(request), topic_id=topic_id, **parsed(k.PinInput(data=request.data)))
        return topic_response(request, topic_id)

    @extend_schema(operation_id="topics_pin_destroy", responses=TopicItem)
    def delete(self, request: Request, topic_id: UUID) -> Response:
        tending.unpin_topic(actor=actor_of(request), topic_id=topic_id)
        return topic_response(request, topic_id)


class BannerView(CommunityView):
    """An announcement's banner."""

    @extend_schema(operation_id="topics_banner_update", request=k.BannerInput, responses=TopicItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        set_banner(actor=actor_of(request), topic_id=topic_id, **parsed(k.BannerInput(data=request.data)))
        return topic_response(request, topic_id)


class BannerDismissalView(CommunityView):
    """The caller has put the banner away."""

    @extend_schema(operation_id="topics_banner_dismissal_update", request=None, responses={204: None})
    def put(self, request: Request, topic_id: UUID) -> Response:
        dismiss_banner(actor=actor_of(request), topic_id=topic_id)
        return Response(status=204)


class SlowModeView(CommunityView):
    """How long one waits between two replies."""

    @extend_schema(operation_id="topics_slow_mode_update", request=k.SlowModeInput, responses=TopicItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        tending.set_slow_mode(actor=actor_of(request), topic_id=topic_id, **parsed(k.SlowModeInput(data=request.data)))
        return topic_response(request, topic_id)


class BumpsView(CommunityView):
    """Bringing a topic to the top."""

    @extend_schema(operation_id="topics_bumps_create", request=k.TopicReasonInput, responses={201: TopicItem})
    def post(self, request: Request, topic_id: UUID) -> Response:
        tending.bump_topic(actor=actor_of(request), topic_id=topic_id, **parsed(k.TopicReasonInput(data=request.data)))
        return topic_response(request, topic_id, status=201)


class TopicSpaceView(CommunityView):
    """The space that a topic stands in."""

    @extend_schema(operation_id="topics_space_update", request=k.TopicMoveInput, responses=TopicItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        move_topic(actor=actor_of(request), topic_id=topic_id, **parsed(k.TopicMoveInput(data=request.data)))
        return topic_response(request, topic_id)


class SplitsView(CommunityView):
    """Making a topic of some replies."""

    @extend_schema(operation_id="topics_splits_create", request=k.SplitInput, responses={201: TopicItem})
    def post(self, request: Request, topic_id: UUID) -> Response:
        made = split_topic(actor=actor_of(request), topic_id=topic_id, **parsed(k.SplitInput(data=request.data)))
        return topic_response(request, made.pk, status=201)


class MovedPostsView(CommunityView):
    """Moving replies to another topic."""

    @extend_schema(operation_id="topics_moved_posts_create", request=k.MovePostsInput, responses={201: TopicItem})
    def post(self, request: Request, topic_id: UUID) -> Response:
        target = move_posts(actor=actor_of(request), topic_id=topic_id, **parsed(k.MovePostsInput(data=request.data)))
        return topic_response(request, target.pk, status=201)


class MergeView(CommunityView):
    """Making one topic of two; answers with the one that stays."""

    @extend_schema(operation_id="topics_merge_update", request=k.TopicMergeInput, responses=TopicItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        target = merge_topics(actor=actor_of(request), topic_id=topic_id, **parsed(k.TopicMergeInput(data=request.data)))
        return topic_response(request, target.pk)


class TimersView(CommunityView):
    """What shall happen to a topic later. Anybody may be reminded; the rest is for moderators."""

    @extend_schema(operation_id="topics_timers_list", responses=k.TopicTimersPage)
    def get(self, request: Request, topic_id: UUID) -> Response:
        topic = find_topic_by_id(actor_of(request), topic_id)
        return page_response(Page(list_timers(actor_of(request), topic)), k.TopicTimerItem)

    @extend_schema(operation_id="topics_timers_create", request=k.TopicTimerInput, responses={201: k.TopicTimerItem})
    def post(self, request: Request, topic_id: UUID) -> Response:
        timer = set_timer(actor=actor_of(request), topic_id=topic_id, **parsed(k.TopicTimerInput(data=request.data)))
        return Response(k.TopicTimerItem(timer).data, status=201)


class TimerView(CommunityView):
    """One timer."""

    @extend_schema(operation_id="timers_destroy", responses={204: None})
    def delete(self, request: Request, timer_id: UUID) -> Response:
        cancel_timer(actor=actor_of(request), timer_id=timer_id)
        return Response(status=204)


class LogView(CommunityView):
    """What was done to a topic, as its page tells it."""

    @extend_schema(operation_id="topics_log_list", responses=k.TopicLogPage)
    def get(self, request: Request, topic_id: UUID) -> Response:
        topic = find_topic_by_id(actor_of(request), topic_id)
        lines = list_lines(actor_of(request), topic, first=0, last=topic.last_position)
        return page_response(Page(lines), k.TopicLogItem)


class BulkView(CommunityView):
    """One tool for many topics."""

    @extend_schema(operation_id="topics_bulk_create", request=k.TopicsBulkInput, responses=k.TopicsBulkResults)
    def post(self, request: Request) -> Response:
        results = tend_topics(actor=actor_of(request), **parsed(k.TopicsBulkInput(data=request.data)))
        return page_response(Page(results), k.TopicsBulkResultItem)
