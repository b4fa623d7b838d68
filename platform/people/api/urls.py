"""API addresses of people."""

from django.urls import URLPattern, URLResolver, path

from people.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("people", views.PeopleView.as_view(), name="people"),
    path("people/merges/<uuid:merge_id>", views.MergeView.as_view(), name="person_merge"),
    path("people/<uuid:person_id>", views.PersonView.as_view(), name="person"),
    path("people/<uuid:person_id>/timeline", views.TimelineView.as_view(), name="person_timeline"),
    path("people/<uuid:person_id>/notes", views.NotesView.as_view(), name="person_notes"),
    path("people/<uuid:person_id>/consents", views.ConsentsView.as_view(), name="person_consents"),
    path("people/<uuid:person_id>/merges", views.MergesView.as_view(), name="person_merges"),
]
