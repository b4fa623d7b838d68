"""The knowledge base over HTTP."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api.inputs import actor_of, page_response, parsed
from community.actions.articles import (
    begin_article,
    confirm_article,
    publish_version,
    return_version,
    submit_version,
    write_version,
)
from community.actions.rating import rate_article
from community.api import kind_shapes as k
from community.api.views import CommunityView
from community.queries.knowledge import find_article_by_id, list_articles, list_versions
from community.queries.spaces import get_space_by_id, list_spaces
from kernel.pagination import Page


def versions_response(request: Request, topic_id: UUID, *, status: int = 200) -> Response:
    """The versions as those who work on the article see them."""
    topic, article = find_article_by_id(actor_of(request), topic_id)
    response = page_response(Page(list_versions(actor_of(request), topic, article)), k.ArticleVersionItem)
    response.status_code = status
    return response


class ArticlesView(CommunityView):
    """Published articles; and beginning one."""

    @extend_schema(operation_id="articles_list", parameters=[k.ArticlesQuery], responses=k.ArticlesPage)
    def get(self, request: Request) -> Response:
        actor, query = actor_of(request), parsed(k.ArticlesQuery(data=request.query_params))
        spaces = [get_space_by_id(actor, query["space"])] if "space" in query else list_spaces(actor)
        return page_response(list_articles(spaces, cursor=query.get("cursor") or None, size=query["size"]), k.ArticleItem)

    @extend_schema(operation_id="articles_create", request=k.ArticleInput, responses={201: k.ArticleVersionsPage})
    def post(self, request: Request) -> Response:
        topic = begin_article(actor=actor_of(request), **parsed(k.ArticleInput(data=request.data)))
        return versions_response(request, topic.pk, status=201)


class VersionsView(CommunityView):
    """The versions of one article; and writing the next."""

    @extend_schema(operation_id="articles_versions_list", responses=k.ArticleVersionsPage)
    def get(self, request: Request, topic_id: UUID) -> Response:
        return versions_response(request, topic_id)

    @extend_schema(operation_id="articles_versions_update", request=k.ArticleVersionInput, responses=k.ArticleVersionsPage)
    def put(self, request: Request, topic_id: UUID) -> Response:
        write_version(actor=actor_of(request), topic_id=topic_id, **parsed(k.ArticleVersionInput(data=request.data)))
        return versions_response(request, topic_id)


class SubmissionView(CommunityView):
    """Sending the draft to review."""

    @extend_schema(operation_id="articles_submission_update", request=None, responses=k.ArticleVersionsPage)
    def put(self, request: Request, topic_id: UUID) -> Response:
        submit_version(actor=actor_of(request), topic_id=topic_id)
        return versions_response(request, topic_id)


class ReviewView(CommunityView):
    """What the reviewer decides."""

    @extend_schema(operation_id="articles_review_update", request=k.ArticleReviewInput, responses=k.ArticleVersionsPage)
    def put(self, request: Request, topic_id: UUID) -> Response:
        actor, given = actor_of(request), parsed(k.ArticleReviewInput(data=request.data))
        if given["verdict"] == "publish":
            publish_version(actor=actor, topic_id=topic_id, note=given["reason"])
        else:
            return_version(actor=actor, topic_id=topic_id, reason=given["reason"])
        return versions_response(request, topic_id)


class ConfirmationView(CommunityView):
    """The article is still right."""

    @extend_schema(operation_id="articles_confirmation_update", request=None, responses=k.ArticleVersionsPage)
    def put(self, request: Request, topic_id: UUID) -> Response:
        confirm_article(actor=actor_of(request), topic_id=topic_id)
        return versions_response(request, topic_id)


class RatingView(CommunityView):
    """Whether the article helped the caller."""

    @extend_schema(operation_id="articles_rating_update", request=k.RatingInput, responses=k.RatingItem)
    def put(self, request: Request, topic_id: UUID) -> Response:
        given = parsed(k.RatingInput(data=request.data))
        return Response(k.RatingItem(rate_article(actor=actor_of(request), topic_id=topic_id, **given)).data)
