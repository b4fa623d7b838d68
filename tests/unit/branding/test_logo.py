"""A logo is an upload of the brand's own, whoever sets it."""

import json

import pytest

from brand_settings.queries import read
from branding.settings import Theme
from tests.worlds import World


@pytest.mark.parametrize(
    "logo", ["https://elsewhere.example/logo.png", "//elsewhere.example/a", "javascript:alert(1)", "/files/x"]
)
@pytest.mark.parametrize("section", ["theme", "theme_draft"])
def test_a_logo_from_elsewhere_is_refused(world: World, section: str, logo: str) -> None:
    values = json.dumps({"values": {"logo": logo}})
    response = world.client("alice").patch(f"/api/v1/settings/{section}", values, content_type="application/json")
    assert response.status_code == 400
    assert read(Theme).logo == ""
