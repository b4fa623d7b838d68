"""Published attacks, many of each collection, through the texts that people write most; the pages that show them stand in a
real browser. tests/architecture/test_hostile_texts.py tries every text of every route, with fewer attacks.

The browser's requests are answered by Django itself, so that what is looked at is what would be served, policy and all.
"""

import pytest

from brand_settings.actions import change_settings
from community.actions.spaces import create_space
from community.actions.topics import create_topic
from community.limits import LimitSettings
from kernel.actor import Actor
from tests.attacks import from_bleach, from_brs, from_dompurify
from tests.journeys.hostile import FIELDS, Field, Ground
from tests.looking import Album, look_at
from tests.worlds import World


@pytest.fixture
def ground(world: World) -> Ground:
    """A place to write, of a brand that lets its members write and link as often as they like: nothing holds attacks back."""
    boundless(world.actor("alice"))
    space = create_space(actor=world.actor("alice"), name="Brewing", slug="brewing")
    topic = create_topic(actor=world.actor("dora"), space_id=space.pk, title="How long does it ferment?", body="Mine stopped.")
    return Ground(world, str(space.pk), str(topic.pk), f"/t/{topic.slug}-{topic.number}/")


def boundless(owner: Actor) -> None:
    """The brand's own settings: no limits, no checks before a text is published."""
    change_settings(actor=owner, section="limits", values=dict.fromkeys(LimitSettings.model_fields, 0))
    none = {"duplicate_minutes": 0, "new_member_replies_per_topic": 0, "classifier": False}
    change_settings(actor=owner, section="spam", values=none)


def chosen(field: Field) -> list[str]:
    """Attacks that fit, the small collections first, and several in one value where there is room."""
    pool = [*from_dompurify(), *from_bleach()[::3], *from_brs()[::40]]
    fitting = [attack for attack in pool if len(attack) <= field.longest][: field.most]
    lots = [fitting[start : start + field.together] for start in range(0, len(fitting), field.together)]
    return ["\n\n".join(lot)[: field.longest] for lot in lots]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_nothing_that_people_write_acts_on_a_page(ground: Ground, field: Field) -> None:
    album, reader = Album(), ground.world.client("bob")
    for number, text in enumerate(chosen(field)):
        field.send(ground, text)
        if field.overwrites:
            for path in field.pages(ground):
                album.take(reader, path, name=str(number))
    for path in field.pages(ground):
        album.take(reader, path)
    assert all((status == 400) if field.is_refused else (status in {200, 201}) for status in ground.answers), ground.answers
    assert {album.kept[page].status for page in album.pages()} == {200}
    assert look_at(album, album.pages()) == ({}, [])
