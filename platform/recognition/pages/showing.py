"""Badges and leaderboards, for everybody."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from access.api.gate import Gate, gated
from access.request import BrandRequest
from community.queries.spaces import list_spaces
from kernel.clock import now
from recognition.naming import level_name
from recognition.policies import can_manage_recognition
from recognition.queries.badges import get_badge, list_badges, list_holders
from recognition.queries.boards import get_board, list_board_languages
from recognition.rules.points import PERIODS


@gated(Gate.PUBLIC)
@require_safe
def badges(request: HttpRequest) -> HttpResponse:
    """All badges of the brand, by group."""
    request = cast("BrandRequest", request)
    context = {"groups": list_badges(request.actor), "may_manage": can_manage_recognition(request.actor)}
    return render(request, "recognition/badges.html", context)


@gated(Gate.PUBLIC)
@require_safe
def badge(request: HttpRequest, slug: str) -> HttpResponse:
    """One badge, what it is given for, and who holds it."""
    request = cast("BrandRequest", request)
    found = get_badge(request.actor, slug)
    holders = list_holders(request.actor, found.id, cursor=request.GET.get("cursor") or None)
    context = {"badge": found, "holders": holders, "may_manage": can_manage_recognition(request.actor), "level_name": level_name}
    return render(request, "recognition/badge.html", context)


@gated(Gate.PUBLIC)
@require_safe
def leaderboard(request: HttpRequest) -> HttpResponse:
    """Who earned most points in a period, a space, a language."""
    request = cast("BrandRequest", request)
    period = request.GET.get("period", "month")
    spaces = list_spaces(request.actor)
    slug = request.GET.get("space", "")
    space = next((space for space in spaces if space.slug == slug), None)
    language = request.GET.get("language", "")[:15].replace("\x00", "")
    board = get_board(
        request.actor,
        period=period if period in PERIODS else "month",
        space_id=space.pk if space is not None else (UUID(int=0) if slug else None),
        language=language,
        cursor=request.GET.get("cursor") or None,
        today=now().date(),
    )
    context = {
        "board": board,
        "first_day": date_format(board.starts_on) if board.starts_on is not None else "",
        "periods": PERIODS,
        "spaces": spaces,
        "space": space,
        "language_chosen": language,
        "board_languages": list_board_languages(),
    }
    return render(request, "recognition/leaderboard.html", context)
