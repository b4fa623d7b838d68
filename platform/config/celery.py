"""The Celery app and its timetable. Every dynamic plan is a sweep over tenants: no schedule table holds tenant data."""

import os

from celery import Celery
from celery.signals import setup_logging, worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("chorus", task_cls="tenants.tasks:TenantTask")
app.set_default()  # the current app is per thread; requests run in threads that never imported this module
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "events-sweep": {"task": "events.tasks.sweep", "schedule": 5.0},
    "events-housekeeping": {"task": "events.tasks.housekeep", "schedule": 3600.0},
    "flows-unanswered": {"task": "flows.tasks.sweep_unanswered_topics", "schedule": 15.0},
    "inbox-wake-snoozed": {"task": "inbox.tasks.wake_snoozed", "schedule": 30.0},
    "accounts-housekeeping": {"task": "accounts.tasks.housekeep", "schedule": 3600.0},
}


@setup_logging.connect(weak=False)
def _keep_our_logging(**_: object) -> None:
    """Stops Celery from replacing the structured log set up by the settings."""


@worker_process_init.connect(weak=False)
def _trace(**_: object) -> None:
    """Each forked worker needs an exporter thread of its own."""
    from django.conf import settings  # noqa: PLC0415 - settings are read after the app is made

    from config.telemetry import start_tracing  # noqa: PLC0415

    start_tracing(settings.CHORUS, "chorus-worker")
