"""Rows of recognition. Django looks for models here, so the submodules are imported."""

from recognition.models.badge import Award, Badge
from recognition.models.deed import Deed
from recognition.models.level import LevelChange
from recognition.models.member import Preference
from recognition.models.rollup import CatchUp, MemberDay, PointsRollup
from recognition.models.weight import SpaceWeight

__all__ = ["Award", "Badge", "CatchUp", "Deed", "LevelChange", "MemberDay", "PointsRollup", "Preference", "SpaceWeight"]
