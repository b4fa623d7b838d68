"""Which tags a topic may be given by whom: enough of them, and new ones only by those who are trusted with it."""

from collections.abc import Sequence

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.abilities import Ability, can
from community.actions.standing import refuse_unfit
from community.errors import NewTagError, TooFewTagsError
from community.models.space import Space
from community.models.tag import Tag
from community.screening import Circumstances
from kernel.actor import Actor


def check_tags(actor: Actor, space: Space, names: Sequence[str], circumstances: Circumstances | None) -> None:
    """Raise TooFewTagsError or NewTagError. What comes from inside (imports, demo data) brings no circumstances and its own tags.

    Synonyms count as what they stand for: two names of one tag are one.
    """
    if circumstances is None:
        return
    rows = Tag.objects.filter(name__in=names).annotate(stands_for=Coalesce("synonym_of_id", "id")) if names else ()
    known = {tag.name: tag.stands_for for tag in rows}
    fresh = [name for name in names if name not in known]
    if len(set(known.values())) + len(fresh) < space.min_tags:
        text = ngettext(
            "This space asks for at least %(count)d tag.", "This space asks for at least %(count)d tags.", space.min_tags
        )
        raise TooFewTagsError(fields={"tags": [text % {"count": space.min_tags}]})
    if fresh and not can(actor, Ability.CREATE_TAG):
        text = _("These tags do not exist here: %(tags)s. Choose from the tags that there are, or leave them out.")
        raise NewTagError(fields={"tags": [text % {"tags": ", ".join(fresh)}]})
    if fresh:
        refuse_unfit(actor, "tag", " ".join(fresh), circumstances, language=space.language, space_id=space.pk)
