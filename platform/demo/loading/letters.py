"""Private messages among members."""

from functools import partial
from uuid import UUID

from demo.contracts import BrandText, LetterText
from demo.loading.progress import Progress
from messaging.actions.sending import begin_exchange, send_message


def load_letters(progress: Progress, brand: BrandText) -> int:
    """How many exchanges were begun."""
    return sum(progress.once(f"letter:{letter.key}", partial(_write, progress, letter)) for letter in brand.letter)


def _write(progress: Progress, letter: LetterText) -> UUID:
    first, *others = letter.lines
    at = progress.began - letter.age
    exchange = begin_exchange(
        actor=progress.actor(first.by),
        user_ids=[progress.id_of(f"user:{key}") for key in letter.to],
        title=letter.title,
        body=first.body.strip(),
        id=progress.stable_id(f"letter:{letter.key}:0", at),
        at=at,
    )
    for place, line in enumerate(others, 1):
        at += line.after
        send_message(
            actor=progress.actor(line.by),
            exchange_id=exchange.pk,
            body=line.body.strip(),
            id=progress.stable_id(f"letter:{letter.key}:{place}", at),
            at=at,
        )
    return exchange.pk
