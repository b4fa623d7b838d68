"""Search over the API, with the same operators as the page."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import Input, actor_of, parsed
from community.api.serializers import TopicItem
from community.limits import enforce
from community.queries.search import MAX_QUERY, search_topics
from community.queries.spaces import list_spaces


class SearchInput(Input):
    """`q` holds words and operators; `page` counts from 1."""

    q = serializers.CharField(max_length=MAX_QUERY)
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=50)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data.dict() if hasattr(data, "dict") else data)


class HitOutput(serializers.Serializer[Any]):
    """A topic that matches; `path` leads to the post that matches best, `title` and `snippet` are HTML with <mark>.

    With `is_translation` the words were found in a translation into `language`, and `path` opens that.
    """

    topic = TopicItem()
    path = serializers.CharField()
    title = serializers.CharField()
    snippet = serializers.CharField()
    language = serializers.CharField()
    is_translation = serializers.BooleanField()


class FoundOutput(serializers.Serializer[Any]):
    """One page of hits; `problems` are pairs of a code and the operator that was left out."""

    items = HitOutput(many=True)
    total = serializers.IntegerField()
    has_next = serializers.BooleanField()
    problems = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class SearchView(APIView):
    """Topics that match, best first; at most 200."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(parameters=[SearchInput], responses=FoundOutput)
    def get(self, request: Request) -> Response:
        data, actor = parsed(SearchInput(data=request.query_params)), actor_of(request)
        enforce(actor, "search")
        found = search_topics(list_spaces(actor), data["q"], actor=actor, page=data["page"])
        shown = {"items": found.hits, "total": found.total, "has_next": found.has_next, "problems": found.query.problems}
        return Response(FoundOutput(shown).data)
