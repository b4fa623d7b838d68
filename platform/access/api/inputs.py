"""What every API view begins with: who asks and what they sent; and the two parts every list address has."""

from typing import Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from kernel.actor import Actor
from kernel.pagination import MAX_PAGE, Page


def actor_of(request: Request) -> Actor:
    """Who asks."""
    actor: Actor = request._request.actor  # type: ignore[attr-defined] # set by accounts.middleware
    return actor


def parsed(serializer: "Input") -> dict[str, Any]:
    """The validated input; raises when it does not fit."""
    serializer.is_valid(raise_exception=True)
    data: dict[str, Any] = serializer.validated_data
    return data


class Input(serializers.Serializer[Any]):
    """Refuses fields that it does not know: a misspelt name is an error, not silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = set(data) - set(self.fields)
            if unknown:
                raise serializers.ValidationError({name: [_("There is no such field.")] for name in sorted(map(str, unknown))})
        return super().to_internal_value(data)


class StrictBoolean(serializers.BooleanField):
    """JSON's true and false and nothing that resembles them."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self._refuse(data)
        return bool(data)

    def _refuse(self, data: Any) -> NoReturn:
        self.fail("invalid", input=data)


class WordBoolean(serializers.BooleanField):
    """Forms and queries have no true and false: exactly these two words."""

    def to_internal_value(self, data: Any) -> bool:
        if data not in ("true", "false"):
            self.fail("invalid", input=data)
        return bool(data == "true")


class PageQuery(Input):
    """The query of a list: `?cursor=&size=`."""

    cursor = serializers.CharField(required=False, allow_blank=True, max_length=500)
    size = serializers.IntegerField(required=False, default=25, min_value=1, max_value=MAX_PAGE)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data.dict() if hasattr(data, "dict") else data)


class PageShape(serializers.Serializer[Any]):
    """Base of what describes a page: its `items`, and the cursors of its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


def page_response(page: Page[Any], output: type[serializers.Serializer[Any]], **context: Any) -> Response:
    """A page as {"items", "next", "previous"}."""
    items = output(page.items, many=True, context=context).data
    return Response({"items": items, "next": page.next_cursor, "previous": page.previous_cursor})
