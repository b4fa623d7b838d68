"""A member's picture stands beside their name wherever the name stands, and goes from everywhere at once."""

import io
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from accounts.actions.erasing import carry_out_erasure, request_erasure
from brand_settings.actions import change_settings
from community.actions.profiling import change_member_profile, set_avatar
from community.actions.relating import follow_member
from edge.stamps import touched_by
from events.base import Touches
from files.actions.removing import remove_upload
from files.actions.uploading import upload_file
from kernel.actor import system_actor
from kernel.errors import ForbiddenError
from recognition.queries.faces import faces_of
from tests.draining import drain_everything
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community

SYSTEM = system_actor(TENANTS["acme"])


@dataclass
class Shown:
    """Bob shows a picture; he asked, he answered, and he wrote to Dora."""

    community: Community
    upload_id: UUID
    topic_path: str

    @property
    def mark(self) -> str:
        return f'src="/files/{self.upload_id}/picture?w=320"'

    def page(self, path: str, who: str | None = None) -> str:
        answer = self.community.world.client(who).get(path)
        assert answer.status_code == 200, path
        text: str = answer.content.decode()
        return text

    def where(self) -> dict[str, bool]:
        """Whether readers without an account, and others, see the picture on each of these pages."""
        public = ("/topics/", "/s/machines/", self.topic_path, "/u/bob/", "/u/bob/card/")
        private = {"/notifications/": "dora", "/messages/": "dora"}
        found = {path: self.mark in self.page(path) for path in public}
        return found | {path: self.mark in self.page(path, who) for path, who in private.items()}


def picture(width: int = 500, colour: str = "teal") -> io.BytesIO:
    """A picture that is wider than the smallest version."""
    out = io.BytesIO()
    Image.new("RGB", (width, width), colour).save(out, "PNG")
    return io.BytesIO(out.getvalue())


def upload(community: Community, name: str = "bob", **fields: Any) -> UUID:
    made, _is_new = upload_file(actor=community.actor(name), source=picture(), name="bob at the sea.png", **fields)
    found: UUID = made.pk
    return found


@pytest.fixture
def shown(community: Community) -> Shown:
    from messaging.actions.sending import begin_exchange

    topic = community.ask("bob")
    community.reply(topic, "bob", "Nobody?")
    change_settings(actor=community.actor("alice"), section="abilities", values={"message": 0})
    begin_exchange(actor=community.actor("bob"), user_ids=[community.world.users["dora"].pk], body="Do you know?")
    follow_member(actor=community.actor("bob"), user_id=community.world.users["dora"].pk)
    upload_id = upload(community)
    set_avatar(actor=community.actor("bob"), upload_id=upload_id)
    drain_everything()
    return Shown(community, upload_id, f"/t/{topic.slug}-{topic.number}/")


def test_it_is_shown_wherever_the_name_is(shown: Shown) -> None:
    assert shown.where() == dict.fromkeys(shown.where(), True)
    assert f'<img class="avatar avatar-small" {shown.mark}' in shown.page("/", "bob"), "in the menu of one's own account"
    bob = shown.community.world.users["bob"].pk
    assert faces_of([bob])[bob].picture == f"/files/{shown.upload_id}/picture?w=320", "on leaderboards and badges"


def test_it_is_small_says_nothing_aloud_and_takes_its_place_before_it_comes(shown: Shown) -> None:
    page = shown.page(shown.topic_path)
    assert f'<img class="avatar" {shown.mark} alt="" width="40" height="40" loading="lazy"' in page
    row = shown.page("/topics/")
    assert f'<img class="avatar avatar-xs" {shown.mark} alt="" width="22" height="22" loading="lazy"' in row
    answer = shown.community.world.client().get(f"/files/{shown.upload_id}/picture?w=320")
    small = Image.open(io.BytesIO(answer.getvalue()))
    assert (answer["Content-Type"], small.width) == ("image/webp", 320)


def test_another_picture_takes_its_place(shown: Shown) -> None:
    other = upload_file(actor=shown.community.actor("bob"), source=picture(colour="red"), name="b.png")[0].pk
    set_avatar(actor=shown.community.actor("bob"), upload_id=other)
    assert shown.where() == dict.fromkeys(shown.where(), False)
    assert f"/files/{other}/picture" in shown.page(shown.topic_path)


def _removed(shown: Shown) -> None:
    set_avatar(actor=shown.community.actor("bob"), upload_id=None)


def _hidden(shown: Shown) -> None:
    change_member_profile(actor=shown.community.actor("bob"), hides_profile=True)


def _taken_away(shown: Shown) -> None:
    remove_upload(actor=shown.community.actor("alice"), upload_id=shown.upload_id)
    drain_everything()


@pytest.mark.parametrize("way", [_removed, _hidden, _taken_away], ids=lambda way: way.__name__.strip("_"))
def test_it_goes_from_every_page(shown: Shown, way: Any) -> None:
    before = last_event()
    way(shown)
    assert shown.where() == dict.fromkeys(shown.where(), False)
    assert Touches.EVERYTHING in touched_since(before)


def test_it_goes_with_an_erased_member(shown: Shown) -> None:
    from accounts.models.user import User

    bob = shown.community.world.users["bob"]
    bob.set_password("correct horse battery")
    bob.save()
    before = last_event()
    wish = request_erasure(actor=shown.community.actor("bob"), password="correct horse battery")
    assert carry_out_erasure(actor=SYSTEM, erasure_id=wish.pk, at=wish.due_at)
    for path in ("/topics/", "/s/machines/", shown.topic_path):
        assert shown.mark not in shown.page(path), path
    for path in ("/notifications/", "/messages/"):
        assert shown.mark not in shown.page(path, "dora"), path
    assert User.objects.get(pk=bob.pk).picture_id is None
    assert shown.community.world.client().get(f"/files/{shown.upload_id}/picture?w=320").status_code == 404
    assert Touches.EVERYTHING in touched_since(before)


def test_hidden_profile_shows_it_again_when_it_is_hidden_no_longer(shown: Shown) -> None:
    _hidden(shown)
    change_member_profile(actor=shown.community.actor("bob"), hides_profile=False)
    assert shown.where() == dict.fromkeys(shown.where(), True)


def test_private_upload_stands_beside_no_name(community: Community) -> None:
    topic = community.ask("bob")
    upload_id = upload(community, is_private=True)
    set_avatar(actor=community.actor("bob"), upload_id=upload_id)
    page = community.world.client().get(f"/t/{topic.slug}-{topic.number}/").content.decode()
    assert f"/files/{upload_id}/" not in page


def test_merged_people_keep_the_picture_under_which_each_wrote(shown: Shown) -> None:
    from people.actions.merging import merge_people
    from people.queries import person_id_of_user

    users = shown.community.world.users
    shown.community.ask("dora", title="Dora's own")
    bob, dora = person_id_of_user(users["bob"].pk), person_id_of_user(users["dora"].pk)
    assert bob is not None
    assert dora is not None
    merge_people(actor=shown.community.actor("ben"), person_id=dora, other_id=bob)
    page = shown.page("/topics/")
    assert page.count(shown.mark) == 1
    assert "Dora&#39;s own" in page


def test_only_the_platform_takes_away_what_is_gone(shown: Shown) -> None:
    from community.actions.profiling import drop_removed_avatar

    bob = shown.community.world.users["bob"].pk
    with pytest.raises(ForbiddenError):
        drop_removed_avatar(actor=shown.community.actor("dora"), user_id=bob, upload_id=shown.upload_id)
    drop_removed_avatar(actor=SYSTEM, user_id=bob, upload_id=TENANTS["globex"])
    assert shown.where() == dict.fromkeys(shown.where(), True)


def last_event() -> int:
    """How far the log reaches."""
    from events.models import Event

    return Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def touched_since(seq: int) -> set[Touches]:
    """What kept pages of readers without an account are told since then."""
    from events.models import Event

    return {touched_by(kind) for kind in Event.objects.filter(seq__gt=seq).values_list("type", flat=True)}
