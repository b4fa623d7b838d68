"""Addresses of uploads."""

from django.urls import URLPattern, URLResolver, path

from files import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("files/<uuid:upload_id>/<str:name>", pages.fetch, name="file"),
]
