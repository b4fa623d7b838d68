"""Judging languages: what the model holds in memory."""

from triage.languages import _identifier


def test_choices_of_languages_share_one_model() -> None:
    some, others = _identifier(("de", "en")), _identifier(("en", "fr", "pt"))
    assert (set(some.labels), set(others.labels)) == ({"de", "en"}, {"en", "fr", "pt"})
    assert some.tk_nextmove is others.tk_nextmove
    assert some.classify("Die Pumpe läuft, aber das Wasser bleibt kalt.")[0] == "de"
