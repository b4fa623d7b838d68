"""Private messages as pages; they work without JavaScript."""

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
from access.policies import authorise
from access.request import BrandRequest, address_hash
from accounts.queries import list_users_by_handle
from kernel.errors import DomainError, ForbiddenError, NotFoundError
from kernel.ids import uuid7
from messaging.actions.arranging import add_people, change_exchange, mark_exchange_read, remove_from_exchange
from messaging.actions.sending import begin_exchange, send_message, withdraw_message
from messaging.contracts import Circumstances
from messaging.errors import NoSuchMemberError
from messaging.pages.forms import JudgedForm, MessageForm, NewExchangeForm, PeopleForm, TitleForm
from messaging.policies import can_begin, can_use_messages
from messaging.queries.exchanges import find_messages, get_exchange, list_exchanges, list_messages


@gated(Gate.MEMBER)
@never_cache
@require_GET
def exchanges(request: HttpRequest) -> HttpResponseBase:
    """One's conversations, or with `?q=` one's messages with these words."""
    request = cast("BrandRequest", request)
    _used(request)
    query, cursor = request.GET.get("q", "").strip(), request.GET.get("cursor") or None
    context = {"query_messages": query, "may_begin": can_begin(request.actor)}
    if query:
        context["found"] = find_messages(request.actor, query, cursor=cursor)
    else:
        context["page"] = list_exchanges(request.actor, cursor=cursor)
    return render(request, "messaging/exchanges.html", context)


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Begin to write; `?to=` names whom."""
    request = cast("BrandRequest", request)
    authorise(request.actor, can_begin)
    if request.method != "POST":
        form = NewExchangeForm(initial={"to": request.GET.get("to", "")[:200], "id": uuid7()})
        return render(request, "messaging/new.html", {"form": form})
    form = NewExchangeForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            found = begin_exchange(
                actor=request.actor,
                user_ids=_accounts(data["to"]),
                title=data["title"],
                body=data["body"],
                id=data["id"],
                circumstances=Circumstances(honeypot=data["website"], address_hash=address_hash(request)),
            )
        except DomainError as error:
            form.take(_on_names(error))
        else:
            return redirect("messaging_exchange", found.pk)
    return render(request, "messaging/new.html", {"form": form}, status=400)


@gated(Gate.MEMBER)
@never_cache
@require_http_methods(["GET", "POST"])
def exchange(request: HttpRequest, exchange_id: UUID) -> HttpResponseBase:
    """What was said, and a form to say more. `?after=<position>` gives only what came since, for the live page."""
    request = cast("BrandRequest", request)
    _used(request)
    form = MessageForm(request.POST if request.method == "POST" else None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            message = send_message(
                actor=request.actor,
                exchange_id=exchange_id,
                body=data["body"],
                id=data["id"],
                circumstances=Circumstances(honeypot=data["website"], address_hash=address_hash(request)),
            )
        except (NotFoundError, ForbiddenError):
            raise
        except DomainError as error:
            form.take(error)
        else:
            return redirect(f"{request.path}#message-{message.position}")
    return _shown(request, exchange_id, form)


@gated(Gate.MEMBER)
@require_POST
def people(request: HttpRequest, exchange_id: UUID) -> HttpResponseBase:
    """Add members to a group."""
    request = cast("BrandRequest", request)
    get_exchange(request.actor, exchange_id)
    form = PeopleForm(request.POST)
    if form.is_valid():
        try:
            add_people(actor=request.actor, exchange_id=exchange_id, user_ids=_accounts(form.cleaned_data["to"]))
        except (NotFoundError, ForbiddenError):
            raise
        except DomainError as error:
            form.take(_on_names(error))
    return _settled(request, exchange_id, form)


@gated(Gate.MEMBER)
@require_POST
def leave(request: HttpRequest, exchange_id: UUID) -> HttpResponseBase:
    """Leave, or (`user`) take somebody out of a group that one began."""
    request = cast("BrandRequest", request)
    own = str(request.actor.user_id)
    try:
        user_id = UUID(request.POST.get("user") or own)
    except ValueError:
        raise NotFoundError from None
    remove_from_exchange(actor=request.actor, exchange_id=exchange_id, user_id=user_id)
    if str(user_id) != own:
        return redirect("messaging_exchange", exchange_id)
    messages.info(request, _("You left the conversation."))
    return redirect("messaging_exchanges")


@gated(Gate.MEMBER)
@require_POST
def arrange(request: HttpRequest, exchange_id: UUID) -> HttpResponseBase:
    """Another title, or (`muted`) whether to be told."""
    request = cast("BrandRequest", request)
    form = TitleForm(request.POST)
    if form.is_valid():
        muted = request.POST.get("muted")
        try:
            change_exchange(
                actor=request.actor,
                exchange_id=exchange_id,
                title=form.cleaned_data["title"] if "title" in request.POST else None,
                is_muted=None if muted is None else muted == "1",
                circumstances=Circumstances(address_hash=address_hash(request)),
            )
        except (NotFoundError, ForbiddenError):
            raise
        except DomainError as error:
            form.take(error)
    return _settled(request, exchange_id, form)


@gated(Gate.MEMBER)
@require_POST
def withdrawal(request: HttpRequest, message_id: UUID) -> HttpResponseBase:
    """Take back what one said."""
    request = cast("BrandRequest", request)
    withdraw_message(actor=request.actor, message_id=message_id)
    messages.info(request, _("The message is gone for everybody."))
    back = request.POST.get("exchange", "")
    try:
        return redirect("messaging_exchange", UUID(back))
    except ValueError:
        return redirect("messaging_exchanges")


def _used(request: BrandRequest) -> None:
    """Where the brand has no messages, there is no such page."""
    if not can_use_messages(request.actor):
        raise NotFoundError


def _shown(request: BrandRequest, exchange_id: UUID, form: JudgedForm) -> HttpResponseBase:
    found = get_exchange(request.actor, exchange_id)
    after = request.GET.get("after", "")
    page = list_messages(
        request.actor,
        exchange_id,
        cursor=request.GET.get("cursor") or None,
        after=int(after) if after.isdecimal() and len(after) < 10 else None,
    )
    if request.method == "GET" and page.items and page.items[0].position > found.read_to:
        mark_exchange_read(actor=request.actor, exchange_id=exchange_id, position=page.items[0].position)
    context = {
        "exchange": found,
        "page": page,
        "said": list(reversed(page.items)),
        "form": form if isinstance(form, MessageForm) else MessageForm(initial={"id": uuid7()}),
        "people_form": form if isinstance(form, PeopleForm) else PeopleForm(),
        "title_form": form if isinstance(form, TitleForm) else TitleForm(initial={"title": found.title}),
        "is_arranging": not isinstance(form, MessageForm),
        "may_begin": can_begin(request.actor),
    }
    return render(request, "messaging/exchange.html", context, status=400 if form.errors else 200)


def _settled(request: BrandRequest, exchange_id: UUID, form: PeopleForm | TitleForm) -> HttpResponseBase:
    """Back to the exchange, or the exchange with what was wrong beside the field."""
    return _shown(request, exchange_id, form) if form.errors else redirect("messaging_exchange", exchange_id)


def _accounts(handles: list[str]) -> list[UUID]:
    known = list_users_by_handle(handles)
    missing = [handle for handle in handles if handle not in known]
    if missing:
        text = _("Nobody here is called %(name)s.") % {"name": "@" + missing[0]}
        raise NoSuchMemberError(text, fields={"to": [text]})
    return [info.id for info in known.values()]


def _on_names(error: DomainError) -> DomainError:
    """What the action says of accounts belongs beside the field with the names."""
    fields = error.detail.get("fields", {})
    if "user_ids" not in fields:
        return error
    return type(error)(str(error), fields={"to": fields["user_ids"]})
