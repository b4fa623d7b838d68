"""A cache that may be lost: when Redis is away, every read is a miss and every write is forgotten."""

from collections.abc import Sequence
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache whose outage slows pages instead of breaking them."""

    def _or(self, default: Any, method: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), method)(*args, **kwargs)
        except RedisError as error:
            log.warning("cache_unavailable", method=method, error=str(error))
            return default

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self._or(True, "add", key, value, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._or(default, "get", key, default, version)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        self._or(None, "set", key, value, *args, **kwargs)

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._or(False, "touch", key, *args, **kwargs)

    def delete(self, key: Any, version: Any = None) -> Any:
        return self._or(False, "delete", key, version)

    def get_many(self, keys: Any, version: Any = None) -> Any:
        return self._or({}, "get_many", keys, version)

    def has_key(self, key: Any, version: Any = None) -> Any:
        return self._or(False, "has_key", key, version)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        return self._or(delta, "incr", key, delta, version)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        return self._or([], "set_many", data, *args, **kwargs)

    def run_script(self, script: str, keys: Sequence[str], arguments: Sequence[Any], *, otherwise: Any) -> Any:
        """What a Lua script of Redis answers: several keys at one instant. `otherwise` when Redis is away."""
        made = [self.make_and_validate_key(key) for key in keys]
        try:
            return self._cache.get_client(made[0], write=True).eval(script, len(made), *made, *arguments)
        except RedisError as error:
            log.warning("cache_unavailable", method="run_script", error=str(error))
            return otherwise

    def delete_many(self, keys: Any, version: Any = None) -> None:
        self._or(None, "delete_many", keys, version)
