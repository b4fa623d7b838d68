"""What load balancers and Prometheus ask; answered on every host, without a tenant."""

from django.urls import path

from web import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
