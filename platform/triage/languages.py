"""Which language a text is in. Pure: text in, judgement out; the model is a file beside this one and never changes at run time."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from triage.model import columns_of, likely, whole_model

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
    model = whole_model()
    found = likely(model, text[:5_000], columns_of(model, wanted or KNOWN))
    language, certainty = max(found.items(), key=itemgetter(1))
    return Judgement(language, certainty) if certainty >= SURE else None


def _by_script(text: str, letters: int) -> str | None:
    """The language that owns most of the letters' script; Japanese owns its kana even between Chinese characters."""
    for first, last, language in SCRIPTS:
        count = sum(first <= character <= last for character in text)
        if count and count >= letters * (0.15 if language == "ja" else 0.6):
            return language
    return None
