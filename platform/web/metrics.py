"""Prometheus metrics of the edge. Labels are bounded: routes, not paths; never a tenant's free text."""

from prometheus_client import Histogram

REQUESTS = Histogram(
    "chorus_http_request_seconds",
    "Time to answer a request",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
