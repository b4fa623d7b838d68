"""Groups leave with the export and come in with an import: what they are, whom they hold, which spaces they open."""

from pathlib import Path
from typing import Any

from community.actions.belonging import add_to_group
from community.actions.groups import create_group
from community.actions.importing import steer_import
from community.actions.rules import Rule, set_space_rules
from community.actions.spaces import create_space, update_space
from community.exporters.records import everything
from community.importers.neutral import records
from community.importers.neutral.records import dump_line
from community.models.group import GroupMembership, MemberGroup
from community.models.space import Space
from kernel.clock import now
from people.actions import person_of_actor
from people.models import Identity
from tests.unit.community.importing import AT, SMALL, bring, write
from tests.worlds import World, in_globex

GROUPS: list[dict[str, Any]] = [
    {"type": "member", "id": "9", "name": "Bob", "email": "bob@acme.example"},
    {"type": "group", "id": "g1", "name": "Cellar keepers", "joining": "request", "mentionable": True, "opens": {"2": "reply"}},
    {"type": "group", "id": "g2", "name": "Wrong key", "opens": {"1": "view"}},
    {"type": "membership", "group": "g1", "member": "9", "owner": True, "since": AT},
    {"type": "membership", "group": "g1", "member": "7"},
    {"type": "membership", "group": "g9", "member": "9"},
]


def confirm(world: World) -> None:
    person = person_of_actor(actor=world.actor("bob"))
    Identity.objects.update_or_create(
        kind="email", scope="", value="bob@acme.example", defaults={"person": person, "verified_at": now()}
    )


def test_groups_come_in_with_those_who_have_an_account_and_open_private_spaces(world: World, tmp_path: Path) -> None:
    confirm(world)
    file = write(tmp_path / "f.jsonl", [*SMALL, *GROUPS])
    run = bring(file)
    assert [problem[1] for problem in run.problems] == [
        "group g2 opens 1, which is no private space of this import",
        "there is no group g9",
    ]
    group = MemberGroup.objects.get(slug="cellar-keepers")
    assert (group.joining, group.is_mentionable, group.member_count) == ("request", True, 1)
    membership = GroupMembership.objects.get()
    assert (membership.user_id, membership.is_owner) == (world.users["bob"].pk, True)
    cellar = Space.objects.get(name="Cellar")
    assert (cellar.visibility, [rule["right"] for rule in cellar.rules]) == ("custom", ["reply"])
    assert world.client("bob").get(f"/s/{cellar.slug}/").status_code == 200
    assert world.client("dora").get(f"/s/{cellar.slug}/").status_code == 404
    bring(file)
    assert (MemberGroup.objects.count(), GroupMembership.objects.count()) == (2, 1)


def test_a_group_whose_name_is_taken_gets_a_numbered_address(world: World, tmp_path: Path) -> None:
    create_group(actor=world.actor("alice"), name="Cellar keepers")
    run = bring(write(tmp_path / "f.jsonl", [*SMALL, *(line for line in GROUPS if line.get("id") != "g2")]))
    assert [problem[1] for problem in run.problems] == ["there is no group g9"]
    assert set(MemberGroup.objects.values_list("slug", flat=True)) == {"cellar-keepers", "cellar-keepers-2"}


def test_an_undone_import_takes_its_groups_along(world: World, tmp_path: Path) -> None:
    from community.importers.running import work_on
    from kernel.actor import system_actor
    from tenants.context import require_tenant_id

    own = create_group(actor=world.actor("alice"), name="Our own")
    run = bring(write(tmp_path / "f.jsonl", [*SMALL, *GROUPS]))
    steer_import(actor=world.actor("alice"), run_id=run.pk, step="undo")
    work_on(system_actor(require_tenant_id()), run.pk, seconds=60)
    assert list(MemberGroup.objects.all()) == [own]


def test_what_went_out_comes_in_elsewhere(world: World, tmp_path: Path) -> None:
    alice = world.actor("alice")
    group = create_group(actor=alice, name="Testers", title="Tester", visibility="everyone", joining="open", is_mentionable=True)
    person_of_actor(actor=world.actor("bob"))
    add_to_group(actor=alice, group_id=group.pk, user_id=world.users["bob"].pk, is_owner=True)
    space = create_space(actor=alice, name="Bench", slug="bench")
    update_space(actor=alice, space_id=space.pk, visibility="custom")
    mine = str(group.pk)
    set_space_rules(actor=alice, space_id=space.pk, rules=[Rule("view", "group", mine), Rule("create", "group", mine)])
    told = list(everything())
    said = next(record for record in told if isinstance(record, records.Group))
    assert (said.title, said.joining, said.opens) == ("Tester", "open", {str(space.pk): "create"})
    belonging = next(record for record in told if isinstance(record, records.Membership))
    assert belonging.owner
    assert belonging.member in {record.id for record in told if isinstance(record, records.Member)}
    (tmp_path / "out.jsonl").write_bytes(b"".join(map(dump_line, told)))
    with in_globex():
        run = bring(tmp_path / "out.jsonl")
        assert (run.state, run.problems) == ("done", [])
        other = MemberGroup.objects.get()
        assert (other.slug, other.title, other.visibility, other.member_count) == ("testers", "Tester", "everyone", 0)
        assert other.pk != group.pk
        bench = Space.objects.get(slug="bench")
        assert (bench.visibility, [rule["value"] for rule in bench.rules]) == ("custom", [str(other.pk)])
