"""Databases (three roles, one database), cache, Celery, files."""

from typing import Any

from kombu import Queue
from psycopg.conninfo import conninfo_to_dict

from config.settings.base import CHORUS

_LIBPQ = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def _database(url: str, *, scope: str, **options: Any) -> dict[str, Any]:
    parts = conninfo_to_dict(url) if url else {"dbname": "chorus", "user": f"chorus_{scope}"}
    known = {django: str(parts.pop(libpq, "")) for libpq, django in _LIBPQ.items()}
    return {
        "ENGINE": "tenants.postgresql",
        **known,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": CHORUS.database_tenant_scope == "transaction",
        "OPTIONS": {**parts, "tenant_scope": scope, **options},
    }


DATABASES = {
    # serves requests and tasks: sees the tenant in context and nothing else
    "default": _database(CHORUS.database_app_url, scope=CHORUS.database_tenant_scope),
    # operators' console, sweeps and reports across tenants
    "system": _database(CHORUS.database_system_url, scope="none"),
    # migrations only; a web process need not be given its address
    "owner": _database(CHORUS.database_url, scope="none", options="-c lock_timeout=10s -c statement_timeout=15min"),
}
DATABASE_ROUTERS = ["config.routers.OwnerMigrates", "operators.routing.OperatorsUseSystem"]

CACHES = {
    "default": {
        "BACKEND": "config.cache.ForgivingRedisCache",
        "LOCATION": CHORUS.redis_url,
        "KEY_PREFIX": "chorus",
        "KEY_FUNCTION": "tenants.cache.cache_key",
    }
}

CELERY_BROKER_URL = CHORUS.broker
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
# each with a routing key of its own: two queues behind one key would each get every task
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("default", "events", "mail")]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# In kB: a process that grew past it ends after its task, and a fresh one takes its place. One starts with about 100 MB.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 140_000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 5, "socket_connect_timeout": 2, "max_retries": 1}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"

MEDIA_ROOT = CHORUS.data_dir / "media"
_S3 = {
    "BACKEND": "tenants.s3.TenantS3Storage",
    "OPTIONS": {
        "bucket_name": CHORUS.s3_bucket,
        "endpoint_url": CHORUS.s3_endpoint or None,
        "region_name": CHORUS.s3_region or None,
        "access_key": CHORUS.s3_access_key or None,
        "secret_key": CHORUS.s3_secret_key or None,
    },
}
STORAGES = {
    "default": _S3 if CHORUS.s3_bucket else {"BACKEND": "tenants.cache.TenantStorage"},
    "staticfiles": {"BACKEND": "web.static.StaticFiles"},
}
