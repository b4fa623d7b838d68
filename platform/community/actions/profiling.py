"""What members say about themselves."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.actions.profile import show_picture
from accounts.actors import require_user_id
from community.actions.standing import refuse_unfit
from community.member_events import ProfileTextChanged
from community.member_policies import can_have_profile
from community.models.profile import MAX_ABOUT, MAX_LINKS, MAX_LOCATION, MemberProfile
from community.screening import Circumstances
from events.recording import action, publish
from files.actions.attaching import set_uses
from files.queries.links import link_rules
from files.queries.uploads import describe, get_upload, is_open_picture
from kernel.actor import Actor, Role
from kernel.errors import ForbiddenError, InvalidError, NotFoundError
from kernel.markdown import render_markdown
from kernel.text import one_line, printable


@action
def change_member_profile(
    *,
    actor: Actor,
    about: str | None = None,
    location: str | None = None,
    links: Sequence[str] | None = None,
    hides_profile: bool | None = None,
    hides_activity: bool | None = None,
    at: datetime | None = None,
    circumstances: Circumstances | None = None,
) -> MemberProfile:
    """The actor's profile with these parts changed; None leaves one alone. With `circumstances` new words are counted and screened."""
    authorise(actor, can_have_profile)
    profile = _own(actor)
    before = _words_of(profile)
    if about is not None:
        text = printable(about.replace("\r\n", "\n")).strip()
        if len(text) > MAX_ABOUT:
            raise InvalidError(fields={"about": [_("At most %(most)d characters.") % {"most": MAX_ABOUT}]})
        profile.about, profile.about_html = text, render_markdown(text, links=link_rules()) if text else ""
    if location is not None:
        profile.location = one_line(location)[:MAX_LOCATION]
    if links is not None:
        profile.links = _links(links)
    if hides_profile is not None:
        profile.hides_profile = hides_profile
    if hides_activity is not None:
        profile.hides_activity = hides_activity
    words = _words_of(profile)
    if words != before and words:
        refuse_unfit(actor, "profile", words, circumstances, deed="profile", html=profile.about_html, language=actor.language)
    profile.save()
    _show_picture_of(profile, actor)
    publish(ProfileTextChanged(user_id=profile.user_id), actor=actor, at=at)
    return profile


@action
def set_avatar(*, actor: Actor, upload_id: UUID | None, at: datetime | None = None) -> MemberProfile:
    """Show this upload of the actor's as their picture, or their initials again."""
    authorise(actor, can_have_profile)
    if upload_id is not None:
        picture = describe(get_upload(actor, upload_id))
        if picture.owner_id != actor.user_id:
            raise NotFoundError
        if picture.kind != "picture":
            raise InvalidError(fields={"upload_id": [_("Choose a picture.")]})
    profile = _own(actor)
    profile.avatar_id = upload_id
    profile.save()
    set_uses(actor=actor, kind="avatar", thing_id=profile.pk, upload_ids=[upload_id] if upload_id is not None else [])
    _show_picture_of(profile, actor)
    publish(ProfileTextChanged(user_id=profile.user_id), actor=actor, at=at)
    return profile


@action
def drop_removed_avatar(*, actor: Actor, user_id: UUID, upload_id: UUID) -> None:
    """Show initials again where this upload was the picture; for the platform itself, once the upload is gone."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    profile = MemberProfile.objects.select_for_update().filter(user_id=user_id, avatar_id=upload_id).first()
    if profile is None:
        return
    profile.avatar_id = None
    profile.save(update_fields=["avatar_id"])
    _show_picture_of(profile, actor)
    publish(ProfileTextChanged(user_id=user_id), actor=actor)


def _show_picture_of(profile: MemberProfile, actor: Actor) -> None:
    """Beside the name on every page stands what everybody may see: no hidden profile's picture, no private upload."""
    upload_id = None if profile.hides_profile else profile.avatar_id
    if upload_id is not None and not is_open_picture(upload_id):
        upload_id = None
    show_picture(actor=actor, user_id=profile.user_id, upload_id=upload_id)


def _words_of(profile: MemberProfile) -> str:
    return "\n".join(word for word in (profile.about, profile.location, *profile.links) if word)


def _own(actor: Actor) -> MemberProfile:
    user_id = require_user_id(actor)
    MemberProfile.objects.get_or_create(user_id=user_id)
    return MemberProfile.objects.select_for_update().get(user_id=user_id)


def _links(links: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(link.strip() for link in links if link.strip()))
    problems = {"links": [_("Give at most five addresses that begin with https:// or http://.")]}
    if len(found) > MAX_LINKS:
        raise InvalidError(fields=problems)
    for link in found:
        try:
            parts = urlsplit(link)
        except ValueError:
            raise InvalidError(fields=problems) from None
        bad = any(sign.isspace() or ord(sign) < 32 or sign in "<>\"'" for sign in link)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or bad or len(link) > 200:
            raise InvalidError(fields=problems)
    return found
