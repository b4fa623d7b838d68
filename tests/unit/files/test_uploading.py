"""Taking files, using them, removing them."""

import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from brand_settings.actions import change_settings
from files import contracts
from files.actions.attaching import set_uses
from files.actions.removing import forget_owner, remove_orphans, remove_upload
from files.actions.uploading import clean_name, upload_file
from files.contracts import Source, Verdict
from files.errors import QuotaExceededError, TooLargeError, UploadRefusedError
from files.models import Content, Upload, UploadUse
from files.queries.uploads import describe, get_upload, list_uploads, resolve_uploads, used_bytes
from kernel.actor import Actor, anonymous_actor, system_actor
from kernel.clock import now
from kernel.errors import ConflictError, ForbiddenError, NotFoundError, TooManyError, TransientError
from kernel.ids import uuid7
from kernel.markdown import render_markdown
from kernel.markdown.contracts import Attachment, Picture
from tests.plugin import TENANTS
from tests.unit.files.conftest import MakePicture, kept_files
from tests.worlds import World, in_globex


def upload(actor: Actor, data: bytes = b"some words", name: str = "a.txt", **more: object) -> Upload:
    return upload_file(actor=actor, source=io.BytesIO(data), name=name, **more)[0]  # type: ignore[arg-type] # options


def readers(kind: str, *allowed: UUID | None) -> None:
    """Things of this kind may be read by these accounts; None stands for readers without one."""
    contracts.provide_reader(kind, lambda actor, ids: ids if actor.user_id in allowed else ())


def test_a_picture_is_kept_with_smaller_versions(bob: Actor, picture: MakePicture) -> None:
    info = describe(upload(bob, picture("JPEG", 700, 500), "My [cat].JPEG"))
    assert (info.kind, info.media_type, info.width, info.height) == ("picture", "image/jpeg", 700, 500)
    assert info.url == f"/files/{info.id}/My%20%5Bcat%5D.jpg"
    assert [version.width for version in info.versions] == [320, 640]
    assert info.markdown == f"![My (cat)](upload:{info.id})"
    assert len(kept_files()) == 3


def test_other_files_are_kept_as_they_are(bob: Actor) -> None:
    info = describe(upload(bob, b"%PDF-1.7 ...", "paper.pdf"))
    assert (info.kind, info.media_type, info.size) == ("file", "application/pdf", 12)
    assert info.markdown == f"[paper.pdf](upload:{info.id})"
    assert [path.read_bytes() for path in kept_files()] == [b"%PDF-1.7 ..."]


def test_the_name_says_nothing_about_what_it_is(bob: Actor, picture: MakePicture) -> None:
    assert describe(upload(bob, b"<script>alert(1)</script>", "cat.png")).kind == "file"
    assert describe(upload(bob, picture("PNG"), "cat.html")).url.endswith("/cat.png")


def test_the_same_bytes_are_kept_once_a_brand(bob: Actor, world: World, picture: MakePicture) -> None:
    data = picture("PNG")
    first, second = upload(bob, data, "a.png"), upload(world.actor("dora"), data, "b.png")
    assert first.content_id == second.content_id
    with in_globex():
        other = upload(world.actor("charlie"), data, "c.png")
        assert other.content_id != first.content_id
        assert not Upload.objects.filter(pk=first.pk).exists()


def test_the_same_id_uploads_once_and_belongs_to_one(bob: Actor, world: World) -> None:
    token = uuid7()
    first, is_new = upload_file(actor=bob, source=io.BytesIO(b"x"), name="a", id=token)
    again, is_new_again = upload_file(actor=bob, source=io.BytesIO(b"y"), name="b", id=token)
    assert (first.pk, is_new, is_new_again) == (again.pk, True, False)
    with pytest.raises(ConflictError):
        upload(world.actor("dora"), id=token)


def test_what_is_too_large_empty_or_unwanted_is_refused(bob: Actor, world: World, picture: MakePicture) -> None:
    change_settings(actor=world.actor("alice"), section="uploads", values={"picture_mb": 1, "file_mb": 1})
    with pytest.raises(TooLargeError):
        upload(bob, b"x" * 1_048_577)
    with pytest.raises(UploadRefusedError):
        upload(bob, b"")
    with pytest.raises(UploadRefusedError):
        upload(bob, picture("PNG")[:60])
    change_settings(actor=world.actor("alice"), section="uploads", values={"file_mb": 0})
    with pytest.raises(UploadRefusedError, match="Only pictures"):
        upload(bob, b"x")
    assert not Upload.objects.exists()


def test_quota_and_daily_count_bind_members_and_not_staff(bob: Actor, world: World) -> None:
    change_settings(actor=world.actor("alice"), section="uploads", values={"quota_mb": 1, "per_day": 3})
    upload(bob, b"x" * 600_000)
    assert used_bytes(bob.user_id) == 600_000  # type: ignore[arg-type] # Bob has an account
    with pytest.raises(QuotaExceededError):
        upload(bob, b"y" * 600_000)
    upload(bob, b"a")
    upload(bob, b"b")
    with pytest.raises(TooManyError):
        upload(bob, b"c")
    for number in range(4):
        upload(world.actor("ben"), b"z" * 600_000 + bytes([number]))


def test_rooms_above_say_who_may_upload_what(bob: Actor, picture: MakePicture) -> None:
    contracts.provide_upload_rule(lambda actor, is_picture: is_picture)
    upload(bob, picture("PNG"))
    with pytest.raises(ForbiddenError):
        upload(bob, b"words")
    with pytest.raises(ForbiddenError):
        upload(anonymous_actor(TENANTS["acme"]), picture("PNG"))


def test_a_scanner_is_asked_before_anything_is_kept(bob: Actor) -> None:
    class Scanner:
        def scan(self, source: Source, /) -> Verdict:
            data = source.read()
            if data == b"broken":
                raise TransientError
            return Verdict("Eicar" if b"virus" in data else "")

    contracts.provide_scanner(Scanner())
    upload(bob, b"harmless")
    with pytest.raises(UploadRefusedError, match="dangerous"):
        upload(bob, b"a virus")
    with pytest.raises(TransientError):
        upload(bob, b"broken")
    assert len(kept_files()) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\cat.png", "cat.png"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("line\nbreak\x00.txt", "linebreak.txt"),
        ("", "file"),
        ("...", "file"),
        ("x" * 500 + ".txt", "x" * 117 + ".txt"),
        ("übung.tar.gz", "übung.tar.gz"),
        ("a.b c<>", "a.bc"),
    ],
)
def test_names_are_harmless(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_an_upload_is_its_owners_until_it_stands_somewhere(bob: Actor, world: World) -> None:
    made, thing, dora = upload(bob), uuid4(), world.actor("dora")
    assert get_upload(bob, made.pk) == made
    with pytest.raises(NotFoundError):
        get_upload(dora, made.pk)
    readers("post", bob.user_id, dora.user_id)
    assert set_uses(actor=bob, kind="post", thing_id=thing, upload_ids=[made.pk]) == {made.pk}
    assert get_upload(dora, made.pk) == made
    with pytest.raises(NotFoundError):
        get_upload(anonymous_actor(TENANTS["acme"]), made.pk)
    readers("post", bob.user_id, None)
    assert get_upload(anonymous_actor(TENANTS["acme"]), made.pk) == made
    set_uses(actor=bob, kind="post", thing_id=thing, upload_ids=[])
    with pytest.raises(NotFoundError):
        get_upload(dora, made.pk)


def test_a_private_one_never_reaches_readers_without_an_account(bob: Actor, world: World) -> None:
    made, dora = upload(bob, is_private=True), world.actor("dora")
    readers("post", None, dora.user_id)
    set_uses(actor=bob, kind="post", thing_id=uuid4(), upload_ids=[made.pk])
    assert get_upload(dora, made.pk) == made
    with pytest.raises(NotFoundError):
        get_upload(anonymous_actor(TENANTS["acme"]), made.pk)


def test_naming_anothers_upload_opens_it_to_nobody(bob: Actor, world: World) -> None:
    made, dora, thing = upload(bob), world.actor("dora"), uuid4()
    readers("post", dora.user_id, None)
    assert set_uses(actor=dora, kind="post", thing_id=thing, upload_ids=[made.pk, uuid4()]) == frozenset()
    assert not UploadUse.objects.exists()
    assert resolve_uploads(dora, [made.pk]) == {}


def test_an_editor_keeps_what_stood_there_before(bob: Actor, world: World) -> None:
    made, thing = upload(bob, is_private=True), uuid4()
    set_uses(actor=bob, kind="post", thing_id=thing, upload_ids=[made.pk])
    assert set_uses(actor=world.actor("dora"), kind="post", thing_id=thing, upload_ids=[made.pk]) == {made.pk}


def test_texts_show_uploads_by_their_address(bob: Actor, picture: MakePicture) -> None:
    shown, paper = upload(bob, picture("PNG", 400, 200), "ü (1).png"), upload(bob, b"%PDF-", "paper.pdf")
    found = resolve_uploads(bob, [shown.pk, paper.pk, uuid4()])
    assert isinstance(found[shown.pk], Picture)
    assert isinstance(found[paper.pk], Attachment)

    class Answers:
        def mentions(self, names: frozenset[str], /) -> dict[str, object]:
            return {}

        def uploads(self, ids: frozenset[UUID], /) -> object:
            return resolve_uploads(bob, ids)

    html = render_markdown(f"![x](upload:{shown.pk}) [y](upload:{paper.pk})", resolver=Answers())  # type: ignore[arg-type] # enough of it
    assert f'src="/files/{shown.pk}/%C3%BC%20%281%29.png"' in html
    assert f'srcset="/files/{shown.pk}/%C3%BC%20%281%29.png?w=320 320w, ' in html
    assert f'href="/files/{paper.pk}/paper.pdf"' in html


def test_what_stands_nowhere_goes_after_a_day(bob: Actor, picture: MakePicture) -> None:
    platform, at = system_actor(TENANTS["acme"]), now()
    used, lost, twin = upload(bob, b"used"), upload(bob, picture("PNG", 400)), upload(bob, b"used")
    preview = upload(platform, b"kept", is_kept=True)
    set_uses(actor=bob, kind="draft", thing_id=uuid4(), upload_ids=[used.pk])
    assert remove_orphans(actor=platform, at=at + timedelta(hours=23)) == 0
    assert remove_orphans(actor=platform, at=at + timedelta(hours=25)) == 2
    assert set(Upload.objects.values_list("pk", flat=True)) == {used.pk, preview.pk}
    assert not Content.objects.filter(pk=lost.content_id).exists()
    assert Content.objects.filter(pk=twin.content_id).exists()
    with pytest.raises(ForbiddenError):
        remove_orphans(actor=bob, at=at)


def test_bytes_go_once_the_removal_is_certain(
    bob: Actor, picture: MakePicture, django_capture_on_commit_callbacks: object
) -> None:
    made = upload(bob, picture("PNG", 700, 20))
    assert len(kept_files()) == 3
    with django_capture_on_commit_callbacks(execute=False) as callbacks:  # type: ignore[operator] # pytest-django's fixture
        remove_upload(actor=bob, upload_id=made.pk)
    assert len(kept_files()) == 3
    for callback in callbacks:
        callback()
    assert kept_files() == []


def test_only_its_owner_and_administrators_remove_an_upload(bob: Actor, world: World) -> None:
    made, thing = upload(bob), uuid4()
    readers("post", world.actor("dora").user_id)
    set_uses(actor=bob, kind="post", thing_id=thing, upload_ids=[made.pk])
    with pytest.raises(ForbiddenError):
        remove_upload(actor=world.actor("dora"), upload_id=made.pk)
    with pytest.raises(ConflictError):
        remove_upload(actor=bob, upload_id=made.pk)
    remove_upload(actor=world.actor("alice"), upload_id=made.pk)
    with pytest.raises(NotFoundError):
        remove_upload(actor=bob, upload_id=made.pk)
    assert not UploadUse.objects.exists()


def test_an_erased_account_leaves_only_what_stands_somewhere(bob: Actor, world: World) -> None:
    used, unused = upload(bob, b"a", is_private=True), upload(bob, b"b")
    set_uses(actor=bob, kind="post", thing_id=uuid4(), upload_ids=[used.pk])
    with pytest.raises(ForbiddenError):
        forget_owner(actor=world.actor("dora"), owner_id=bob.user_id)  # type: ignore[arg-type] # Bob has an account
    forget_owner(actor=world.actor("alice"), owner_id=bob.user_id)  # type: ignore[arg-type] # the same
    assert list(Upload.objects.values_list("pk", "owner_id")) == [(used.pk, None)]
    assert unused.pk != used.pk


def test_a_member_lists_their_own(bob: Actor, world: World) -> None:
    mine = [upload(bob, bytes([number])).pk for number in range(3)]
    upload(world.actor("dora"))
    page = list_uploads(bob, cursor=None, size=2)
    rest = list_uploads(bob, cursor=page.next_cursor, size=2)
    assert [info.id for info in (*page.items, *rest.items)] == mine[::-1]
