"""The one table from anticipated failures to status codes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from kernel import errors

STATUS: dict[type[errors.DomainError], int] = {
    errors.NotFoundError: 404,
    errors.ForbiddenError: 403,
    errors.InvalidError: 400,
    errors.ConflictError: 409,
    errors.TooManyError: 429,
    errors.TransientError: 503,
    errors.PermanentError: 502,
}


def status_of(error: errors.DomainError) -> int:
    """The HTTP status of an anticipated failure."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Body: {code, message, ...detail}; DRF's own failures get the same shape, field errors under `fields`."""
    if isinstance(error, errors.DomainError):
        headers = {"Retry-After": str(error.detail["retry_after"])} if "retry_after" in error.detail else None
        return Response({"code": error.code, "message": str(error), **error.detail}, status=status_of(error), headers=headers)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    response = exception_handler(error, context)
    if response is None or not isinstance(error, exceptions.APIException):
        return response
    if isinstance(error, exceptions.ValidationError):
        fields = response.data if isinstance(response.data, dict) else {"non_field_errors": response.data}
        response.data = {"code": "invalid", "message": str(errors.InvalidError.message), "fields": fields}
    else:
        response.data = {"code": error.get_codes(), "message": str(error.detail)}
    return response
