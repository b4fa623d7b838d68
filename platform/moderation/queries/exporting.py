"""Decisions as plain rows, for the export of everything."""

from collections.abc import Iterator, Mapping

from community.exporters.tables import without_private_words
from moderation.models import Decision

FIELDS = (
    "id", "number", "person_id", "space_id", "thing_kind", "thing_id", "thing_title", "thing_text", "content_at", "content_language", "measure", "ground", "ground_text",
    "category", "facts", "origin", "is_automated_detection", "is_automated_decision", "starts_at", "ends_at", "decided_by_id", "at",
    "flagged_at", "appealable_until", "reversed_at", "reversed_by_id",
)  # fmt: skip


def decision_rows() -> Iterator[Mapping[str, object]]:
    """Every decision of the brand, oldest first; what private messages said stays with those who exchanged them."""
    for row in Decision.objects.order_by("number").values(*FIELDS).iterator(chunk_size=1_000):
        yield without_private_words(Decision._meta.label, row)
