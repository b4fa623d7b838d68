"""The language of a post and its translations, and what is out of sight, over HTTP."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api.inputs import Input, actor_of, parsed
from access.request import address_hash
from community.actions import moderating
from community.actions.translating import remove_translation, set_post_language, translate_post, want_translation
from community.api import kind_shapes as k
from community.api.serializers import PostItem
from community.api.tending import StateView
from community.api.views import CommunityView
from community.queries.listing import get_post_view
from community.queries.reading import find_post
from community.queries.translations import list_translations, translations_of
from community.screening import Circumstances
from community.texts import MAX_BODY, MAX_TITLE


class LanguageInput(Input):
    """The language that a post is in."""

    language = serializers.CharField(max_length=15)


class TranslationInput(Input):
    """A post's words in another language; the first post of a topic needs a title too."""

    title = serializers.CharField(max_length=MAX_TITLE, required=False, allow_blank=True, default="")
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)


class TranslationItem(serializers.Serializer[Any]):
    """A translation as readers of its language get it; `is_outdated` when the original was edited since."""

    language = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    html = serializers.CharField()
    is_machine = serializers.BooleanField()
    is_outdated = serializers.BooleanField()


class TranslationList(serializers.Serializer[Any]):
    """All of them."""

    items = TranslationItem(many=True)


class PostLanguageView(CommunityView):
    """Which language a post is in."""

    @extend_schema(operation_id="posts_language_update", request=LanguageInput, responses=PostItem)
    def put(self, request: Request, post_id: UUID) -> Response:
        set_post_language(actor=actor_of(request), post_id=post_id, **parsed(LanguageInput(data=request.data)))
        return Response(PostItem(get_post_view(actor_of(request), post_id)).data)


class TranslationsView(CommunityView):
    """What a post has been said in beside its own language."""

    @extend_schema(operation_id="posts_translations_list", responses=TranslationList)
    def get(self, request: Request, post_id: UUID) -> Response:
        post = find_post(actor_of(request), post_id)
        return Response({"items": TranslationItem(list_translations(post.pk), many=True).data})


class TranslationView(CommunityView):
    """A post in another language."""

    @extend_schema(operation_id="posts_translations_update", request=TranslationInput, responses=TranslationItem)
    def put(self, request: Request, post_id: UUID, language: str) -> Response:
        given = parsed(TranslationInput(data=request.data))
        came = Circumstances(address_hash=address_hash(request._request))
        row = translate_post(actor=actor_of(request), post_id=post_id, language=language, circumstances=came, **given)
        return Response(TranslationItem(translations_of([post_id], row.language)[post_id]).data)

    @extend_schema(operation_id="posts_translations_destroy", responses={204: None})
    def delete(self, request: Request, post_id: UUID, language: str) -> Response:
        remove_translation(actor=actor_of(request), post_id=post_id, language=language)
        return Response(status=204)


class TranslationWishView(CommunityView):
    """A machine's translation, now or soon."""

    @extend_schema(operation_id="posts_translations_wish_update", request=None, responses={204: None})
    def put(self, request: Request, post_id: UUID, language: str) -> Response:
        want_translation(actor=actor_of(request), post_id=post_id, language=language)
        return Response(status=204)


class TopicHidingView(StateView):
    """Out of sight by a moderator's decision."""

    begin = staticmethod(moderating.hide_topic)
    end = staticmethod(moderating.restore_topic)


class PostHidingView(CommunityView):
    """The same about one reply."""

    @extend_schema(operation_id="posts_hiding_update", request=k.TopicReasonInput, responses={204: None})
    def put(self, request: Request, post_id: UUID) -> Response:
        moderating.hide_post(actor=actor_of(request), post_id=post_id, **parsed(k.TopicReasonInput(data=request.data)))
        return Response(status=204)

    @extend_schema(operation_id="posts_hiding_destroy", responses={204: None})
    def delete(self, request: Request, post_id: UUID) -> Response:
        moderating.restore_post(actor=actor_of(request), post_id=post_id)
        return Response(status=204)
