"""Rows of the notifications. Django looks for models here, so the submodules are imported."""

from notifications.models.choices import Choices
from notifications.models.notification import Head, Notification
from notifications.models.push import PushKey, PushSubscription

__all__ = ["Choices", "Head", "Notification", "PushKey", "PushSubscription"]
