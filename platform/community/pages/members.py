"""What a member keeps and prefers; all of it works without JavaScript."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.request import BrandRequest, address_hash
from accounts.actions.profile import change_profile
from accounts.actors import require_user_id
from accounts.queries import get_user_info
from community.actions.bookmarking import drop_bookmark, keep_post
from community.actions.profiling import change_member_profile, set_avatar
from community.actions.relating import end_relation, follow_member, ignore_member
from community.addresses import place_of, topic_path
from community.errors import StaffNotIgnoredError
from community.pages.member_forms import AccountForm, AvatarForm, BookmarkForm, ProfileForm
from community.pages.safe_next import next_or
from community.queries.bookmarks import get_bookmark, list_bookmarks
from community.queries.portraits import avatar_urls, profile_of
from community.queries.reading import find_post
from community.queries.relations import list_followers, list_related
from community.screening import Circumstances
from files.actions.uploading import upload_file
from kernel.errors import ConflictError, ForbiddenError, InvalidError, TooManyError
from kernel.text import one_line


@gated(Gate.MEMBER)
@never_cache
@require_GET
def bookmarks(request: HttpRequest) -> HttpResponseBase:
    """What one keeps; `?q=` looks in names and titles, `?show=reminders` leaves those with a reminder."""
    request = cast("BrandRequest", request)
    text, only = one_line(request.GET.get("q", ""))[:100], request.GET.get("show") == "reminders"
    page = list_bookmarks(request.actor, text=text, with_reminder=only, cursor=request.GET.get("cursor") or None)
    return render(request, "community/bookmarks.html", {"page": page, "text": text, "only_reminders": only})


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def bookmark(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Keep a post, with a name and a reminder, or (`remove`) no longer."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    back = topic_path(post.topic.number, post.topic.slug) + place_of(post.position)
    if "remove" in request.POST:
        drop_bookmark(actor=request.actor, post_id=post_id)
        messages.info(request, _("The bookmark is gone."))
        return redirect(next_or(request, back))
    kept = get_bookmark(request.actor, post_id)
    initial = {"name": kept.name, "remind_at": kept.remind_at} if kept is not None else {}
    form = BookmarkForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            keep_post(actor=request.actor, post_id=post_id, **form.cleaned_data)
        except (InvalidError, ConflictError) as error:
            form.take(error)
        else:
            messages.success(request, _("Kept among your bookmarks."))
            return redirect(next_or(request, back))
    context = {"form": form, "post": post, "kept": kept, "back": back}
    return render(request, "community/bookmark.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def relation(request: HttpRequest, user_id: UUID) -> HttpResponseBase:
    """Follow or ignore (`kind`) a member, or with `value=0` no longer."""
    request = cast("BrandRequest", request)
    kind = request.POST.get("kind", "")
    if kind not in ("follow", "ignore"):
        raise InvalidError
    try:
        if request.POST.get("value") == "0":
            end_relation(actor=request.actor, user_id=user_id, kind=kind)
        elif kind == "follow":
            follow_member(actor=request.actor, user_id=user_id)
        else:
            ignore_member(actor=request.actor, user_id=user_id)
    except StaffNotIgnoredError as error:
        messages.error(request, str(error))
    return redirect(next_or(request, "/preferences/"))


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponseBase:
    """What one says about oneself, name, language, time zone, and the way to everything else that can be set."""
    request = cast("BrandRequest", request)
    actor, user_id = request.actor, require_user_id(request.actor)
    info, own = get_user_info(user_id), profile_of(user_id)
    sent = request.POST if request.method == "POST" else None
    about = ProfileForm(
        sent if sent is not None and "about_me" in sent else None,
        initial={
            "about": own.about,
            "location": own.location,
            "links": "\n".join(own.links),
            "hides_profile": own.hides_profile,
            "hides_activity": own.hides_activity,
        },
    )
    account = AccountForm(
        sent if sent is not None and "account" in sent else None,
        initial={"name": info.name, "language": info.language, "time_zone": info.time_zone},
    )
    try:
        if about.is_bound and about.is_valid():
            came = Circumstances(address_hash=address_hash(request))
            change_member_profile(actor=actor, circumstances=came, **about.values())
            messages.success(request, _("Saved."))
            return redirect("community_preferences")
        if account.is_bound and account.is_valid():
            change_profile(actor=actor, user_id=user_id, **account.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("community_preferences")
    except InvalidError as error:
        (about if about.is_bound else account).take(error)
    return _preferences_page(request, about, account, AvatarForm())


@gated(Gate.MEMBER)
@require_POST
def avatar(request: HttpRequest) -> HttpResponseBase:
    """Show a picture, or (`remove`) one's initials again."""
    request = cast("BrandRequest", request)
    if "remove" in request.POST:
        set_avatar(actor=request.actor, upload_id=None)
        return redirect("community_preferences")
    form = AvatarForm(request.POST, request.FILES)
    if form.is_valid():
        picture = form.cleaned_data["picture"]
        try:
            upload, _is_new = upload_file(actor=request.actor, source=picture, name=picture.name)
            set_avatar(actor=request.actor, upload_id=upload.pk)
        except ForbiddenError:
            form.add_error("picture", _("You cannot upload this. Choose a picture."))
        except (InvalidError, ConflictError, TooManyError) as error:
            form.add_error("picture", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("community_preferences")
    user_id = require_user_id(request.actor)
    info, own = get_user_info(user_id), profile_of(user_id)
    about = ProfileForm(initial={"about": own.about, "location": own.location, "links": "\n".join(own.links)})
    account = AccountForm(initial={"name": info.name, "language": info.language, "time_zone": info.time_zone})
    return _preferences_page(request, about, account, form)


@gated(Gate.MEMBER)
@never_cache
@require_GET
def related(request: HttpRequest, which: str) -> HttpResponseBase:
    """Whom one follows or ignores, and who follows one."""
    request = cast("BrandRequest", request)
    cursor = request.GET.get("cursor") or None
    if which == "followers":
        page = list_followers(require_user_id(request.actor), cursor=cursor)
    else:
        page = list_related(request.actor, {"following": "follow", "ignored": "ignore"}[which], cursor=cursor)
    return render(request, "community/related.html", {"page": page, "which": which})


def _preferences_page(request: BrandRequest, about: ProfileForm, account: AccountForm, picture: AvatarForm) -> HttpResponseBase:
    user_id = require_user_id(request.actor)
    context = {
        "about": about,
        "account": account,
        "picture": picture,
        "avatar": avatar_urls(request.actor, [user_id]).get(user_id, ""),
    }
    wrong = about.errors or account.errors or picture.errors
    return render(request, "community/preferences.html", context, status=400 if wrong else 200)
