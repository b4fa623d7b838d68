"""What a frame tells about who acted."""

import pytest

from events.log import Recorded
from kernel.clock import now
from kernel.ids import uuid7
from realtime.frames import event_fields


@pytest.mark.parametrize(
    ("audience", "named"), [("staff", True), ("inbox:1", True), ("user:1", True), ("space:1", False), ("everyone", False)]
)
def test_only_colleagues_learn_who_acted(audience: str, named: bool) -> None:
    actor = uuid7()
    recorded = Recorded(1, uuid7(), now(), "community.vote_cast", 1, "topic:1", actor, audience, {})
    assert (str(actor).encode() in event_fields(recorded)) is named
