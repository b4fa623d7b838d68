"""LibreTranslate's interface (POST /translate), which Argos servers and several hosted services speak too."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import orjson

from kernel.errors import PermanentError, TransientError
from kernel.http import Bounds, post

SLOW = 60.0
MOST = 5_000_000


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """One server; the operator named it, so it may be on a network of our own."""

    url: str
    key: str = ""
    name: str = "LibreTranslate"

    def translate(self, texts: list[str], *, source: str, target: str) -> list[str]:
        """As the Protocol says; paragraphs stay paragraphs, Markdown is sent as text."""
        asked = {
            "q": texts,
            "source": source.split("-", maxsplit=1)[0],
            "target": target.split("-", maxsplit=1)[0],
            "format": "text",
        }
        if self.key:
            asked["api_key"] = self.key
        parts = urlsplit(self.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        bounds = Bounds(most_bytes=MOST, seconds=SLOW, ports=(port,), allowed=(f"{parts.hostname}:{port}",))
        answer = post(
            self.url.rstrip("/") + "/translate",
            body=orjson.dumps(asked),
            bounds=bounds,
            headers={"Content-Type": "application/json"},
        )
        if answer.status == 429 or answer.status >= 500:
            raise TransientError(f"the translation service answered {answer.status}")
        if answer.status != 200:
            raise PermanentError(f"the translation service refused with {answer.status}")
        return _texts(answer.body, len(texts))


def _texts(body: bytes, wanted: int) -> list[str]:
    try:
        found = orjson.loads(body)["translatedText"]
    except (ValueError, KeyError, TypeError) as error:
        raise TransientError("the translation service answered something else") from error
    texts = [found] if isinstance(found, str) else found
    if not isinstance(texts, list) or len(texts) != wanted or not all(isinstance(text, str) for text in texts):
        raise TransientError("the translation service answered something else")
    return texts
