"""What the brand's deeds are worth at this moment."""

from brand_settings.queries import read
from recognition.models.weight import SpaceWeight
from recognition.rules.points import Weights
from recognition.sections import PointsSettings


def get_weights() -> Weights:
    """The brand's weights with those of its spaces."""
    in_spaces = {(space, kind): points for space, kind, points in SpaceWeight.objects.values_list("space_id", "kind", "points")}
    return Weights(read(PointsSettings).model_dump(), in_spaces)
