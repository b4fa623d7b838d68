"""API addresses of inbox."""

from django.urls import URLPattern, URLResolver, path

from inbox.api.views import changing, organisation, reading, writing

_ONE = "conversations/<uuid:conversation_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff", organisation.StaffView.as_view(), name="staff"),
    path("teams", organisation.TeamsView.as_view(), name="teams"),
    path("inboxes", organisation.InboxesView.as_view(), name="inboxes"),
    path("labels", organisation.LabelsView.as_view(), name="labels"),
    path("conversations", reading.ConversationsView.as_view(), name="conversations"),
    path("conversations/counters", reading.CountersView.as_view(), name="conversation_counters"),
    path(_ONE, reading.ConversationView.as_view(), name="conversation"),
    path(_ONE + "/timeline", reading.TimelineView.as_view(), name="conversation_timeline"),
    path(_ONE + "/replies", writing.RepliesView.as_view(), name="conversation_replies"),
    path(_ONE + "/notes", writing.NotesView.as_view(), name="conversation_notes"),
    path(_ONE + "/handoffs", writing.HandoffsView.as_view(), name="conversation_handoffs"),
    path(_ONE + "/assignment", changing.AssignmentView.as_view(), name="conversation_assignment"),
    path(_ONE + "/status", changing.StatusView.as_view(), name="conversation_status"),
    path(_ONE + "/labels", changing.LabelsOfConversationView.as_view(), name="conversation_labels"),
    path(_ONE + "/inbox", changing.InboxOfConversationView.as_view(), name="conversation_inbox"),
    path(_ONE + "/priority", changing.PriorityView.as_view(), name="conversation_priority"),
    path(_ONE + "/read", changing.ReadView.as_view(), name="conversation_read"),
]
