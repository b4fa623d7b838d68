"""What a brand sets: bounded, versioned, its own alone, over pages and the API."""

from typing import ClassVar, Literal

import pytest
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from access.limits import Allowance, take
from brand_settings.actions import change_settings
from brand_settings.base import BrandSettings, _sections, register, setting
from brand_settings.errors import SettingsChangedError
from brand_settings.queries import as_set, read
from kernel.errors import ForbiddenError, InvalidError, NotFoundError, TooManyError
from tests.worlds import World, in_globex


class TeaSettings(BrandSettings):
    """A section for these tests."""

    section: ClassVar[str] = "tea"
    title: ClassVar[str] = "Tea"
    minutes: int = setting(3, title=_("Minutes"), help=_("How long it draws."), ge=1, le=10)
    kind: Literal["green", "black"] = setting("green", title=_("Kind"), choices=[("green", _("Green")), ("black", _("Black"))])
    words: list[str] = Field(default_factory=list)
    points: dict[str, int] = Field(default_factory=lambda: {"like": 1})
    iced: bool = False


@pytest.fixture(autouse=True)
def tea():  # type: ignore[no-untyped-def] # a generator for pytest alone
    register(TeaSettings)
    yield
    _sections.pop("tea", None)


def test_defaults_stand_until_something_is_set(world: World) -> None:
    assert read(TeaSettings) == TeaSettings()
    change_settings(actor=world.actor("alice"), section="tea", values={"minutes": 5})
    assert read(TeaSettings) == TeaSettings(minutes=5)
    with in_globex():
        assert read(TeaSettings) == TeaSettings()


@pytest.mark.parametrize(
    "values", [{"minutes": 0}, {"minutes": "soon"}, {"kind": "mint"}, {"sugar": 1}, {"iced": 1}, {"iced": "yes"}], ids=str
)
def test_what_does_not_fit_is_refused_by_name(world: World, values: dict[str, object]) -> None:
    with pytest.raises(InvalidError) as refused:
        change_settings(actor=world.actor("alice"), section="tea", values=values)
    assert set(refused.value.detail["fields"]) == set(values)
    assert read(TeaSettings) == TeaSettings()


def test_a_version_that_moved_on_is_a_conflict(world: World) -> None:
    change_settings(actor=world.actor("alice"), section="tea", values={"minutes": 5}, version=0)
    with pytest.raises(SettingsChangedError):
        change_settings(actor=world.actor("alice"), section="tea", values={"minutes": 6}, version=0)


@pytest.mark.parametrize("who", ["amira", "ben", "mo", "bob"])
def test_only_administrators_change_settings(world: World, who: str) -> None:
    with pytest.raises(ForbiddenError):
        change_settings(actor=world.actor(who), section="tea", values={"minutes": 5})


def test_an_unknown_section_is_not_found(world: World) -> None:
    with pytest.raises(NotFoundError):
        change_settings(actor=world.actor("alice"), section="coffee", values={})


def test_a_stored_value_that_no_longer_fits_falls_back(world: World) -> None:
    assert as_set(TeaSettings, {"minutes": 99, "kind": "black", "gone": 1}) == TeaSettings(kind="black")


def test_the_page_saves_every_kind_of_field(world: World) -> None:
    client = world.client("alice")
    assert 'name="minutes"' in client.get("/manage/settings/tea/").content.decode()
    sent = {
        "minutes": "4",
        "kind": "black",
        "words": "one\ntwo\n",
        "points": "like = 2\nsolution = 10",
        "iced": "on",
        "version": "0",
    }
    assert client.post("/manage/settings/tea/", sent).status_code == 302
    wanted = TeaSettings(minutes=4, kind="black", words=["one", "two"], points={"like": 2, "solution": 10}, iced=True)
    assert read(TeaSettings) == wanted
    assert client.post("/manage/settings/tea/", {**sent, "minutes": "40", "version": "1"}).status_code == 400
    assert read(TeaSettings) == wanted


def test_the_area_shows_only_what_one_may_open(world: World) -> None:
    assert world.client("alice").get("/manage/").status_code == 200
    assert world.client("bob").get("/manage/").status_code == 403


def test_the_api_describes_and_changes_a_section(world: World) -> None:
    client = world.client("alice")
    changed = client.patch("/api/v1/settings/tea", {"values": {"iced": True}}, "application/json")
    assert (changed.status_code, changed.json()["values"]["iced"], changed.json()["version"]) == (200, True, 1)
    assert changed.json()["json_schema"]["properties"]["minutes"]["maximum"] == 10
    assert changed.json()["json_schema"]["properties"]["kind"]["choices"] == {"green": "Green", "black": "Black"}
    refused = client.patch("/api/v1/settings/tea", {"values": {"iced": "1 spoon"}}, "application/json")
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["iced"])


def test_a_window_lets_so_many_through_and_tells_when_to_come_back(world: World) -> None:
    for _time in range(3):
        take("knock", "bob", [Allowance(3, 60)])
    with pytest.raises(TooManyError) as refused:
        take("knock", "bob", [Allowance(3, 60)])
    assert 1 <= refused.value.detail["retry_after"] <= 60
    take("knock", "dora", [Allowance(3, 60)])
    take("knock", "bob", [Allowance(0, 60)])
    with in_globex():
        take("knock", "bob", [Allowance(3, 60)])


def test_what_does_not_fit_is_said_in_the_readers_language(world: World) -> None:
    from accounts.models.user import User

    User.objects.filter(pk=world.users["alice"].pk).update(language="de")
    values = {"minutes": 11, "kind": "mint", "words": 3, "sugar": 1}
    refused = world.client("alice").patch("/api/v1/settings/tea", {"values": values}, content_type="application/json")
    assert refused.status_code == 400
    assert refused.json()["fields"] == {
        "minutes": ["Höchstens 10."],
        "kind": ["Zur Wahl stehen: green, black."],
        "words": ["Das passt hier nicht."],
        "sugar": ["Das lässt sich nicht einstellen."],
    }
