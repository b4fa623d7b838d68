"""Having a machine translate what readers asked for: outside any transaction, one post at a time."""

from datetime import datetime

import structlog
from django.conf import settings

from community.actions.translating import note_translation_failure, receive_translation
from community.queries.translations import WantedTranslation, list_wanted_translations
from connectors.translation.contracts import Translator, translator_for
from kernel.actor import Actor
from kernel.errors import PermanentError, TransientError

log = structlog.get_logger(__name__)


def translator() -> Translator | None:
    """The service that the operator connected, or None."""
    return translator_for(settings.CHORUS.translation_url, settings.CHORUS.translation_key)


def translate_wanted(*, actor: Actor, at: datetime) -> int:
    """How many posts were translated; what failed is tried again later, and what the service refuses is given up."""
    service = translator()
    if service is None:
        return 0
    return sum(_translate(actor, service, wanted, at) for wanted in list_wanted_translations(at=at))


def _translate(actor: Actor, service: Translator, wanted: WantedTranslation, at: datetime) -> bool:
    texts = [wanted.title, wanted.body] if wanted.title else [wanted.body]
    try:
        found = service.translate(texts, source=wanted.source_language, target=wanted.language)
    except (TransientError, PermanentError) as error:
        log.warning("translation_failed", translation_id=str(wanted.id), error=str(error))
        final = isinstance(error, PermanentError)
        note_translation_failure(actor=actor, translation_id=wanted.id, error=str(error), is_final=final, at=at)
        return False
    receive_translation(
        actor=actor,
        translation_id=wanted.id,
        provider=service.name,
        version=wanted.version,
        title=found[0] if wanted.title else "",
        body=found[-1],
    )
    return True
