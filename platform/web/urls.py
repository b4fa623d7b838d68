"""The shell's own addresses."""

from django.urls import include, path, re_path

from web import pages

urlpatterns = [
    path("", include("web.health_urls")),
    path("i18n/language/", pages.set_language, name="set_language"),
    re_path(r"^desk(?:/.*)?$", pages.workspace, name="workspace"),
]
