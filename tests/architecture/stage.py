"""Two brands with one of everything, so that each route, topic and task can be tried with ids that exist."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from kernel.actor import Actor, system_actor
from kernel.clock import now
from kernel.ids import uuid7
from tenants.context import tenant_context
from tests.architecture.community_scenery import (
    furnish_carrying,
    furnish_community,
    furnish_groups,
    furnish_keeping,
    furnish_kinds,
    furnish_writing,
    id_of,
)
from tests.plugin import TENANTS
from tests.worlds import World

ROLES = {"anonymous": None, "member": "bob", "moderator": "mo", "agent": "ben", "manager": "amira", "owner": "alice"}
"""Who plays which role in acme. Ben is in the team that works the inbox."""

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
"""A picture of one pixel."""

NUMBERS_OF_ACME_BEGIN = 500
"""Numbers count per tenant: these are far from those of globex, so that a number names a row of one brand only."""


@dataclass
class Stage:
    """What stands in one brand, by id. `asker` wrote the topic, `replier` the reply in it."""

    brand: str
    owner: Actor
    agent: Actor
    asker: Actor
    replier: Actor
    ids: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.ids[name]
        except KeyError:
            raise AttributeError(name) from None


def build_stages(world: World) -> dict[str, Stage]:
    """Both brands furnished. Adds Gus (agent) and Greta (member) to globex."""
    world.add("gus", role="agent", brand="globex")
    world.add("greta", role="member", brand="globex")
    cast = {"acme": ("alice", "ben", "bob", "dora"), "globex": ("charlie", "gus", "carla", "greta")}
    stages = {}
    for brand, names in cast.items():
        with tenant_context(TENANTS[brand]):
            if brand == "acme":
                _skip_numbers()
            stage = Stage(brand, *(world.actor(name) for name in names))
            for furnish in (
                _people,
                _desk,
                furnish_community,
                furnish_groups,
                furnish_kinds,
                furnish_writing,
                _looks,
                _accounts,
                _files,
                _notices,
                _mail,
                _recognition,
                _moderation,
                _messages,
                furnish_keeping,
                furnish_carrying,
            ):
                furnish(stage, world)
            stages[brand] = Stage(brand, *(world.actor(name) for name in names), ids=stage.ids)
    return stages


def _skip_numbers() -> None:
    from tenants.numbers import next_number

    for name in ("conversation", "topic"):
        next_number(name, count=NUMBERS_OF_ACME_BEGIN)


def _people(stage: Stage, world: World) -> None:
    from people.actions import ensure_person, person_of_actor
    from people.actions.merging import merge_people
    from people.actions.notes import add_note
    from people.contracts import IdentityKey

    system = system_actor(TENANTS[stage.brand])
    people = [
        ensure_person(actor=system, identity=IdentityKey("handle", "mastodon:x.example", name), name=name.capitalize())
        for name in ("jo", "kim", "lou")
    ]
    merge = merge_people(actor=stage.agent, person_id=people[0].pk, other_id=people[2].pk)
    note = add_note(actor=stage.agent, person_id=people[0].pk, note_id=uuid7(), body="likes tea")
    asker = person_of_actor(actor=stage.asker)
    stage.ids |= {"person": people[0].pk, "other_person": people[1].pk, "merge": merge.pk, "note": note.pk, "self": asker.pk}


def _desk(stage: Stage, world: World) -> None:
    from inbox.actions.opening import open_conversation
    from inbox.actions.organising import add_to_team, create_inbox, create_label, create_team
    from inbox.contracts import ConversationSource, NewMessage

    team = create_team(actor=stage.owner, name="Support")
    other_team = create_team(actor=stage.owner, name="Marketing")
    inbox = create_inbox(actor=stage.owner, name="Questions", kind="api", team_ids=[team.pk, other_team.pk])
    other_inbox = create_inbox(actor=stage.owner, name="Press", kind="api", team_ids=[team.pk])
    for chosen in (team, other_team):
        add_to_team(actor=stage.owner, team_id=chosen.pk, user_id=id_of(stage.agent))
    label = create_label(actor=stage.owner, name="shipping", hue=10)
    first = NewMessage(stage.ids["person"], "Does it ship to Peru?", now(), "api", "m-1")
    conversation = open_conversation(
        actor=system_actor(TENANTS[stage.brand]),
        inbox_id=inbox.pk,
        subject="Shipping",
        customer_id=stage.ids["person"],
        source=ConversationSource("api", "c-1"),
        messages=[first],
    )
    stage.ids |= {
        "team": team.pk,
        "other_team": other_team.pk,
        "inbox": inbox.pk,
        "other_inbox": other_inbox.pk,
        "label": label.pk,
        "conversation": conversation.id,
        "agent_id": stage.agent.user_id,
    }


def _looks(stage: Stage, world: World) -> None:
    from brand_settings.actions import change_settings
    from branding.actions import set_redirects
    from branding.models import Redirect

    if stage.brand == "acme":
        values = {
            "sites": ["https://www.acme.example"],
            "space": stage.space_slug,
            "comments": True,
            "question_box": True,
            "host": str(stage.owner.user_id),
        }
        change_settings(actor=stage.owner, section="embedding", values=values)
    set_redirects(actor=stage.owner, pairs=[(f"/forum/{stage.brand}", "/tags/")])
    stage.ids["redirect"] = Redirect.objects.get().pk


def _messages(stage: Stage, world: World) -> None:
    from messaging.actions.sending import begin_exchange, send_message
    from moderation.actions.flagging import flag_thing

    exchange = begin_exchange(
        actor=stage.owner, user_ids=[id_of(stage.asker), id_of(stage.replier)], title="Picnic", body="Saturday?"
    )
    said = send_message(actor=stage.asker, exchange_id=exchange.pk, body="Gladly.")
    flag_thing(actor=stage.owner, kind="message", thing_id=said.pk, reason="inappropriate")
    stage.ids |= {"exchange": exchange.pk, "message": said.pk, "self_account": id_of(stage.asker)}


def _accounts(stage: Stage, world: World) -> None:

    from accounts.actions.invitations import invite, issue_link_token
    from accounts.actions.tokens import create_token

    invitation = invite(actor=stage.owner, email="new@somewhere.example", role="agent")
    token = create_token(actor=stage.asker, name="script", scopes=["community:read"], lifetime=timedelta(days=1)).token
    stage.ids |= {
        "invitation": invitation.pk,
        "invitation_secret": issue_link_token(actor=system_actor(TENANTS[stage.brand]), invitation_id=invitation.pk),
        "token": token.pk,
        "member_id": stage.replier.user_id,
    }


def _files(stage: Stage, world: World) -> None:
    import io

    from files.actions.uploading import upload_file

    upload, _ = upload_file(actor=stage.asker, source=io.BytesIO(DOT), name="dot.png")
    stage.ids |= {"upload": upload.pk}


def _notices(stage: Stage, world: World) -> None:
    from accounts.queries import list_user_infos
    from notifications.actions.pushing import subscribe_browser
    from notifications.actions.telling import tell_members
    from notifications.links import Subscription, unsubscribe_url
    from notifications.queries.listing import list_notices
    from notifications.webpush.sealing import encode
    from tenants.queries import get_current_tenant

    asker, system = id_of(stage.asker), system_actor(TENANTS[stage.brand])
    assert asker in list_user_infos([asker])
    tell_members(actor=system, user_ids=[asker], kind="reply", key="stage", topic_id=stage.ids["topic"], at=now())
    browser = subscribe_browser(
        actor=stage.asker,
        endpoint=f"https://push.example/{stage.brand}",
        p256dh=encode(b"\x04" + b"a" * 64),
        auth=encode(b"b" * 16),
        agent="Firefox",
        at=now(),
    )
    link = unsubscribe_url(get_current_tenant(), Subscription(TENANTS[stage.brand], asker, "reply"))
    stage.ids |= {
        "notice": list_notices(stage.asker).items[0].id,
        "browser": browser.pk,
        "unsubscribe": link.rstrip("/").rpartition("/")[2],
    }


def _mail(stage: Stage, world: World) -> None:
    from connectors.actions.queueing import queue_mail
    from connectors.actions.receiving import store_mail
    from connectors.contracts import Letter

    system = system_actor(TENANTS[stage.brand])
    raw = f"Message-ID: <stage@{stage.brand}>\n\nHello".encode()
    stored, _ = store_mail(
        actor=system, via="lmtp", recipient="reply@mail.example", envelope_from="x@y.example", raw=raw, at=now()
    )
    letter = Letter(kind="post", address=f"bob@{stage.brand}.example", subject="s", text="t", html="", language="en")
    queued = queue_mail(actor=system, letter=letter, at=now())
    assert queued is not None
    stage.ids |= {"inbound_mail": stored.pk, "outgoing_mail": queued.pk}


def _moderation(stage: Stage, world: World) -> None:
    from community.actions.topics import create_topic
    from moderation.actions.addressing import screen
    from moderation.actions.appealing import appeal_decision
    from moderation.actions.bulk import start_run
    from moderation.actions.flagging import flag_thing
    from moderation.actions.penalising import penalise
    from moderation.actions.removing import remove_contributions
    from moderation.actions.ruling import save_rule
    from moderation.models import Decision

    waiting = flag_thing(actor=stage.agent, kind="post", thing_id=stage.ids["post"], reason="off_topic").item
    titles = (f"Taken away {stage.brand}", f"Taken away and appealed {stage.brand}")
    topics = [create_topic(actor=stage.asker, space_id=stage.ids["space"], title=title, body="Gone.") for title in titles]
    items = [flag_thing(actor=stage.agent, kind="topic", thing_id=topic.pk, reason="off_topic").item.pk for topic in topics]
    run = start_run(actor=stage.owner, outcome="removed", item_ids_chosen=items)
    decision, appealed = (Decision.objects.get(thing_id=topic.pk) for topic in topics)
    appeal = appeal_decision(actor=stage.asker, decision_id=appealed.pk, text="It was on topic.")
    spammer = world.add(f"spammer-{stage.brand}", role="member", brand=stage.brand)
    penalty = penalise(actor=stage.owner, user_id=spammer.pk, kind="silence", facts="Insults.")
    stage.ids |= {
        "review_item": waiting.pk,
        "review_run": run.pk,
        "decision": decision.pk,
        "appeal": appeal.pk,
        "spammer": spammer.pk,
        "penalty": penalty.pk,
        "removal": remove_contributions(actor=stage.owner, user_id=spammer.pk).pk,
        "rule": save_rule(actor=stage.owner, name="Many links", conditions={"min_links": 90}).pk,
        "screened": screen(actor=stage.owner, kind="domain", value=f"spam-{stage.brand}.example").pk,
    }


def _recognition(stage: Stage, world: World) -> None:
    from recognition.actions.awarding import give_badge
    from recognition.actions.designing import create_badge

    user_id = stage.asker.user_id
    assert user_id is not None
    badge = create_badge(actor=stage.owner, name=f"Hero {stage.brand}", is_multiple=True)
    award = give_badge(actor=stage.owner, badge_id=badge.pk, user_id=user_id, reason="Kind", id=badge.pk)
    stage.ids |= {"badge": badge.pk, "badge_slug": badge.slug, "award": award.pk, "asker_user": user_id}
