"""Teaching the classifier what reviewers decided; inside their transaction, exactly and reversibly."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from kernel.ids import uuid7
from moderation.judging.reading import words_of
from moderation.models.classifier import LearntText
from tenants.context import require_tenant_id


def learn(kind: str, thing_id: UUID, text: str, *, is_spam: bool, at: datetime) -> None:
    """Count the text's words. A thing is counted once: a later judgement replaces the earlier one."""
    known = LearntText.objects.select_for_update(of=("self",)).filter(thing_kind=kind, thing_id=thing_id).first()
    if known is not None:
        if known.is_spam == is_spam:
            return
        _count(known.words, is_spam=known.is_spam, times=-1)
        words = set(known.words)
        known.is_spam, known.at = is_spam, at
        known.save(update_fields=["is_spam", "at"])
    else:
        words = set(words_of(text))
        LearntText(thing_kind=kind, thing_id=thing_id, is_spam=is_spam, words=sorted(words), at=at).save(force_insert=True)
    _count(words, is_spam=is_spam, times=1)


def forget(kind: str, thing_id: UUID) -> None:
    """Take a text out of the counts again."""
    known = LearntText.objects.select_for_update(of=("self",)).filter(thing_kind=kind, thing_id=thing_id).first()
    if known is not None:
        _count(known.words, is_spam=known.is_spam, times=-1)
        known.delete()


def _count(words: Collection[str], *, is_spam: bool, times: int) -> None:
    """One statement for all words, in their order, so that two reviewers never wait for each other in a ring."""
    tenant_id, side = require_tenant_id(), "spam" if is_spam else "ham"
    ordered = sorted(words)
    with connection.cursor() as cursor:
        if times > 0:
            cursor.execute(
                f"""INSERT INTO moderation_wordcount (id, tenant_id, word, spam, ham)
                    SELECT new.id, %s, new.word, %s, %s FROM unnest(%s::uuid[], %s::text[]) AS new(id, word) ORDER BY new.word
                    ON CONFLICT (tenant_id, word) DO UPDATE SET {side} = moderation_wordcount.{side} + 1""",
                [tenant_id, int(is_spam), int(not is_spam), [uuid7() for _ in ordered], ordered],
            )
        else:
            cursor.execute(
                f"UPDATE moderation_wordcount SET {side} = {side} - 1 WHERE tenant_id = %s AND word = ANY(%s::text[])",
                [tenant_id, ordered],
            )
        cursor.execute(
            f"""INSERT INTO moderation_texttotals (id, tenant_id, spam, ham) VALUES (%s, %s, %s, %s)
                ON CONFLICT (tenant_id) DO UPDATE SET {side} = moderation_texttotals.{side} + %s""",
            [uuid7(), tenant_id, int(is_spam and times > 0), int(not is_spam and times > 0), times],
        )
