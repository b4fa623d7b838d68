"""Fixtures of the attacks: the same community and desk that the rooms' own tests use."""

from tests.unit.community.conftest import anonymous, community
from tests.unit.inbox.conftest import desk

__all__ = ["anonymous", "community", "desk"]
