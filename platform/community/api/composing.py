"""The composer over HTTP: preview, drafts, and what completes a text while it is typed."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from access.api.gate import Gate
from access.api.inputs import PageQuery, actor_of, page_response, parsed
from community.actions.deflecting import note_similar_shown
from community.actions.drafting import DraftPoll, DraftText, discard_draft, save_draft
from community.api import writing_inputs as s
from community.limits import enforce
from community.queries.drafts import get_draft, list_drafts
from community.queries.mentions import complete_name
from community.queries.quoting import quotation_of
from community.queries.reading import find_post
from community.queries.rendering import preview_text
from community.queries.similar import list_similar
from community.queries.spaces import list_spaces
from kernel.markdown.emojis import find_emojis


class PreviewView(APIView):
    """A text as the server would show it."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="preview_create", request=s.PreviewInput, responses=s.PreviewItem)
    def post(self, request: Request) -> Response:
        given = parsed(s.PreviewInput(data=request.data))
        actor = actor_of(request)
        enforce(actor, "preview")
        return Response({"html": preview_text(actor, given["body"])})


class DraftsView(APIView):
    """The caller's drafts."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="drafts_list", parameters=[PageQuery], responses=s.DraftsPage)
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        page = list_drafts(actor_of(request), cursor=query.get("cursor") or None, size=query["size"])
        return page_response(page, s.DraftItem)


class DraftView(APIView):
    """One of them: "new", "reply:<topic id>" or "edit:<post id>"."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="drafts_retrieve", responses=s.DraftItem)
    def get(self, request: Request, key: str) -> Response:
        return Response(s.DraftItem(get_draft(actor_of(request), key)).data)

    @extend_schema(operation_id="drafts_update", request=s.DraftInput, responses=s.DraftItem)
    def put(self, request: Request, key: str) -> Response:
        actor, given = actor_of(request), parsed(s.DraftInput(data=request.data))
        sequence, poll = given.pop("sequence"), given.pop("poll")
        text = DraftText(**given, poll=DraftPoll(**poll) if poll else None)
        save_draft(actor=actor, key=key, text=text, sequence=sequence)
        return Response(s.DraftItem(get_draft(actor, key)).data)

    @extend_schema(operation_id="drafts_destroy", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        discard_draft(actor=actor_of(request), key=key)
        return Response(status=204)


class SimilarView(APIView):
    """Topics that may answer a question before it is asked. A POST, because what was shown is noted."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="similar_topics_create", request=s.SimilarInput, responses=s.SimilarList)
    def post(self, request: Request) -> Response:
        actor, given = actor_of(request), parsed(s.SimilarInput(data=request.data))
        rows = list_similar(list_spaces(actor), given["title"], language=actor.language)
        if rows:
            ids = [row.id for row in rows]
            note_similar_shown(actor=actor, question_id=given["question_id"], title=given["title"], topic_ids=ids)
        items = s.SimilarItem(rows, many=True, context={"question_id": given["question_id"]}).data
        return Response({"items": items})


class NamesView(APIView):
    """What an unfinished @name may become."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="names_list", parameters=[s.CompletionQuery], responses=s.NameList)
    def get(self, request: Request) -> Response:
        query = parsed(s.CompletionQuery(data=request.query_params))
        return Response({"items": s.NameItem(complete_name(actor_of(request), query["q"]), many=True).data})


class EmojiView(APIView):
    """What an unfinished :shortcode: may become."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="emoji_list", parameters=[s.CompletionQuery], responses=s.EmojiList)
    def get(self, request: Request) -> Response:
        query = parsed(s.CompletionQuery(data=request.query_params))
        found = [{"name": name, "character": character} for name, character in find_emojis(query["q"])]
        return Response({"items": s.EmojiItem(found, many=True).data})


class QuotationView(APIView):
    """A post as a quotation, to be put into a reply."""

    gate = Gate.MEMBER
    scope = "community"

    @extend_schema(operation_id="posts_quotation_retrieve", responses=s.QuotationItem)
    def get(self, request: Request, post_id: UUID) -> Response:
        return Response({"markdown": quotation_of(find_post(actor_of(request), post_id))})
