"""Whatever is merged and undone in whatever order: the rows say what a simple model says, and no identity is lost."""

from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel.actor import Actor
from people.actions.merging import merge_people, undo_merge
from people.models import Identity, Person
from people.queries import canonical_ids, member_ids
from tests.unit.people.conftest import MakePerson
from tests.worlds import World

PEOPLE = 6
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)),
        st.tuples(st.just("undo"), st.integers(0, 20), st.just(0)),
    ),
    max_size=14,
)


class Model:
    """Who absorbed whom, as plain pairs; everybody's end is found by walking."""

    def __init__(self) -> None:
        self.parent: dict[int, int] = {}
        self.merges: list[tuple[UUID, int]] = []

    def end_of(self, person: int) -> int:
        while person in self.parent:
            person = self.parent[person]
        return person

    def merge(self, kept: int, other: int) -> tuple[int, int] | None:
        first, second = self.end_of(kept), self.end_of(other)
        if first == second:
            return None
        self.parent[second] = first
        return first, second


def play(actor: Actor, people: list[Person], steps: list[tuple[str, int, int]]) -> None:
    model = Model()
    for verb, first, second in steps:
        if verb == "merge" and first != second:
            joined = model.merge(first, second)
            merge = merge_people(actor=actor, person_id=people[first].pk, other_id=people[second].pk)
            if joined is not None:
                assert (merge.kept_id, merge.merged_id) == tuple(people[index].pk for index in joined)
                model.merges.append((merge.pk, joined[1]))
        elif verb == "undo" and model.merges:
            merge_id, merged = model.merges.pop(first % len(model.merges))
            undo_merge(actor=actor, merge_id=merge_id)
            del model.parent[merged]
        check(model, people)
    for merge_id, merged in reversed(model.merges):
        undo_merge(actor=actor, merge_id=merge_id)
        del model.parent[merged]
    check(model, people)
    assert not Identity.objects.exclude(home=None).exists()


def check(model: Model, people: list[Person]) -> None:
    ids = [person.pk for person in people]
    ends = {ids[index]: ids[model.end_of(index)] for index in range(len(ids))}
    assert canonical_ids(ids) == ends
    owners = dict(Identity.objects.filter(kind="handle").values_list("value", "person_id"))
    assert owners == {f"person{index}": ends[ids[index]] for index in range(len(ids))}
    for person_id, end in ends.items():
        assert set(member_ids(person_id)) == {other for other, its_end in ends.items() if its_end == end}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_merges_and_undos_matches_the_model(
    world: World, make_person: MakePerson, steps: list[tuple[str, int, int]]
) -> None:
    example = transaction.savepoint()
    play(world.actor("ben"), [make_person(f"Person{index}") for index in range(PEOPLE)], steps)
    transaction.savepoint_rollback(example)
