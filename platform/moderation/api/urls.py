"""API addresses of moderation."""

from django.urls import URLPattern, URLResolver, path

from moderation.api import deciding, keeping, reviewing

urlpatterns: list[URLPattern | URLResolver] = [
    path("flags", reviewing.FlagsView.as_view(), name="api_flags"),
    path("review/items", reviewing.ItemsView.as_view(), name="api_review_items"),
    path("review/counters", reviewing.CountersView.as_view(), name="api_review_counters"),
    path("review/items/<uuid:item_id>", reviewing.SingleItemView.as_view(), name="api_review_item"),
    path("review/items/<uuid:item_id>/claim", reviewing.ClaimView.as_view(), name="api_review_claim"),
    path("review/items/<uuid:item_id>/judgement", reviewing.JudgementView.as_view(), name="api_review_judgement"),
    path("review/runs", reviewing.RunsView.as_view(), name="api_review_runs"),
    path("review/runs/<uuid:run_id>", reviewing.RunView.as_view(), name="api_review_run"),
    path("decisions", deciding.DecisionsView.as_view(), name="api_decisions"),
    path("decisions/<uuid:decision_id>", deciding.DecisionView.as_view(), name="api_decision"),
    path("decisions/<uuid:decision_id>/appeals", deciding.AppealView.as_view(), name="api_decision_appeals"),
    path("appeals", deciding.AppealsView.as_view(), name="api_appeals"),
    path("appeals/<uuid:appeal_id>/answer", deciding.AnswerView.as_view(), name="api_appeal_answer"),
    path("penalties", deciding.PenaltiesView.as_view(), name="api_penalties"),
    path("penalties/<uuid:penalty_id>", deciding.PenaltyView.as_view(), name="api_penalty"),
    path("removals", deciding.RemovalsView.as_view(), name="api_removals"),
    path("removals/<uuid:removal_id>", deciding.RemovalView.as_view(), name="api_removal"),
    path("moderation/rules", keeping.RulesView.as_view(), name="api_moderation_rules"),
    path("moderation/rules/<uuid:rule_id>", keeping.RuleView.as_view(), name="api_moderation_rule"),
    path("moderation/trials", keeping.TrialsView.as_view(), name="api_moderation_trials"),
    path("moderation/addresses", keeping.AddressesView.as_view(), name="api_moderation_addresses"),
    path("moderation/addresses/<uuid:address_id>", keeping.AddressView.as_view(), name="api_moderation_address"),
    path("moderation/report", keeping.ReportView.as_view(), name="api_moderation_report"),
    path("moderation/statements", keeping.StatementsView.as_view(), name="api_moderation_statements"),
    path("moderation/audit", keeping.AuditView.as_view(), name="api_moderation_audit"),
]
