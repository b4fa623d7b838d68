"""The offline classifier: what the brand's own decisions say about a text."""

from collections.abc import Collection, Mapping

from brand_settings.queries import read
from moderation.contracts import CheckedText, Finding
from moderation.judging.bayes import Opinion, Totals, opinion_of
from moderation.judging.reading import words_of
from moderation.models.classifier import TextTotals, WordCount
from moderation.settings import SpamSettings

NAME = "classifier"


def check_by_experience(text: CheckedText) -> Finding | None:
    """A `Checker`. Without opinion while too little was learnt, or when the brand turned it off."""
    settings = read(SpamSettings)
    if not settings.classifier:
        return None
    totals = totals_now()
    if min(totals.spam, totals.ham) < settings.classifier_least_texts:
        return None
    opinion = opinion_about(f"{text.title}\n{text.text}", totals)
    because = tuple(found.word.removeprefix("link:") for found in opinion.words if found.weight > 0)
    return Finding(NAME, opinion.probability, because[:5])


def opinion_about(text: str, totals: Totals | None = None) -> Opinion:
    """Probability and the words that weighed, whatever was learnt so far; two queries."""
    words = words_of(text)
    return opinion_of(words, totals if totals is not None else totals_now(), counts_of(words))


def totals_now() -> Totals:
    """How many texts were learnt."""
    row = TextTotals.objects.values_list("spam", "ham").first()
    return Totals(*row) if row is not None else Totals()


def counts_of(words: Collection[str]) -> Mapping[str, tuple[int, int]]:
    """(spam, ham) of these words, those never seen left out."""
    rows = WordCount.objects.filter(word__in=sorted(words)).values_list("word", "spam", "ham")
    return {word: (spam, ham) for word, spam, ham in rows}
