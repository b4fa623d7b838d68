"""The audit trail and the report are read by people: no code stands on their pages."""

import ast
import re

from django.utils.html import strip_tags
from django.utils.translation import override

from accounts.models.user import User
from kernel.clock import now
from moderation.figures import FIGURES
from moderation.models import AuditEntry, Decision, ReviewItem
from moderation.queries.transparency import transparency_report, whole_days
from moderation.trail import DEEDS, deed_in_words, particulars
from tests.architecture.house import PLATFORM, tree_of
from tests.unit.moderation.conftest import Moderated, drain_moderation

IDS_AND_CONTENTS = {"address", "appeal", "conditions", "decision", "item", "penalty", "removal", "rule", "run"}
"""What the page leads to, or leaves to machines."""


def _noted() -> list[tuple[str, set[str]]]:
    calls = [node for path in sorted((PLATFORM / "moderation").rglob("*.py")) for node in ast.walk(tree_of(path))]
    return [
        (call.args[1].value, {word.arg for word in call.keywords if word.arg} - {"at", "kind", "thing_id"})
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "note"
        if isinstance(call.args[1], ast.Constant)
    ]


def test_every_deed_that_is_written_down_has_words() -> None:
    assert {verb for verb, _names in _noted()} == set(DEEDS)
    english = [deed_in_words(verb) for verb in DEEDS]
    with override("de"):
        assert not {deed_in_words(verb) for verb in DEEDS} & {*english, *DEEDS}


def test_every_particular_has_words_or_is_an_id() -> None:
    names = set().union(*(names for _verb, names in _noted()))
    wordless = {name for name in names if not particulars("flag", {name: "x"})}
    assert wordless == IDS_AND_CONTENTS


def test_every_figure_has_words_and_no_words_are_left_over(moderated: Moderated) -> None:
    today = now().date()
    period = whole_days(today, today)
    report = transparency_report(moderated.actor("alice"), starts_at=period.starts_at, ends_at=period.ends_at)
    counted = {(figure.section, figure.name) for figure in report.figures}
    assert counted == {(section, name) for section, names in FIGURES.items() for name in names}


def test_both_pages_speak_the_readers_language(moderated: Moderated) -> None:
    reply = moderated.reply(typed_ms=10)
    drain_moderation()
    moderated.decide("mo", moderated.flag("tim", moderated.reply(body="Buy pills.")).item, "removed")
    assert ReviewItem.objects.filter(thing_id=reply.pk).exists()
    assert Decision.objects.exists()
    assert AuditEntry.objects.filter(verb="hold", detail__reasons__isnull=False).exists()
    User.objects.filter(pk=moderated.world.users["alice"].pk).update(language="de")
    alice = moderated.world.client("alice")
    trail = strip_tags(alice.get("/manage/moderation-audit/").content.decode())
    assert "Hat es zur Freigabe zurückgehalten" in trail
    assert "Gründe: " in trail
    assert "Ergebnis: Entfernt" in re.sub(r"\s+", " ", trail)
    assert not re.search(r"\w+=|fast_typer|\[|item", trail)
    report = strip_tags(alice.get("/manage/moderation-report/").content.decode())
    assert "Maßnahme: Entfernt" in report
    assert "Kategorie: Selbst" in report
    assert "measure" not in report
    assert "category" not in report
