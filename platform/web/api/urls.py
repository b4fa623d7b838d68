"""The API's description of itself."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from access.api.gate import Gate


class SchemaView(SpectacularAPIView):
    """OpenAPI 3 of everything below /api/v1."""

    gate = Gate.PUBLIC


urlpatterns = [path("schema/", SchemaView.as_view(), name="schema")]
