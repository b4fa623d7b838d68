"""Prometheus metrics of the edge."""

from prometheus_client import Counter, Gauge

PAGES = Counter("chorus_edge_pages", "Requests that the edge could have answered, by what became of them", ["outcome"])
HIT = PAGES.labels("hit")
SHARED = PAGES.labels("shared")
MADE = PAGES.labels("made")
JOINED = PAGES.labels("joined")
STALE = PAGES.labels("stale")
PASSED = PAGES.labels("passed")
KEPT = Gauge("chorus_edge_kept_pages", "Pages kept in this process")
