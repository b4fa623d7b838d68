"""Published attacks through every text of every route: each is refused, or harmless on the pages that show it.

The texts are those that the API's own description names, so that a new one is tried as soon as its route is; where it shows
is said below, and a text that shows nowhere says why. tests/journeys/test_hostile_text.py goes deeper where people write most.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from brand_settings.actions import change_settings
from community.limits import LimitSettings
from tenants.context import tenant_context
from tests.architecture.case_basics import Case
from tests.architecture.house import stale
from tests.architecture.route_cases import ROUTE_CASES
from tests.architecture.stage import ROLES, Stage
from tests.architecture.texts import Text, filled, list_texts
from tests.attacks import from_bleach, from_brs, from_dompurify
from tests.looking import Album, Served, answer_of, look_at
from tests.plugin import TENANTS
from tests.worlds import World

LONG = 2_000
"""What attacks of one value take together, at most."""
SHOWN: dict[str, Sequence[str]] = {
    "api_appeal": ["moderation_appeal", "moderation_decision"],
    "api_article": ["community_article", "community_review_list", "/articles/{number}/"],
    "api_badge": ["recognition_badges", "recognition_badge", "recognition_manage_badges", "community_person"],
    "api_bookmark": ["community_bookmarks"],
    "api_decision": ["moderation_appeals", "moderation_decision", "moderation_audit"],
    "api_draft": ["community_drafts", "community_ask"],
    "api_flags": ["moderation_queue", "moderation_item"],
    "api_group_own_request": ["community_group_members"],
    "api_managed_group": ["/g/", "/g/{slug}/", "/g/{slug}/members/", "/manage/groups/", "/manage/groups/{id}/"],
    "api_managed_tag": ["community_manage_tags", "community_manage_tag", "/tags/fresh-tag/"],
    "api_messages": ["messaging_exchanges", "messaging_exchange", "/messages/{id}/"],
    "api_moderation": ["moderation_rules", "moderation_rule", "moderation_addresses"],
    "api_penalties": ["/decisions/{decision_id}/"],
    "api_post": ["community_topic", "community_bookmarks", "community_history", "community_poll"],
    "api_post_translation": ["community_topic_in_language", "community_topic"],
    "api_profile": ["community_person", "community_preferences"],
    "api_recognition": ["community_person", "recognition_member"],
    "api_removals": ["/decisions/{decision_id}/"],
    "api_review": ["moderation_audit", "/decisions/{decision_id}/"],
    "api_settings": [
        "community_home", "/@anonymous", "/@newcomer", "community_topic", "community_ask", "branding_theme", "branding_embedding",
        "/manage/settings/seo/", "/manage/settings/languages/",
    ],
    "api_space": ["community_home", "community_space", "/@german", "community_manage_space"],
    "api_space_templates": ["community_templates", "/templates/{id}/"],
    "api_tag_group": ["community_manage_tags", "community_manage_tag_group", "community_tags"],
    "api_template": ["community_templates", "community_template"],
    "api_topic": ["community_topic", "moderation_audit", "/t/x-{idea_number}/", "community_tools", "/t/{news_number}/tools/"],
    "me": ["community_topic", "community_person"],
}  # fmt: skip
"""Where a route's texts show, by the beginning of its name (the longest that fits): routes, or addresses that are filled in from
the answer and the stage. "@" names who looks: the page of a front page differs by reader."""
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("api_settings_section", "home"): {
        "values": {"blocks": [{"kind": "links", "title": "More", "links": [{"label": "Shop", "url": "/shop/"}]}]}
    },
    ("api_settings_section", "theme"): {
        "values": {
            "logo": "/files/00000000-0000-7000-8000-000000000000/logo.png",
            "header_links": [{"label": "Shop", "url": "/shop/"}],
            "footer_links": [{"label": "Shop", "url": "/shop/"}],
        }
    },
    ("api_settings_section", "theme_draft"): {
        "values": {
            "header_links": [{"label": "Shop", "url": "/shop/"}],
            "footer_links": [{"label": "Shop", "url": "/shop/"}],
        }
    },
}
"""Settings begin empty: what stands around a text of theirs."""


def _role(case: Case) -> str | None:
    return next((role for role in ("owner", "member", "moderator", "agent") if role in case.allowed), None)


def _attacks(text: Text, number: int) -> str:
    """As many as fit, other ones for each text: all texts together use up the small collections. Zero bytes are refused whole."""
    room, between = min(text.longest, LONG) - len(_mark(number)), "\n\n" if text.longest >= LONG else " "
    pool = [
        attack for attack in (*from_dompurify(), *from_bleach(), *from_brs()[::60]) if len(attack) <= room and "\0" not in attack
    ]
    turn = number * 11 % max(len(pool), 1)
    said = ""
    for attack in (*pool[turn:], *pool[:turn]):
        longer = f"{said}{between}{attack}" if said else attack
        if len(longer) <= room:
            said = longer
        if len(said) > room - 20:
            break
    return said + _mark(number)


def _mark(number: int) -> str:
    return f" zq{number}q"


def _pages(route: str) -> Sequence[str]:
    fitting = [name for name in SHOWN if route.startswith(name)]
    return SHOWN[max(fitting, key=len)] if fitting else ()


class Trial:
    """One brand in which everybody writes as often as they like, and the pages that were taken."""

    def __init__(self, world: World, acme: Stage) -> None:
        self.world, self.acme, self.album = world, acme, Album()
        self.answers: dict[str, set[int]] = {}
        self.seen: set[str] = set()

    def put(self, text: Text, number: int) -> None:
        """Send it, look at the pages of its route, and take it back."""
        before = transaction.savepoint()
        response = self._send(text, _attacks(text, number))
        assert response.status_code < 500, (text.name, response.content[:300])
        self.answers.setdefault(text.name, set()).add(response.status_code)
        if response.status_code < 400:
            for address, served in self._shown(text, response, number):
                if _mark(number).strip().encode() in served.body:
                    self.seen.add(text.name)
                    self.album.keep(self.world.client("alice"), address, served)
        transaction.savepoint_rollback(before)

    def _shown(self, text: Text, response: Any, number: int) -> Iterator[tuple[str, Served]]:
        said = response.json() if response.headers.get("Content-Type", "").startswith("application/json") else {}
        for place, html in enumerate(_fragments(said)):
            body = f"<!doctype html><title>part</title>{html}".encode()
            yield f"/part/{number}/{place}/", Served(200, {"Content-Type": "text/html; charset=utf-8"}, body)
        for path, reader in self._where(text, said if isinstance(said, dict) else {}):
            yield f"{path}?look={number}&by={id(reader)}", answer_of(reader, path)

    def _send(self, text: Text, value: str) -> Any:
        method, kwargs, body, role = self._request(text)
        client = self.world.client(ROLES[role])
        address = reverse(text.route, kwargs=kwargs or None)
        sent = json.dumps(filled(body, text.path, value))
        return getattr(client, method)(address, sent, content_type="application/json")

    def _request(self, text: Text) -> tuple[str, dict[str, Any], dict[str, Any], str]:
        if text.route == "api_settings_section":
            return "patch", {"name": text.method}, BODIES.get((text.route, text.method), {"values": {}}), "owner"
        case = next(case for case in ROUTE_CASES[text.route] if case.method == text.method and _role(case))
        return text.method, case.kwargs(self.acme), case.body(self.acme), _role(case) or "owner"

    def _where(self, text: Text, said: dict[str, Any]) -> Iterator[tuple[str, Client]]:
        url = said.get("url")
        if isinstance(url, str) and url.startswith("/"):
            yield url, self._reader("owner")
        for name in _pages(text.route):
            address, _at, who = name.partition("@")
            if address.startswith("/"):
                try:
                    yield address.format_map({**self.acme.ids, **_flat(said)}), self._reader(who or "owner")
                except KeyError:
                    continue
            else:
                case = next(case for case in ROUTE_CASES[address] if case.method == "get" and _role(case))
                yield reverse(address, kwargs=case.kwargs(self.acme) or None) + case.query, self._reader(_role(case) or "owner")

    def _reader(self, role: str) -> Client:
        if role == "german":
            client = Client(SERVER_NAME="acme.localhost")
            client.post("/i18n/language/", {"language": "de"})
            return client
        # Berta has not written yet.
        return self.world.client("berta" if role == "newcomer" else ROLES[role])


def _flat(said: dict[str, Any]) -> dict[str, Any]:
    """With what stands one step deeper."""
    inner = [value for value in said.values() if isinstance(value, dict)]
    return {name: value for one in (*inner, said) for name, value in one.items()}


def _fragments(said: Any) -> Iterator[str]:
    """The HTML in an answer of the API."""
    if isinstance(said, list):
        for one in said:
            yield from _fragments(one)
    elif isinstance(said, dict):
        for name, value in said.items():
            if name == "html" and isinstance(value, str):
                yield value
            else:
                yield from _fragments(value)


@pytest.fixture
def trial(staged: tuple[World, dict[str, Stage]]) -> Trial:
    world, stages = staged
    acme = stages["acme"]
    with tenant_context(TENANTS["acme"]):
        change_settings(actor=acme.owner, section="limits", values=dict.fromkeys(LimitSettings.model_fields, 0))
    return Trial(world, acme)


BY_THE_DESK = "the desk paints it by script: as text, or as HTML that was cleaned as posts are"
STATEMENT = "stands in the statement of a decision, as api_penalties.post facts does"
IN_A_FORM = "a form shows those that it knows"
TRIED = "only tried: the answer is a count"
NOWHERE = {
    "api_articles.post body": "the first version of an article; api_article_versions.put body shows a later one the same way",
    "api_draft.put poll.closes_at": IN_A_FORM,
    "api_draft.put poll.kind": IN_A_FORM,
    "api_draft.put poll.max_choices": IN_A_FORM,
    "api_draft.put poll.results": IN_A_FORM,
    "api_moderation_trials.post conditions.words.[].words.[]": TRIED,
    "api_post_translation.put title": "first posts alone have one; the case translates a reply",
    "api_removals.post facts": STATEMENT,
    "api_review_judgement.put facts": STATEMENT,
    "api_review_judgement.put ground_text": STATEMENT,
    "api_review_runs.post facts": STATEMENT,
    "api_review_runs.post ground_text": STATEMENT,
    "api_settings_section.embedding values.space": "chooses a space",
    "api_settings_section.home values.blocks.[].space": "chooses topics",
    "api_settings_section.home values.blocks.[].text": "blocks of texts alone show it: tests/journeys/test_hostile_text.py",
    "api_settings_section.theme values.css": "a style sheet of its own, cleaned: tests/unit/branding",
    "api_settings_section.welcome values.first_notice": "told to accounts made from then on, as every notice is",
    "api_similar_topics.post title": "only looked for",
    "api_space.patch translations.*.*": "stands in the name's place for readers of a language that the brand offers",
    "api_tag_groups.post description": "a group without tags is not listed; api_tag_group.patch is",
    "api_topic_banner.put reason": "kept in the log of decisions that the API lists",
    "api_topic_timers.post reason": "stands in the topic's log once the timer went off, as that of other decisions",
    "conversation_handoffs.post summary": BY_THE_DESK,
    "conversation_notes.post body": BY_THE_DESK,
    "conversation_replies.post body": BY_THE_DESK,
    "labels.post name": BY_THE_DESK,
    "person.patch name": BY_THE_DESK,
    "person_notes.post body": BY_THE_DESK,
    "tokens.post name": "listed to scripts alone",
}
"""Texts that are taken and that no page shows, and why."""
ADDRESS = "an address of a known kind"
CODE = "a word out of a list"
COLOUR = "#rrggbb"
SPAN = "a span of time"
TAG = "letters, digits, dots, pluses and hyphens"
SPELT = {
    "api_articles.post tags.[]": TAG,
    "api_flags.post kind": CODE,
    "api_flags.post notifier_email": ADDRESS,
    "api_imports.post name": "a file that lies in the folder for imports",
    "api_imports.post source": "small letters, digits, dots and hyphens",
    "api_managed_tag.patch name": TAG,
    "api_managed_tag_synonyms.post name": TAG,
    "api_managed_tags.post name": TAG,
    "api_moderation_addresses.post value": ADDRESS,
    "api_moderation_rule.put conditions.domains.[]": ADDRESS,
    "api_moderation_rule.put conditions.words.[].language": CODE,
    "api_moderation_trials.post conditions.domains.[]": ADDRESS,
    "api_moderation_trials.post conditions.words.[].language": CODE,
    "api_post_language.put language": CODE,
    "api_profile.patch links.[]": ADDRESS,
    "api_push_subscriptions.post endpoint": ADDRESS,
    "api_push_subscriptions.post keys.auth": "a key",
    "api_push_subscriptions.post keys.p256dh": "a key",
    "api_recognition_me.patch title": "a title that was earned",
    "api_redirects.post items.[].new": ADDRESS,
    "api_redirects.post items.[].old": ADDRESS,
    "api_review_judgement.put seen": "a fingerprint",
    "api_review_runs.post everything_in.kind": CODE,
    "api_review_runs.post everything_in.language": CODE,
    "api_review_runs.post everything_in.reason": CODE,
    "api_settings_section.embedding values.host": "an id",
    "api_settings_section.home values.blocks.[].links.[].url": ADDRESS,
    "api_settings_section.links values.further_schemes.[]": CODE,
    "api_settings_section.seo values.bing": "letters, digits and hyphens",
    "api_settings_section.seo values.google": "letters, digits and hyphens",
    "api_settings_section.theme values.accent": COLOUR,
    "api_settings_section.theme values.footer_links.[].url": ADDRESS,
    "api_settings_section.theme values.header_background": COLOUR,
    "api_settings_section.theme values.header_links.[].url": ADDRESS,
    "api_settings_section.theme values.header_text": COLOUR,
    "api_settings_section.theme values.logo": "the address of an upload",
    "api_settings_section.theme_draft values.accent": COLOUR,
    "api_settings_section.theme_draft values.footer_links.[].url": ADDRESS,
    "api_settings_section.theme_draft values.header_background": COLOUR,
    "api_settings_section.theme_draft values.header_links.[].url": ADDRESS,
    "api_settings_section.theme_draft values.header_text": COLOUR,
    "api_settings_section.theme_draft values.logo": "the address of an upload",
    "api_settings_section.welcome values.first_path": ADDRESS,
    "api_space.patch auto_close_after": SPAN,
    "api_space.patch help_after": SPAN,
    "api_space_new.post help_after": SPAN,
    "api_space_rules.put rules.[].value": CODE,
    "api_space_templates.post tags.[]": TAG,
    "api_template.put tags.[]": TAG,
    "api_topics.post tags.[]": TAG,
    "erasure.post password": "one's own password",
    "me.patch time_zone": CODE,
    "person.patch language": CODE,
    "person_consents.put kind": CODE,
    "tokens.post scopes.[]": CODE,
}
"""Texts whose spelling leaves no room for any attack, and what they are."""


def test_no_text_of_any_route_acts_on_a_page(trial: Trial) -> None:
    for number, text in enumerate(list_texts()):
        trial.put(text, number)
    found, ran = look_at(trial.album, trial.album.pages())
    assert found == {}
    assert ran == []
    refused = {name for name, statuses in trial.answers.items() if min(statuses) >= 400}
    assert (sorted(refused - set(SPELT)), stale(SPELT, refused)) == ([], set())
    unseen = set(trial.answers) - refused - trial.seen
    assert (sorted(unseen - set(NOWHERE)), stale(NOWHERE, unseen)) == ([], set())
