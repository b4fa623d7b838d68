"""Rules, lists, the report and the trail over HTTP, for administrators and supervisors."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api.inputs import PageQuery, actor_of, page_response, parsed
from kernel.pagination import Page
from moderation.actions.addressing import screen, unscreen
from moderation.actions.ruling import delete_rule, save_rule
from moderation.api.reviewing import ModerationView
from moderation.api.serializers import inputs, outputs
from moderation.queries.keeping import get_rule, list_addresses, list_audit, list_rules
from moderation.queries.statements import list_statements
from moderation.queries.transparency import transparency_report, whole_days
from moderation.queries.trials import parse_conditions, try_rule


class RulesView(ModerationView):
    """All rules of the brand."""

    @extend_schema(operation_id="moderation_rules_list", responses=outputs.RulesPage)
    def get(self, request: Request) -> Response:
        return page_response(Page(list_rules(actor_of(request))), outputs.RuleItem)


class RuleView(ModerationView):
    """One rule; PUT makes it when its id is new."""

    @extend_schema(operation_id="moderation_rules_retrieve", responses=outputs.RuleItem)
    def get(self, request: Request, rule_id: UUID) -> Response:
        return Response(outputs.RuleItem(get_rule(actor_of(request), rule_id)).data)

    @extend_schema(operation_id="moderation_rules_update", request=inputs.RuleInput, responses=outputs.RuleItem)
    def put(self, request: Request, rule_id: UUID) -> Response:
        given = parsed(inputs.RuleInput(data=request.data))
        return Response(outputs.RuleItem(save_rule(actor=actor_of(request), id=rule_id, **given)).data)

    @extend_schema(operation_id="moderation_rules_destroy", responses={204: None})
    def delete(self, request: Request, rule_id: UUID) -> Response:
        delete_rule(actor=actor_of(request), rule_id=rule_id)
        return Response(status=204)


class TrialsView(ModerationView):
    """A rule on what was published lately; nothing is held."""

    @extend_schema(operation_id="moderation_trials_create", request=inputs.TrialInput, responses=outputs.TrialItem)
    def post(self, request: Request) -> Response:
        given = parsed(inputs.TrialInput(data=request.data))
        return Response(outputs.TrialItem(try_rule(actor_of(request), parse_conditions(given["conditions"]))).data)


class AddressesView(ModerationView):
    """The list of screened addresses."""

    @extend_schema(operation_id="screened_addresses_list", parameters=[PageQuery], responses=outputs.AddressesPage)
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        return page_response(
            list_addresses(actor_of(request), cursor=query.get("cursor") or None, size=query["size"]), outputs.AddressItem
        )

    @extend_schema(operation_id="screened_addresses_create", request=inputs.AddressInput, responses={201: outputs.AddressItem})
    def post(self, request: Request) -> Response:
        given = parsed(inputs.AddressInput(data=request.data))
        return Response(outputs.AddressItem(screen(actor=actor_of(request), **given)).data, status=201)


class AddressView(ModerationView):
    """Taking one entry off the list."""

    @extend_schema(operation_id="screened_addresses_destroy", responses={204: None})
    def delete(self, request: Request, address_id: UUID) -> Response:
        unscreen(actor=actor_of(request), address_id=address_id)
        return Response(status=204)


class ReportView(ModerationView):
    """The transparency report of a period."""

    @extend_schema(operation_id="transparency_report", parameters=[inputs.ReportQuery], responses=outputs.ReportItem)
    def get(self, request: Request) -> Response:
        query = parsed(inputs.ReportQuery(data=request.query_params))
        period = whole_days(query["since"], query["until"])
        report = transparency_report(
            actor_of(request),
            starts_at=period.starts_at,
            ends_at=period.ends_at,
        )
        return Response(outputs.ReportItem(report).data)


class StatementsView(ModerationView):
    """Statements of reasons as the Commission's transparency database takes them; a page is a batch."""

    @extend_schema(operation_id="transparency_statements", parameters=[inputs.StatementsQuery], responses=outputs.StatementsPage)
    def get(self, request: Request) -> Response:
        query = parsed(inputs.StatementsQuery(data=request.query_params))
        period = whole_days(query["since"], query["until"])
        page = list_statements(
            actor_of(request),
            starts_at=period.starts_at,
            ends_at=period.ends_at,
            cursor=query.get("cursor") or None,
        )
        return Response({"statements": page.items, "next": page.next_cursor, "previous": page.previous_cursor})


class AuditView(ModerationView):
    """Who did what."""

    @extend_schema(operation_id="moderation_audit_list", parameters=[PageQuery], responses=outputs.AuditPage)
    def get(self, request: Request) -> Response:
        query = parsed(PageQuery(data=request.query_params))
        return page_response(
            list_audit(actor_of(request), cursor=query.get("cursor") or None, size=query["size"]), outputs.AuditItem
        )
