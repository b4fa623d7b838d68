"""Celery shells of the community."""

from typing import Any
from uuid import UUID

from celery import shared_task

from community.actions.ranking import count_tags, rank_topics
from kernel.actor import system_actor
from tenants.tasks import visit_tenants


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
