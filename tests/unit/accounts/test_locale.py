"""Which language and time zone a page speaks, and how people change them."""

import pytest

from accounts.forms import ProfileForm
from accounts.models.user import User
from tests.worlds import World


def test_visitor_meets_the_brands_own_language(world: World) -> None:
    page = world.client(brand="globex").get("/account/login/", headers={"accept-language": "de"})
    assert page["Content-Language"] == "ar"
    assert 'lang="ar" dir="rtl"' in page.content.decode()
    assert world.client().get("/account/login/")["Content-Language"] == "en"


def test_choice_of_the_browser_counts_before_the_brands(world: World) -> None:
    client = world.client(brand="globex")
    client.cookies["django_language"] = "de"
    assert client.get("/account/login/")["Content-Language"] == "de"


def test_unknown_choice_does_not_count(world: World) -> None:
    client = world.client(brand="globex")
    client.cookies["django_language"] = "tlh"
    assert client.get("/account/login/")["Content-Language"] == "ar"


def test_own_language_counts_before_the_browsers(world: World) -> None:
    User.objects.filter(handle="bob").update(language="fr")
    client = world.client("bob")
    client.cookies["django_language"] = "de"
    assert client.get("/account/")["Content-Language"] == "fr"


def test_visitors_page_touches_no_session(world: World) -> None:
    page = world.client().get("/account/password/reset/done/")
    assert "chorus_session" not in page.cookies


def test_times_are_shown_in_the_members_own_zone(world: World) -> None:
    client = world.client("bob")
    client.post("/account/", {"name": "Bob", "language": "", "time_zone": "Asia/Tokyo"})
    assert User.objects.get(handle="bob").time_zone == "Asia/Tokyo"
    assert client.get("/account/sessions/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "tlh"), ("time_zone", "Mars/Olympus"), ("name", ""), ("email", "x@y.example"), ("role", "owner")],
)
def test_profile_takes_only_what_there_is(world: World, field: str, value: str) -> None:
    answer = world.client("bob").patch("/api/v1/me", {field: value}, content_type="application/json")
    assert answer.status_code == 400
    assert field in answer.json()["fields"]


def test_me_tells_the_application_who_is_here(world: World) -> None:
    me = world.client("alice").get("/api/v1/me").json()
    assert me["user"]["name"] == "Alice"
    assert me["user"]["email"] == "alice@acme.example"
    assert me["tenant"] == {"slug": "acme", "name": "Acme", "language": "en", "accent": "#3b5bdb", "time_zone": "UTC"}
    assert (me["role"], me["socket"]) == ("owner", "/ws/")
    assert me["permissions"] == {"manage_members": True, "manage_inboxes": True}
    assert ["ar", "العربية"] in me["languages"]
    assert world.client("ben").get("/api/v1/me").json()["permissions"] == {"manage_members": False, "manage_inboxes": False}


def test_me_changes_name_and_language(world: World) -> None:
    client = world.client("bob")
    answer = client.patch("/api/v1/me", {"name": "Roberto", "language": "es"}, content_type="application/json")
    assert (answer.json()["user"]["name"], answer.json()["user"]["language"]) == ("Roberto", "es")
    assert client.get("/account/")["Content-Language"] == "es"


def test_language_field_of_the_page_changes_a_members_account_too(world: World) -> None:
    User.objects.filter(handle="bob").update(language="fr")
    client = world.client("bob")
    client.post("/i18n/language/", {"language": "de", "next": "/account/"})
    assert client.get("/account/")["Content-Language"] == "de"
    assert User.objects.get(handle="bob").language == "de"


@pytest.mark.parametrize(
    ("held", "chosen", "taken"),
    [("", "Asia/Amman", True), ("", "UTC", True), ("", "Etc/GMT+7", False), ("EST5EDT", "EST5EDT", True)],
)
def test_the_form_offers_places_and_keeps_an_old_name(held: str, chosen: str, taken: bool) -> None:
    form = ProfileForm({"name": "Bob", "language": "", "time_zone": chosen}, initial={"time_zone": held})
    assert form.is_valid() is taken


def test_the_checkbox_of_the_sign_in_is_written_like_every_label(world: World) -> None:
    page = world.client().get("/account/login/").content.decode()
    assert "Remember me" in page
    assert "Remember Me" not in page
    arabic = world.client(brand="globex").get("/account/login/").content.decode()
    assert "تذكّرني" in arabic
