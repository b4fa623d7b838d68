"""Pages of moderation."""

from django.urls import path

from moderation.pages import decisions, flagging, lists, members, private, queue, reports, rules

urlpatterns = [
    path("flag/<slug:kind>/<uuid:thing_id>/", flagging.flag, name="moderation_flag"),
    path("messages/reported/<uuid:message_id>/", private.reported, name="moderation_reported_message"),
    path("review/", queue.queue, name="moderation_queue"),
    path("review/items/<uuid:item_id>/", queue.item, name="moderation_item"),
    path("review/runs/<uuid:run_id>/", queue.run, name="moderation_run"),
    path("review/runs/<uuid:run_id>/undo/", queue.undo, name="moderation_run_undo"),
    path("review/appeals/", decisions.appeals, name="moderation_appeals"),
    path("review/appeals/<uuid:appeal_id>/", decisions.appeal, name="moderation_appeal"),
    path("review/members/<uuid:user_id>/", members.member, name="moderation_member"),
    path("review/members/<uuid:user_id>/removal/", members.remove, name="moderation_removal"),
    path("review/removals/<uuid:removal_id>/undo/", members.undo, name="moderation_removal_undo"),
    path("review/penalties/<uuid:penalty_id>/lift/", members.lift, name="moderation_penalty_lift"),
    path("decisions/", decisions.own, name="moderation_decisions"),
    path("decisions/<uuid:decision_id>/", decisions.decision, name="moderation_decision"),
    path("manage/moderation/", rules.rules, name="moderation_rules"),
    path("manage/moderation/rules/new/", rules.new_rule, name="moderation_rule_new"),
    path("manage/moderation/rules/<uuid:rule_id>/", rules.rule, name="moderation_rule"),
    path("manage/moderation-addresses/", lists.addresses, name="moderation_addresses"),
    path("manage/moderation-addresses/<uuid:address_id>/removal/", lists.remove_address, name="moderation_address_removal"),
    path("manage/moderation-classifier/", lists.classifier, name="moderation_classifier"),
    path("manage/moderation-report/", reports.report, name="moderation_report"),
    path("manage/moderation-audit/", reports.audit, name="moderation_audit"),
]
