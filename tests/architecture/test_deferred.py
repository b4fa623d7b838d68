"""What happens later happens with the rights of then: every job on the timetable says whose rights it has, and which test shows it."""

import ast
from pathlib import Path

import pytest

from config.celery import app
from tests.architecture.house import ROOT, stale

TESTS = Path("tests")

OWN = {
    "events.tasks.sweep": "sends the log's readers on; each reader is judged below or is the platform itself",
    "events.tasks.housekeep": "makes and drops partitions by age",
    "inbox.tasks.wake_snoozed": "wakes what is due, for whoever may see it then",
    "flows.tasks.sweep_unanswered_topics": "the brand's rule opens a conversation; who sees it is asked when they look",
    "community.tasks.rank_lively_topics": "counts",
    "community.tasks.rank_all_topics": "counts",
    "community.tasks.prune_search_logs": "forgets what is old",
    "community.tasks.forget_old_drafts": "forgets what is old",
    "connectors.tasks.housekeep": "forgets what is old",
    "connectors.tasks.sweep_translations": "translates what was asked for; readers are asked when they look",
    "recognition.tasks.catch_up": "counts by the brand's rules",
    "recognition.tasks.review_everybody": "counts by the brand's rules",
    "files.tasks.housekeep": "forgets what nothing uses",
    "files.tasks.sweep_previews": "fetches cards of public pages",
    "moderation.tasks.housekeep": "forgets what is old",
    "notifications.tasks.housekeep": "forgets what is old",
    "accounts.tasks.housekeep": "forgets what is old",
    "accounts.tasks.write_exports": "a member's own data, for that member's session alone",
    "accounts.tasks.carry_out_erasures": "a member's own wish, which nobody's role changes",
    "connectors.tasks.sweep_mail": "delivers what was told; what a notice may say is asked when it is written (notify below)",
}
"""Jobs with no rights but the platform's, and why that is enough."""

ASKED_AGAIN = {
    "community.tasks.run_topic_timers": "unit/community/test_tools.py::test_timer_of_a_moderator_who_is_one_no_more_does_nothing",
    "community.tasks.publish_due_topics": "unit/community/test_revising.py::test_rights_are_asked_again_when_the_time_has_come",
    "community.tasks.remind_of_bookmarks": (
        "unit/community/test_member_pages.py::test_reminder_of_what_is_no_longer_readable_stays_silent"
    ),
    "community.tasks.continue_imports": (
        "unit/community/test_importing.py::test_import_of_an_administrator_who_is_one_no_more_waits_for_another"
    ),
    "connectors.tasks.fetch_mail": "unit/connectors/test_replies.py::test_a_locked_topic_refuses_and_says_why",
    "moderation.tasks.warn": "unit/moderation/test_warning.py::test_reviewers_are_told_once_before_time_runs_out",
    "notifications.tasks.sweep_notices": "unit/notifications/test_mail.py::test_who_may_no_longer_read_gets_no_mail",
    "notifications.tasks.sweep_digests": (
        "unit/notifications/test_mail.py::test_a_digest_tells_nothing_of_what_one_may_no_longer_read"
    ),
}
"""Jobs that do what somebody wanted earlier, or tell somebody of it: the test that asks for the rights of then."""

CONTINUED = {
    "moderation.runs": "unit/moderation/test_reviewing.py::test_a_run_asks_again_for_permission_when_its_turn_comes",
    "moderation.removals": "unit/moderation/test_appealing.py::test_a_removal_stops_when_its_moderator_is_one_no_longer",
}
"""Readers of the log that go on with somebody's work; undoing a run is tried beside running one."""


def has(place: str) -> bool:
    """Whether there is this test."""
    path, _colons, name = place.partition("::")
    tree = ast.parse((ROOT / TESTS / path).read_text())
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name for node in ast.walk(tree))


def test_every_job_says_with_whose_rights_it_works() -> None:
    jobs = {str(entry["task"]) for entry in app.conf.beat_schedule.values()}
    assert jobs - OWN.keys() - ASKED_AGAIN.keys() == set()
    assert stale(OWN | ASKED_AGAIN, jobs) == set()
    assert OWN.keys() & ASKED_AGAIN.keys() == set()


@pytest.mark.parametrize("place", sorted({*ASKED_AGAIN.values(), *CONTINUED.values()}))
def test_the_test_that_takes_rights_away_is_there(place: str) -> None:
    assert has(place)


def test_readers_that_go_on_with_work_exist() -> None:
    from events.subscribers import list_subscribers

    assert stale(CONTINUED, {subscriber.name for subscriber in list_subscribers()}) == set()


def acting_rooms() -> set[str]:
    """Rooms in which somebody else's rights of today are asked for: `actor_for_user_id` outside the way in."""
    found = set()
    for path in (ROOT / "platform").glob("*/**/*.py"):
        if path.parts[-2] != "accounts" and "actor_for_user_id(" in path.read_text():
            found.add(path.relative_to(ROOT / "platform").parts[0])
    return found - {"accounts", "demo"}


def test_no_room_acts_for_others_unseen() -> None:
    assert acting_rooms() == {"community", "connectors", "flows", "inbox", "moderation", "notifications"}
