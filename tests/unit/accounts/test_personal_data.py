"""Taking one's data along, and being forgotten without leaving a trace."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.actions.erasing import carry_out_erasure, request_erasure, undo_erasure
from accounts.actions.exporting import advance_export, drop_old_exports, request_export
from accounts.errors import LastOwnerError, WrongPasswordError
from accounts.models import DataExport, Erasure, User
from accounts.tables import list_owned, tenant_models
from accounts.tasks import carry_out_erasures, write_exports
from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import NotFoundError
from tests.plugin import TENANTS
from tests.worlds import World

SYSTEM = system_actor(TENANTS["acme"])
PASSWORD = "correct horse battery staple"


def live(world: World, name: str = "bob", *, called: str = "Robert Quill", email: str = "quill@mail.example") -> User:
    """Somebody who left something nearly everywhere."""
    from community.actions.bookmarking import keep_post
    from community.actions.drafting import DraftText, save_draft
    from community.actions.profiling import change_member_profile
    from community.actions.replies import post_reply
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from community.models.post import Post
    from messaging.actions.sending import begin_exchange, send_message

    user = User.objects.get(pk=world.users[name].pk)
    user.name, user.email = called, email
    user.set_password(PASSWORD)
    user.save()
    world.users[name] = user
    actor = world.actor(name)
    space = create_space(actor=world.actor("alice"), name="Brewing", slug="brewing")
    topic = create_topic(actor=actor, space_id=space.pk, title=f"{called} asks", body=f"Write to {email}. Yours, {called}")
    post_reply(actor=world.actor("dora"), topic_id=topic.pk, body=f"Hello @{user.handle}, or {called}!")
    keep_post(actor=actor, post_id=Post.objects.filter(topic=topic).first().pk, name="Mine")  # type: ignore[union-attr] # there
    change_member_profile(actor=actor, about=f"I am {called}", location="Bern", links=["https://quill.example/me"])
    save_draft(actor=actor, key=f"reply:{topic.pk}", text=DraftText(f"From {email}", "", None, ""), sequence=0)
    exchange = begin_exchange(actor=world.actor("alice"), user_ids=[user.pk], body=f"Dear {called}")
    send_message(actor=actor, exchange_id=exchange.pk, body=f"Reach me at {email}")
    return user


def traces(*words: str) -> dict[str, int]:
    """In which tables these words stand, as the database writes their rows out."""
    found = {}
    with connection.cursor() as cursor:
        for model in tenant_models():
            table = connection.ops.quote_name(model._meta.db_table)
            for word in words:
                cursor.execute(f"select count(*) from {table} t where t::text ilike %s", [f"%{word}%"])
                count = cursor.fetchone()[0]
                if count:
                    found[f"{model._meta.label}: {word}"] = count
    return found


def erase(user: User, world: World, name: str = "bob") -> None:
    erasure = request_erasure(actor=world.actor(name), password=PASSWORD)
    assert carry_out_erasure(actor=SYSTEM, erasure_id=erasure.pk, at=erasure.due_at)


def test_erasure_asks_for_the_password_again(world: World) -> None:
    live(world)
    with pytest.raises(WrongPasswordError):
        request_erasure(actor=world.actor("bob"), password="guess")
    assert not Erasure.objects.exists()


def test_nothing_happens_during_the_days_of_grace_and_one_may_stay(world: World) -> None:
    user = live(world)
    erasure = request_erasure(actor=world.actor("bob"), password=PASSWORD)
    assert erasure.due_at - erasure.requested_at == timedelta(days=7)
    with time_machine.travel(now() + timedelta(days=6, hours=23)):
        carry_out_erasures()
    assert User.objects.get(pk=user.pk).email == "quill@mail.example"
    undo_erasure(actor=world.actor("bob"))
    with time_machine.travel(now() + timedelta(days=8)):
        carry_out_erasures()
    assert User.objects.get(pk=user.pk).email == "quill@mail.example"


def test_forgotten_member_leaves_a_readable_conversation_and_no_name(world: World) -> None:
    user = live(world)
    assert traces("quill")
    request_erasure(actor=world.actor("bob"), password=PASSWORD)
    with time_machine.travel(now() + timedelta(days=8)):
        carry_out_erasures()
    assert traces("robert quill", "quill@mail.example", "quill.example", "@bob") == {}
    after = User.objects.get(pk=user.pk)
    assert after.name.startswith("Former member ")
    assert not after.is_active
    page = world.client().get("/").content.decode()
    assert "Former member" in page


def test_forgotten_member_is_signed_out_everywhere_and_cannot_return(world: World) -> None:
    from accounts.models.session import Session

    user = live(world)
    browser = world.client("bob")
    assert browser.get("/account/data/").status_code == 200
    erase(user, world)
    assert not Session.objects.filter(user_id=user.pk).exists()
    assert browser.get("/account/data/").status_code == 302
    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_last_owner_stays(world: World) -> None:
    owner = User.objects.get(pk=world.users["alice"].pk)
    owner.set_password(PASSWORD)
    owner.save()
    with pytest.raises(LastOwnerError):
        request_erasure(actor=world.actor("alice"), password=PASSWORD)


def test_others_keep_their_names(world: World) -> None:
    user = live(world)
    erase(user, world)
    assert User.objects.get(pk=world.users["dora"].pk).name == "Dora"
    assert User.objects.get(pk=world.users["dora"].pk).email == "dora@acme.example"


@pytest.mark.parametrize("called", ["of the", "the Of", '": true', "Ro Qui"])
def test_nobody_takes_words_of_others_along_by_a_name(world: World, called: str) -> None:
    from community.models.post import Post

    user = live(world, called=called)
    User.objects.filter(pk=user.pk).update(handle="do")
    said = 'Top of the hour with @dora and @do-little, euro quills: {"a": true} (the Of)'
    post = Post.objects.exclude(author_id=Post.objects.earliest("pk").author_id).get()
    Post.objects.filter(pk=post.pk).update(body=said + ". Hello @do!")
    erase(User.objects.get(pk=user.pk), world)
    after = Post.objects.get(pk=post.pk).body
    assert after.startswith(said)
    assert "@do!" not in after


@pytest.mark.parametrize("is_older", [True, False], ids=["said before they came", "its words are used in small letters"])
def test_a_name_of_ordinary_words_goes_only_where_it_says_who_is_meant(world: World, is_older: bool) -> None:
    from community.models.post import Post

    user = live(world, called="Red Fox")
    dora = Post.objects.exclude(author_id=Post.objects.earliest("pk").author_id).get()
    ordinary = "Red Fox is a beer." if is_older else "Red Fox is a beer; a red one, with a fox on it."
    meant = 'On Monday, Red Fox wrote:\n> tea\n\n@Red Fox, "Red Fox" <x>, Red Fox <quill@mail.example>'
    Post.objects.filter(pk=dora.pk).update(body=f"{ordinary} {meant}", created_at=now() - timedelta(days=400 if is_older else 0))
    if is_older:
        User.objects.filter(pk=user.pk).update(created_at=now() - timedelta(days=9))
    erase(User.objects.get(pk=user.pk), world)
    after, new = Post.objects.get(pk=dora.pk).body, User.objects.get(pk=user.pk).name
    assert after.startswith(ordinary)
    assert "Red Fox" not in after.removeprefix(ordinary)
    assert after.count(new) == 4
    assert not any("Red Fox" in text for text in Post.objects.exclude(pk=dora.pk).values_list("body", flat=True))
    assert "Red Fox" not in str(list(User.objects.values_list("name", flat=True)))


def test_who_is_named_by_their_handle_too_is_meant_by_an_ordinary_name(world: World) -> None:
    from community.models.post import Post

    user = live(world, called="Red Fox")
    dora = Post.objects.exclude(author_id=Post.objects.earliest("pk").author_id).get()
    Post.objects.filter(pk=dora.pk).update(body="A red car, a fox. @bob is called Red Fox.")
    erase(User.objects.get(pk=user.pk), world)
    assert "Red Fox" not in Post.objects.get(pk=dora.pk).body


@pytest.mark.parametrize("called", ["Jean-Luc O'Neill", "Ludwig van Beethoven", "क्षितिज शर्मा", "田中 さくら"])
def test_names_of_all_kinds_go(world: World, called: str) -> None:
    erase(live(world, called=called), world)
    assert traces(called.replace("'", "%")) == {}


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßçéñ", min_size=3, max_size=12)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=WORDS, last=WORDS)
def test_no_table_holds_the_address_or_the_name_of_anybody_forgotten(world: World, first: str, last: str) -> None:
    from django.db import transaction

    called, email = (
        f"{first.capitalize()} {last.capitalize()}zyx",
        f"x{abs(hash(last)) % 10**9}q@{abs(hash(first)) % 10**9}.example",
    )
    with transaction.atomic():
        user = live(world, called=called, email=email)
        assert traces(called)
        erase(user, world)
        assert traces(called, email) == {}
        transaction.set_rollback(True)
    world.users["bob"] = User.objects.get(pk=user.pk)


def test_export_holds_everything_of_ones_own_and_no_secrets(world: World, tmp_path: Any) -> None:
    live(world)
    export = request_export(actor=world.actor("bob"))
    assert request_export(actor=world.actor("bob")).pk == export.pk
    write_exports()
    export.refresh_from_db()
    assert export.ready_at is not None
    answer = world.client("bob").get(f"/account/data/exports/{export.pk}/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined] # a file's answer
    names = set(archive.namelist())
    wanted = {"accounts.User", "community.Post", "community.Topic", "community.Bookmark", "community.MemberProfile", "messages"}
    assert {f"{name}.{kind}" for name in wanted for kind in ("json", "csv")} <= names
    everything = "".join(archive.read(name).decode() for name in names)
    assert "pbkdf2" not in everything
    assert "argon2" not in everything
    assert User.objects.get(pk=world.users["bob"].pk).password not in everything
    messages = json.loads(archive.read("messages.json"))
    assert {message["body"] for message in messages} == {"Dear Robert Quill", "Reach me at quill@mail.example"}
    posts = json.loads(archive.read("community.Post.json"))
    assert len(posts) == 1


def test_export_tells_nothing_of_whom_a_merge_brought_along_nor_who_decided(world: World) -> None:
    from accounts.personal import face_of
    from accounts.tables import rows_of
    from moderation.models.decision import Decision, Measure, Origin
    from people.actions import person_of_actor
    from people.actions.merging import merge_people

    bob, dora = world.actor("bob"), world.actor("dora")
    mine, other = person_of_actor(actor=bob).pk, person_of_actor(actor=dora).pk
    merge_people(actor=world.actor("alice"), person_id=mine, other_id=other)
    for user, email in (("bob", "dora@acme.example"), ("dora", "bob@acme.example")):
        user_id = world.users[user].pk
        rows = [dict(row) for row in rows_of("people.Identity", user_id, face_of(user_id))]
        assert rows
        assert email not in str(rows)
        assert str(world.users["dora" if user == "bob" else "bob"].pk) not in str(rows)
    moderator = person_of_actor(actor=world.actor("mo")).pk
    at, made = now(), {"thing_kind": "member", "thing_id": mine, "thing_title": "", "thing_text": "", "facts": "Spam."}
    Decision.objects.create(
        number=1, person_id=mine, measure=Measure.SILENCED.value, ground_text="Rule 1", origin=Origin.OWN.value, starts_at=at, at=at,
        appealable_until=at, content_at=at, decided_by_id=moderator, **made,
    )  # fmt: skip
    [decision] = rows_of("moderation.Decision", world.users["bob"].pk, mine)
    assert decision["facts"] == "Spam."
    assert moderator not in decision.values()


def test_export_goes_on_where_a_worker_stopped(world: World) -> None:
    live(world)
    export = request_export(actor=world.actor("bob"))
    for _ in range(5):
        assert advance_export(actor=SYSTEM, export_id=export.pk, at=now())
    export.refresh_from_db()
    assert export.done == list_owned()[:5]
    write_exports()
    export.refresh_from_db()
    assert export.ready_at is not None
    assert len(export.done) == export.total


def test_nobody_else_fetches_it_and_it_expires(world: World) -> None:
    live(world)
    export = request_export(actor=world.actor("bob"))
    write_exports()
    for stranger in ("dora", "alice"):
        assert world.client(stranger).get(f"/account/data/exports/{export.pk}/").status_code == 404
    from accounts.actions.exporting import fetch_export

    with pytest.raises(NotFoundError):
        fetch_export(actor=world.actor("bob"), export_id=export.pk, at=now() + timedelta(days=8))
    assert drop_old_exports(actor=SYSTEM, at=now() + timedelta(days=8)) == 1
    assert not DataExport.objects.exists()


def test_pages_ask_and_undo(world: World) -> None:
    live(world)
    bob = world.client("bob")
    assert bob.post("/account/data/exports/").status_code == 302
    assert "<progress" in bob.get("/account/data/").content.decode()
    assert bob.post("/account/data/erasure/", {"password": "guess"}).status_code == 400
    assert bob.post("/account/data/erasure/", {"password": PASSWORD}).status_code == 302
    assert 'name="undo"' in bob.get("/account/data/").content.decode()
    assert bob.post("/account/data/erasure/", {"undo": "1"}).status_code == 302
    assert not Erasure.objects.filter(undone_at=None).exists()
