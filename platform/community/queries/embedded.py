"""Pages of the brand's other sites that carry a topic's comments."""

from community.models.embed import EmbeddedPage


def embedded_topic_number(url: str) -> int | None:
    """The number of the topic that stands below this page; None before the first comment."""
    page = EmbeddedPage.objects.select_related("topic").filter(url=url).first()
    return page.topic.number if page is not None and page.topic is not None else None
