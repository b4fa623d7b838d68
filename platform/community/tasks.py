"""Celery shells of the community."""

from typing import Any
from uuid import UUID

from celery import shared_task

from community.actions.bookmarking import remind_of_bookmark
from community.actions.drafting import drop_old_drafts
from community.actions.ranking import count_tags, rank_topics
from community.actions.scheduling import publish_due_topic
from community.actions.searching import prune_searches
from community.actions.tending import end_pins_and_banners
from community.actions.timers import close_quiet_topics, run_timer
from community.exporters.working import expire_exports, work_on_export
from community.importers.running import work_on
from community.queries.bookmarks import list_due_bookmarks
from community.queries.carrying import list_open_exports, list_open_imports
from community.queries.scheduled import list_due_topic_ids
from community.queries.timers import list_due_timers
from kernel.actor import system_actor
from kernel.clock import now
from tenants.tasks import visit_tenants

SITTING = 40.0
"""Seconds that a worker spends on one import before it looks at what else there is."""


@shared_task(queue="default")
def rank_lively_topics(**future: Any) -> None:
    """In every brand: topics in which something happened lately, and how often tags are used."""
    visit_tenants(_rank_lively)


@shared_task(queue="default")
def rank_all_topics(**future: Any) -> None:
    """In every brand: all topics, since points fall when their days leave a period."""
    visit_tenants(_rank_all)


def _rank_lively(tenant_id: UUID) -> None:
    actor = system_actor(tenant_id)
    rank_topics(actor=actor, whole=False)
    count_tags(actor=actor)


def _rank_all(tenant_id: UUID) -> None:
    rank_topics(actor=system_actor(tenant_id))


@shared_task(queue="default")
def run_topic_timers(**future: Any) -> None:
    """In every brand: timers whose time has come, and topics that were quiet for longer than their space likes."""
    visit_tenants(_run_timers)


def _run_timers(tenant_id: UUID) -> None:
    actor, at = system_actor(tenant_id), now()
    for timer_id in list_due_timers(at=at):
        run_timer(actor=actor, timer_id=timer_id, at=at)
    close_quiet_topics(actor=actor, at=at)
    end_pins_and_banners(actor=actor, at=at)


@shared_task(queue="default")
def prune_search_logs(**future: Any) -> None:
    """In every brand: searches of more than a year ago."""
    visit_tenants(_prune_searches)


def _prune_searches(tenant_id: UUID) -> None:
    prune_searches(actor=system_actor(tenant_id))


@shared_task(queue="default")
def publish_due_topics(**future: Any) -> None:
    """In every brand: let topics appear whose time has come."""
    visit_tenants(_publish_due)


@shared_task(queue="default")
def forget_old_drafts(**future: Any) -> None:
    """In every brand: drafts that nobody touched for long."""
    visit_tenants(_forget_drafts)


def _publish_due(tenant_id: UUID) -> None:
    actor, at = system_actor(tenant_id), now()
    for topic_id in list_due_topic_ids(at):
        publish_due_topic(actor=actor, topic_id=topic_id, at=at)


def _forget_drafts(tenant_id: UUID) -> None:
    drop_old_drafts(actor=system_actor(tenant_id), at=now())


@shared_task(queue="default")
def remind_of_bookmarks(**future: Any) -> None:
    """In every brand: posts that somebody wanted to be reminded of."""
    visit_tenants(_remind)


def _remind(tenant_id: UUID) -> None:
    actor, at = system_actor(tenant_id), now()
    for bookmark_id in list_due_bookmarks(at):
        remind_of_bookmark(actor=actor, bookmark_id=bookmark_id, at=at)


@shared_task(queue="default")
def continue_imports(**future: Any) -> None:
    """In every brand: a sitting at each import that waits, or whose worker is gone; the same for exports."""
    visit_tenants(_continue)


def _continue(tenant_id: UUID) -> None:
    actor = system_actor(tenant_id)
    for run_id in list_open_imports():
        work_on(actor, run_id, seconds=SITTING)
    for export_id in list_open_exports():
        work_on_export(actor, export_id, seconds=SITTING)
    expire_exports(actor)
