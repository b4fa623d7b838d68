"""Which language a text is in. Pure: text in, judgement out; the model comes with py3langid and never changes at run time."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SHORTEST = 24
"""Letters below which a text says too little; scripts that few languages share say enough with less."""
SHORTEST_BY_SCRIPT = 6
SURE = 0.9
SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("\u3040", "\u30ff", "ja"),
    ("\uac00", "\ud7af", "ko"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u0590", "\u05ff", "he"),
    ("\u0370", "\u03ff", "el"),
)
KNOWN = [
    "ar",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "gl",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "sv",
    "sw",
    "ta",
    "th",
    "tl",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh",
]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A language tag of two letters, and how sure the model is of it (0 to 1)."""

    language: str
    certainty: float


def detect_language(text: str, *, among: Sequence[str] = ()) -> Judgement | None:
    """The language of a text without markup, or None when it is too short or too mixed to say.

    `among` narrows the choice to these tags ("pt-BR" counts as "pt"); unknown ones are left out.
    """
    letters = sum(character.isalpha() for character in text)
    by_script = _by_script(text, letters)
    if by_script is not None and letters >= SHORTEST_BY_SCRIPT:
        return Judgement(by_script, 1.0)
    if letters < SHORTEST:
        return None
    wanted = {tag.split("-")[0].lower() for tag in among} & set(KNOWN)
    language, certainty = _identifier(tuple(sorted(wanted or KNOWN))).classify(text[:5_000])
    return Judgement(str(language), float(certainty)) if certainty >= SURE else None


def _by_script(text: str, letters: int) -> str | None:
    """The language that owns most of the letters' script; Japanese owns its kana even between Chinese characters."""
    for first, last, language in SCRIPTS:
        count = sum(first <= character <= last for character in text)
        if count and count >= letters * (0.15 if language == "ja" else 0.6):
            return language
    return None


@lru_cache(maxsize=8)
def _identifier(languages: tuple[str, ...]) -> "LanguageIdentifier":
    found = copy(_model())
    available = set(found.labels)
    found.set_languages([language for language in languages if language in available])
    return found


@lru_cache(maxsize=1)
def _model() -> "LanguageIdentifier":
    """Of all languages that we know: 60 MB, of which narrower choices share nearly all."""
    # It brings numpy, which a process that only shows pages does without: a quarter of its memory and of its start.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    whole = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    whole.set_languages(sorted(set(KNOWN) & set(whole.labels)))
    # Made again, because it would keep the table of all its 142 languages.
    tables = (whole.nb_ptc, whole.nb_pc, whole.nb_classes, whole.tk_nextmove, whole.tk_output)
    return LanguageIdentifier(*tables, norm_probs=True, tk_row=whole.tk_row)
