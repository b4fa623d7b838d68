"""Rows of moderation. Django looks for models here, so the submodules are imported."""

from moderation.models.appeal import Appeal
from moderation.models.audit import AuditEntry
from moderation.models.classifier import LearntText, TextTotals, WordCount
from moderation.models.decision import Decision
from moderation.models.flag import Flag, FlaggerRecord
from moderation.models.item import ReviewItem
from moderation.models.penalty import Penalty
from moderation.models.removal import Removal, RemovedThing
from moderation.models.rule import HoldRule
from moderation.models.run import BulkRun, BulkStep
from moderation.models.screened import ScreenedAddress
from moderation.models.screened_text import ScreenedText

__all__ = [
    "Appeal",
    "AuditEntry",
    "BulkRun",
    "BulkStep",
    "Decision",
    "Flag",
    "FlaggerRecord",
    "HoldRule",
    "LearntText",
    "Penalty",
    "Removal",
    "RemovedThing",
    "ReviewItem",
    "ScreenedAddress",
    "ScreenedText",
    "TextTotals",
    "WordCount",
]
