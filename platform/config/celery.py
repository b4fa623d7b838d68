"""The Celery app and its timetable. Every dynamic plan is a sweep over tenants: no schedule table holds tenant data."""

import ctypes
import gc
import os
import sys

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, worker_before_create_process, worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Django's checks are made by `migrate` and `make check`; here they would load every page and form into each worker (33 MB).
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("chorus", task_cls="tenants.tasks:TenantTask")
app.set_default()  # the current app is per thread; requests run in threads that never imported this module
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "events-sweep": {"task": "events.tasks.sweep", "schedule": 5.0},
    "events-housekeeping": {"task": "events.tasks.housekeep", "schedule": 3600.0},
    "flows-unanswered": {"task": "flows.tasks.sweep_unanswered_topics", "schedule": 15.0},
    "inbox-wake-snoozed": {"task": "inbox.tasks.wake_snoozed", "schedule": 30.0},
    "community-rank-lively": {"task": "community.tasks.rank_lively_topics", "schedule": 600.0},
    "community-rank-all": {"task": "community.tasks.rank_all_topics", "schedule": 21_600.0},
    "community-prune-searches": {"task": "community.tasks.prune_search_logs", "schedule": crontab(hour=3, minute=40)},
    "community-imports": {"task": "community.tasks.continue_imports", "schedule": 5.0},
    "community-timers": {"task": "community.tasks.run_topic_timers", "schedule": 30.0},
    "connectors-sweep": {"task": "connectors.tasks.sweep_mail", "schedule": 30.0},
    "connectors-fetch": {"task": "connectors.tasks.fetch_mail", "schedule": 60.0},
    "connectors-housekeeping": {"task": "connectors.tasks.housekeep", "schedule": 86_400.0},
    "connectors-translations": {"task": "connectors.tasks.sweep_translations", "schedule": 60.0},
    "recognition-catch-up": {"task": "recognition.tasks.catch_up", "schedule": 20.0},
    "recognition-review": {"task": "recognition.tasks.review_everybody", "schedule": crontab(hour="3", minute="20")},
    "files-housekeeping": {"task": "files.tasks.housekeep", "schedule": 3600.0},
    "files-sweep-previews": {"task": "files.tasks.sweep_previews", "schedule": 120.0},
    "moderation-deadlines": {"task": "moderation.tasks.warn", "schedule": 300.0},
    "moderation-housekeeping": {"task": "moderation.tasks.housekeep", "schedule": 3600.0},
    "notifications-sweep": {"task": "notifications.tasks.sweep_notices", "schedule": 20.0},
    "notifications-digests": {"task": "notifications.tasks.sweep_digests", "schedule": 600.0},
    "notifications-housekeeping": {"task": "notifications.tasks.housekeep", "schedule": 86_400.0},
    "accounts-exports": {"task": "accounts.tasks.write_exports", "schedule": 20.0},
    "accounts-erasures": {"task": "accounts.tasks.carry_out_erasures", "schedule": 600.0},
    "accounts-housekeeping": {"task": "accounts.tasks.housekeep", "schedule": 3600.0},
    "community-due-topics": {"task": "community.tasks.publish_due_topics", "schedule": 20.0},
    "community-reminders": {"task": "community.tasks.remind_of_bookmarks", "schedule": 30.0},
    "community-old-drafts": {"task": "community.tasks.forget_old_drafts", "schedule": 86_400.0},
}


@setup_logging.connect(weak=False)
def _keep_our_logging(**_: object) -> None:
    """Stops Celery from replacing the structured log set up by the settings."""


@worker_before_create_process.connect(weak=False)
def _tidy(**_: object) -> None:
    """What imports left over goes back to the system, and the collector leaves alone what all processes share."""
    gc.collect()
    gc.freeze()
    if sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim"):
        ctypes.CDLL(None).malloc_trim(0)


@worker_process_init.connect(weak=False)
def _trace(**_: object) -> None:
    """Each forked worker needs an exporter thread of its own."""
    from django.conf import settings  # noqa: PLC0415 - settings are read after the app is made

    from config.telemetry import start_tracing  # noqa: PLC0415

    start_tracing(settings.CHORUS, "chorus-worker")
