"""Comments on pages of the brand's own site: the first comment makes the topic."""

import re
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import UUID

from accounts.actors import actor_for_user_id
from brand_settings.queries import read
from branding.settings import EmbedSettings
from community.actions.replies import post_reply
from community.actions.standing import refuse_unfit
from community.actions.topics import create_topic
from community.errors import NotEmbeddableError
from community.models.embed import EmbeddedPage
from community.models.post import Post
from community.models.space import Space
from community.models.topic import Kind
from community.screening import Circumstances
from community.texts import clean_title
from events.recording import action
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError

_UNSAFE = re.compile(r'[\s<>"`\\^{|}\[\]]')
"""What no address holds and Markdown would read: the address stands in a text under an administrator's name."""


def page_url(url: str) -> str:
    """The page's address without query and fragment, when it is on one of the brand's sites; raises NotEmbeddableError."""
    try:
        parts = urlsplit(url.strip())
        site = f"{parts.scheme}://{parts.netloc}".lower()
    except ValueError as error:
        raise NotEmbeddableError from error
    settings = read(EmbedSettings)
    if not settings.comments or site not in settings.sites or len(url) > 500 or not url.isprintable():
        raise NotEmbeddableError
    return urlunsplit(
        (parts.scheme.lower(), parts.netloc.lower(), _UNSAFE.sub(lambda sign: quote(sign[0]), parts.path) or "/", "", "")
    )


@action
def comment_on_page(
    *,
    actor: Actor,
    url: str,
    title: str,
    body: str,
    id: UUID | None = None,  # noqa: A002 - the client mints it
    circumstances: Circumstances | None = None,
) -> Post:
    """A comment on a page of the brand's site. The page's topic is begun by the brand itself with the first one."""
    url = page_url(url)
    settings = read(EmbedSettings)
    space = Space.objects.filter(slug=settings.space).first()
    if space is None:
        raise NotFoundError
    page, _made = EmbeddedPage.objects.get_or_create(url=url, defaults={"title": clean_title(title)[:200], "created_at": now()})
    page = EmbeddedPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if page.topic_id is None:
        # The title is what the commenter's browser says; it will stand under an administrator's name.
        refuse_unfit(actor, "page", page.title, circumstances, language=space.language, space_id=space.pk)
        host = _host(settings)
        topic = create_topic(
            actor=host,
            space_id=space.pk,
            title=page.title,
            body=f"<{url}>",
            kind=Kind.DISCUSSION,
        )
        page.topic = topic
        page.save(update_fields=["topic"])
    if page.topic_id is None:
        raise NotFoundError
    return post_reply(actor=actor, topic_id=page.topic_id, body=body, id=id, circumstances=circumstances)


def _host(settings: EmbedSettings) -> Actor:
    """In whose name topics of pages begin: the administrator who turned comments on, while still one."""
    host = actor_for_user_id(UUID(settings.host)) if settings.host else None
    if host is None or not host.is_administrator:
        raise NotEmbeddableError
    return host
