"""API addresses of uploads."""

from django.urls import URLPattern, URLResolver, path

from files.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("uploads", views.UploadsView.as_view(), name="uploads"),
    path("uploads/<uuid:upload_id>", views.UploadView.as_view(), name="upload"),
    path("uploads/<uuid:upload_id>/address", views.UploadAddressView.as_view(), name="upload_address"),
    path("emoji", views.EmojiView.as_view(), name="emoji"),
]
