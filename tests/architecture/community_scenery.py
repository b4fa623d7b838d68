"""What stands in the community of a brand; `stage.py` furnishes the rest."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kernel.actor import Actor, system_actor
from kernel.clock import now
from kernel.ids import uuid7
from tests.plugin import TENANTS
from tests.worlds import World

if TYPE_CHECKING:
    from tests.architecture.stage import Stage


def furnish_community(stage: "Stage", world: World) -> None:
    from community.actions.replies import post_reply
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from community.actions.translating import translate_post
    from community.models.post import Post

    space = create_space(actor=stage.owner, name="Brewing", slug=f"brewing-{stage.brand}")
    topic = create_topic(
        actor=stage.asker,
        space_id=space.pk,
        title="How long does it ferment?",
        body="Mine stopped.",
        tags=[f"yeast-{stage.brand}"],
    )
    reply = post_reply(actor=stage.replier, topic_id=topic.pk, body="Two weeks, usually.")
    first = Post.objects.get(topic=topic, position=1)
    translate_post(actor=stage.owner, post_id=first.pk, language="fr", title="Et quoi", body="La mienne s'est arrêtée.")
    stage.ids |= {
        "space": space.pk,
        "space_slug": space.slug,
        "topic": topic.pk,
        "topic_number": topic.number,
        "topic_slug": topic.slug,
        "post": reply.pk,
        "first_post": first.pk,
        "tag": f"yeast-{stage.brand}",
        **_tags(stage),
        "asker_handle": world.users["bob" if stage.brand == "acme" else "carla"].handle,
    }


def _tags(stage: "Stage") -> dict[str, Any]:
    from community.actions.spaces import create_space
    from community.actions.tagging import create_tag, create_tag_group
    from community.models.tag import Tag

    return {
        "tag_id": Tag.objects.get(name=f"yeast-{stage.brand}").pk,
        "other_tag": create_tag(actor=stage.owner, name=f"leaven-{stage.brand}").pk,
        "spare_tag": create_tag(actor=stage.owner, name=f"spare-{stage.brand}").pk,
        "tag_group": create_tag_group(actor=stage.owner, name=f"Methods {stage.brand}").pk,
        "spare_group": create_tag_group(actor=stage.owner, name=f"Spare {stage.brand}").pk,
        "spare_space": create_space(actor=stage.owner, name="Spare", slug=f"spare-{stage.brand}").pk,
    }


def furnish_groups(stage: "Stage", world: World) -> None:
    from community.actions.belonging import add_to_group, ask_to_join
    from community.actions.groups import create_group

    asked = create_group(actor=stage.owner, name=f"Testers {stage.brand}", joining="request", is_mentionable=True)
    free = create_group(actor=stage.owner, name=f"Walkers {stage.brand}", joining="open", visibility="everyone")
    add_to_group(actor=stage.owner, group_id=free.pk, user_id=id_of(stage.replier), is_owner=True)
    wish = ask_to_join(actor=stage.replier, group_id=asked.pk, text="I test everything.")
    assert wish is not None
    stage.ids |= {
        "asked_group": asked.pk,
        "asked_slug": asked.slug,
        "free_group": free.pk,
        "free_slug": free.slug,
        "group_member": stage.replier.user_id,
        "wish": wish.pk,
    }


def furnish_kinds(stage: "Stage", world: World) -> None:
    from community.actions.articles import begin_article, publish_version, submit_version
    from community.actions.spaces import create_space
    from community.actions.timers import set_timer
    from community.actions.topics import create_topic

    space = stage.ids["space"]
    idea = create_topic(actor=stage.asker, space_id=space, title="A bigger kettle", body="Mine is small.", kind="idea")
    news = create_topic(actor=stage.agent, space_id=space, title="We moved", body="Next door.", kind="announcement")
    article = begin_article(actor=stage.agent, space_id=space, title="Bottling", body="Wait.")
    submit_version(actor=stage.agent, topic_id=article.pk)
    standing = begin_article(actor=stage.agent, space_id=space, title="Mashing", body="Stir.")
    submit_version(actor=stage.agent, topic_id=standing.pk)
    publish_version(actor=stage.owner, topic_id=standing.pk)
    other = create_space(actor=stage.owner, name="Other", slug=f"other-{stage.brand}")
    timer = set_timer(actor=stage.owner, topic_id=stage.ids["topic"], kind="bump", due_at=now() + timedelta(days=9))
    stage.ids |= {"idea": idea.pk, "news": news.pk, "article": article.pk, "standing": standing.pk, "other_space": other.pk}
    stage.ids |= {"idea_number": idea.number, "news_number": news.number, "timer": timer.pk}
    stage.ids |= {"article_number": article.number, "standing_number": standing.number}


def furnish_writing(stage: "Stage", world: World) -> None:
    from datetime import timedelta

    from community.actions.deflecting import note_similar_shown
    from community.actions.editing import edit_post
    from community.actions.polling import PollText, create_poll
    from community.actions.templating import TemplateText, create_template
    from community.actions.topics import create_topic

    poll = PollText(["Ale", "Lager"], voters_public=True)
    create_poll(actor=stage.owner, post_id=stage.ids["post"], poll=poll)
    edit_post(actor=stage.owner, post_id=stage.ids["first_post"], body="Mine stopped!")
    template = create_template(actor=stage.owner, space_id=stage.ids["space"], template=TemplateText("Recipe", "**Malt:**"))
    later = create_topic(
        actor=stage.owner,
        space_id=stage.ids["space"],
        title="Open day",
        body="Come along.",
        publish_at=now() + timedelta(days=1),
    )
    question = uuid7()
    note_similar_shown(actor=stage.asker, question_id=question, title="Ferment?", topic_ids=[stage.ids["topic"]])
    stage.ids |= {
        "template": template.pk,
        "scheduled_topic": later.pk,
        "scheduled_number": later.number,
        "question": question,
    }


def furnish_keeping(stage: "Stage", world: World) -> None:
    from community.actions.bookmarking import keep_post

    keep_post(actor=stage.asker, post_id=stage.ids["post"], name="Yeast")
    stage.ids["export"] = _exported(stage)
    stage.ids["asker_address"] = world.users["bob" if stage.brand == "acme" else "carla"].email


def _exported(stage: "Stage") -> UUID:
    """An archive without a single table, so that it costs nothing to make."""
    from accounts.actions.exporting import advance_export, request_export
    from accounts.tables import list_owned
    from files import storing

    export = request_export(actor=stage.asker)
    export.done = [*list_owned(), "messages"]
    export.save(update_fields=["done"])
    for name in export.done:
        storing.put(f"exports/{export.pk.hex}/{name}.json", b"")
    advance_export(actor=system_actor(TENANTS[stage.brand]), export_id=export.pk, at=now())
    return export.pk


def furnish_carrying(stage: "Stage", world: World) -> None:
    from community.actions.exporting import start_export
    from community.actions.importing import start_import
    from community.exporters.working import work_on_export
    from community.importers.running import import_folder

    folder = import_folder()
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{stage.brand}.jsonl"
    (folder / name).write_text('{"type": "meta", "source": "old.example"}\n')
    run = start_import(actor=stage.owner, id=uuid7(), format="neutral", name=name, path=name)
    export = start_export(actor=stage.owner, id=uuid7())
    work_on_export(system_actor(TENANTS[stage.brand]), export.pk, seconds=60)
    stage.ids |= {"import_run": run.pk, "export_run": export.pk}


def id_of(actor: Actor) -> UUID:
    assert actor.user_id is not None
    return actor.user_id
