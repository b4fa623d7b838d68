"""Prometheus metrics of the live connection; no label holds a tenant."""

from prometheus_client import Counter, Gauge, Histogram

SOCKETS = Gauge("chorus_live_sockets", "Open sockets of this process")
FRAMES = Counter("chorus_live_event_frames_total", "Event frames written")
RESETS = Counter("chorus_live_resets_total", "Clients told to fetch everything again", ["reason"])
CLOSES = Counter("chorus_live_closes_total", "Sockets closed by the server", ["reason"])
HINT_TO_FRAMES = Histogram(
    "chorus_live_hint_to_frames_seconds",
    "From a hint's arrival to its last frame",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
REDIS_UP = Gauge("chorus_live_redis_up", "1 while hints arrive over Redis, 0 while only the tick finds events")
