"""Every address of a brand's host and of the operators' host, from the URLconf itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from access.api.gate import Gate
from tests.architecture.house import package_folders

HTTP = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Route:
    """One address. `methods` is empty for function views, which do not say."""

    name: str
    path: str
    gate: Gate | None
    scope: str | None
    methods: frozenset[str]
    is_ours: bool
    arguments: frozenset[str]

    @property
    def is_api(self) -> bool:
        return self.path.startswith("api/v1/")


@cache
def list_routes(urlconf: str = "config.urls") -> tuple[Route, ...]:
    """All of them, in the order in which they are tried."""
    return tuple(_walk(get_resolver(urlconf).url_patterns, "", ()))


def _walk(patterns: Sequence[Any], prefix: str, namespaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, path, (*namespaces, *filter(None, [entry.namespace])))
        elif isinstance(entry, URLPattern):
            yield _route(entry, path, namespaces)


def _route(entry: URLPattern, path: str, namespaces: tuple[str, ...]) -> Route:
    view = entry.callback
    kind = getattr(view, "cls", None) or getattr(view, "view_class", None)
    module = (kind or view).__module__
    return Route(
        name=":".join([*namespaces, str(entry.name)]),
        path=path,
        gate=getattr(view, "gate", None) or getattr(kind, "gate", None),
        scope=getattr(kind, "scope", None),
        methods=frozenset(method for method in HTTP if kind is not None and hasattr(kind, method)),
        is_ours=module.split(".")[0] in package_folders(),
        arguments=frozenset(entry.pattern.converters)
        | frozenset(getattr(getattr(entry.pattern, "regex", None), "groupindex", ())),
    )
