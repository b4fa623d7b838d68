"""What is known of a tenant's log decides whether a kept page is current."""

from typing import ClassVar
from uuid import uuid4

import pytest

from edge.stamps import Change, Stamps, touched_by
from events.base import Event, Touches, list_event_classes

TOPIC, OTHER = f"topic:{uuid4()}", f"topic:{uuid4()}"
EDITED, RENAMED, READ = "community.post_edited", "community.space_changed", "inbox.note_added"


def stamps(*changes: tuple[int, str, str], head: int, epoch: str = "e") -> Stamps:
    made = Stamps()
    made.take(head, epoch, [Change(*change) for change in changes])
    return made


@pytest.mark.parametrize(
    ("change", "of_topic", "of_a_list"),
    [
        ((11, EDITED, TOPIC), False, False),
        ((11, EDITED, OTHER), True, False),
        ((11, RENAMED, "space:1"), False, False),
        ((11, READ, "conversation:1"), True, True),
        ((11, "future.thing_happened", "thing:1"), False, False),
    ],
    ids=["its topic", "another topic", "a space", "the inbox", "an event of a newer release"],
)
def test_a_page_is_current_until_something_touches_it(change: tuple[int, str, str], of_topic: bool, of_a_list: bool) -> None:
    known = stamps((9, EDITED, OTHER), (10, EDITED, OTHER), head=10)
    assert known.are_current(10, "e", [TOPIC])
    assert known.are_current(10, "e", None)

    known.take(11, "e", [Change(*change)])

    assert known.are_current(10, "e", [TOPIC]) is of_topic
    assert known.are_current(10, "e", None) is of_a_list
    assert known.are_current(11, "e", None)


def test_nothing_is_current_that_is_older_than_what_is_known() -> None:
    known = stamps((4_001, EDITED, OTHER), head=4_001)
    assert known.are_current(4_000, "e", [TOPIC])
    assert not known.are_current(3_999, "e", [TOPIC])


def test_a_hole_between_two_answers_makes_everything_before_it_old() -> None:
    known = stamps((10, EDITED, OTHER), head=10)
    known.take(2_000, "e", [Change(1_001, EDITED, OTHER), Change(2_000, EDITED, OTHER)])
    assert not known.are_current(10, "e", [TOPIC])
    assert known.are_current(1_000, "e", [TOPIC])


def test_another_epoch_makes_everything_old_whatever_its_number() -> None:
    known = stamps(head=50)
    known.take(20, "restored", [])
    assert not known.are_current(50, "e", [TOPIC])
    assert not known.are_current(19, "restored", [TOPIC])
    assert known.are_current(20, "restored", [TOPIC])


def test_an_answer_that_comes_late_changes_nothing() -> None:
    known = stamps((10, EDITED, TOPIC), head=10)
    known.take(8, "e", [])
    assert known.seq == 10
    assert not known.are_current(9, "e", [TOPIC])


def test_too_many_subjects_are_forgotten_on_the_safe_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edge.stamps.MOST_SUBJECTS", 2)
    known = stamps(*((seq, EDITED, f"topic:{seq}") for seq in range(1, 5)), head=4)
    assert not known.are_current(3, "e", [TOPIC])
    assert known.are_current(4, "e", [TOPIC])


def test_an_event_touches_everything_unless_it_says_less() -> None:
    class Happened(Event):
        type: ClassVar[str] = "tests.edge_happened"

    assert touched_by(Happened.type) is Touches.EVERYTHING


def test_only_these_events_of_public_rooms_touch_no_page() -> None:
    """Somebody who adds one here answers for it: no page without an account shows what it is about."""
    silent = {kind.type for kind in list_event_classes() if kind.touches is Touches.NOTHING and "tests." not in kind.__module__}
    assert {kind for kind in silent if kind.split(".")[0] not in INSIDE} == SILENT


INSIDE = {"accounts", "access", "inbox", "people"}
SILENT = {
    "community.article_drafted",
    "community.article_returned",
    "community.article_submitted",
    "community.bookmark_changed",
    "community.mentioned",
    "community.reading_recorded",
    "community.relation_changed",
    "community.timer_refused",
    "community.topic_reminder_due",
    "community.watch_changed",
    "files.preview_wanted",
    "files.upload_removed",
    "files.uploaded",
    "files.uses_changed",
    "messaging.exchange_changed",
    "messaging.exchange_read",
    "messaging.message_hidden",
    "messaging.message_sent",
}
