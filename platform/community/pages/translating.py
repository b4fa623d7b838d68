"""Correcting a post's language, and writing or asking for its translation."""

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from access.api.gate import Gate, gated
from access.policies import authorise
from access.request import BrandRequest, address_hash
from community.actions.translating import remove_translation, set_post_language, translate_post, want_translation
from community.addresses import localized_topic_path
from community.authorship import known_author_id
from community.languages import content_languages, is_language, own_name, tidy_tag
from community.models.post import Post
from community.pages.forms import JudgedForm
from community.pages.writing import post_address
from community.policies import can_set_language, can_translate
from community.queries.reading import find_post
from community.queries.translations import translations_of
from community.screening import Circumstances
from community.texts import MAX_BODY, MAX_TITLE
from kernel.errors import InvalidError, TooManyError


class LanguageForm(JudgedForm):
    """A language, among those that the brand's people write in and any other tag."""

    language = forms.CharField(max_length=15, label=gettext_lazy("Language"))


class TranslationForm(LanguageForm):
    """A post in another language; first posts have a title."""

    title = forms.CharField(max_length=MAX_TITLE, required=False, label=gettext_lazy("Title"))
    body = forms.CharField(max_length=MAX_BODY, strip=False, label=gettext_lazy("Text"))


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def language(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Say which language a post is in."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    authorise(request.actor, can_set_language, post, known_author_id(request.actor))
    form = LanguageForm(request.POST or None, initial={"language": post.language})
    if request.method == "POST" and form.is_valid():
        try:
            set_post_language(actor=request.actor, post_id=post.pk, language=form.cleaned_data["language"])
        except InvalidError as error:
            form.take(error)
        else:
            messages.success(request, _("The language was corrected."))
            return redirect(post_address(post.topic, post.position))
    context = {"form": form, "post": post, "topic": post.topic, "choices": _choices(post.language)}
    return render(request, "community/post_language.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_http_methods(["GET", "POST"])
def translation(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Write a post in another language; `?language=` chooses it and shows what there is."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    authorise(request.actor, can_translate, post)
    asked = request.POST.get("language") or request.GET.get("language") or ""
    wanted = tidy_tag(asked) if is_language(asked) else request.actor.language
    known = translations_of([post.pk], wanted).get(post.pk)
    initial = {"language": wanted, "title": known.title if known else "", "body": known.body if known else ""}
    form = TranslationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = translate_post(
                actor=request.actor,
                post_id=post.pk,
                language=data["language"],
                title=data["title"],
                body=data["body"],
                circumstances=Circumstances(address_hash=address_hash(request)),
            )
        except (InvalidError, TooManyError) as error:
            form.take(error)
        else:
            messages.success(request, _("Thank you. Readers of this language see your translation now."))
            return redirect(_translated_address(post, row.language))
    context = {"form": form, "post": post, "topic": post.topic, "known": known, "choices": _choices(wanted, but=post.language)}
    return render(request, "community/translate.html", context, status=400 if form.errors else 200)


@gated(Gate.MEMBER)
@require_POST
def translation_wish(request: HttpRequest, post_id: UUID) -> HttpResponseBase:
    """Ask for a machine's translation (`value=1`), or take a translation away (`value=0`)."""
    request = cast("BrandRequest", request)
    post = find_post(request.actor, post_id)
    wanted = request.POST.get("language", "")[:15] or request.actor.language
    if request.POST.get("value") == "0":
        remove_translation(actor=request.actor, post_id=post.pk, language=wanted)
        return redirect(post_address(post.topic, post.position))
    row = want_translation(actor=request.actor, post_id=post.pk, language=wanted)
    messages.info(request, _("The translation appears here as soon as it is ready."))
    return redirect(_translated_address(post, row.language))


def _translated_address(post: Post, language: str) -> str:
    known = translations_of([post.pk], language).get(post.pk) if post.position == 1 else None
    slug = known.slug if known and known.slug else post.topic.slug
    return localized_topic_path(language, post.topic.number, slug) + f"#post-{post.position}"


def _choices(chosen: str, *, but: str = "") -> list[tuple[str, str]]:
    tags = list(dict.fromkeys([*content_languages(), chosen]))
    return [(tag, own_name(tag)) for tag in tags if tag and tag != but]
