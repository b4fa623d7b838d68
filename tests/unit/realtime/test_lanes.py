"""Who looks at a conversation, and until when."""

from kernel.ids import uuid7
from realtime.index import Index
from realtime.lanes import Lanes
from realtime.limits import LANE_SECONDS
from tests.unit.realtime.making import Remembered, member_with

TOPIC = f"conversation:{uuid7()}"
BEN, BERTA = uuid7(), uuid7()


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def states(sink: Remembered) -> list[tuple[str, str]]:
    return [(frame["user"]["name"], frame["state"]) for frame in sink.frames]


def scene() -> tuple[Lanes, Clock, Remembered, Remembered]:
    """Ben and Berta both look at the topic."""
    index, clock = Index(), Clock()
    (ben, bens), (berta, bertas) = [member_with(TOPIC, audiences=set(), user_id=user) for user in (BEN, BERTA)]
    index.add(ben)
    index.add(berta)
    return Lanes(index, clock), clock, bens, bertas


def test_a_state_is_told_to_the_others_and_only_when_it_changes() -> None:
    lanes, _, bens, bertas = scene()
    for state in ("viewing", "viewing", "typing", "idle", "idle"):
        lanes.hear(TOPIC, str(BEN), "Ben", state)
    assert states(bertas) == [("Ben", "viewing"), ("Ben", "typing"), ("Ben", "idle")]
    assert states(bens) == []


def test_what_is_not_renewed_ends() -> None:
    lanes, clock, _, bertas = scene()
    lanes.hear(TOPIC, str(BEN), "Ben", "typing")
    clock.at = LANE_SECONDS - 1
    lanes.hear(TOPIC, str(BEN), "Ben", "typing")
    clock.at = 2 * LANE_SECONDS - 2
    lanes.sweep()
    assert states(bertas) == [("Ben", "typing")]
    clock.at = 2 * LANE_SECONDS
    lanes.sweep()
    assert states(bertas) == [("Ben", "typing"), ("Ben", "idle")]


def test_a_newcomer_is_told_who_is_there() -> None:
    lanes, _, _, _ = scene()
    lanes.hear(TOPIC, str(BEN), "Ben", "viewing")
    newcomer, sink = member_with(TOPIC, audiences=set(), user_id=uuid7())
    lanes.snapshot(newcomer, TOPIC)
    assert states(sink) == [("Ben", "viewing")]


def test_a_person_with_two_windows_leaves_with_the_last() -> None:
    index = Index()
    lanes = Lanes(index)
    (first, _), (second, _) = [member_with(TOPIC, audiences=set(), user_id=BEN) for _ in range(2)]
    for member in (first, second):
        member.lanes[TOPIC] = "viewing"
        index.add(member)
    assert not lanes.leave(first, TOPIC)
    assert lanes.leave(second, TOPIC)
    assert not lanes.leave(second, TOPIC)
