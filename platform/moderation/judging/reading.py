"""What stands in a text: links and their hosts, mentions, pictures, words."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

_LINK = re.compile(r"(?:https?:)?//[^\s<>\"'`\])]+|\bwww\.[^\s<>\"'`\])]+", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./:-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?=[/\s,;:!?)\]]|\.?\s|\.?$)", re.IGNORECASE
)
_MENTION = re.compile(r"(?<![\w@/])@[\w.-]{2,40}")
_MEDIA = re.compile(r"!\[[^\]]{0,400}\]\(")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_WORD = re.compile(r"[^\W_][\w'’-]*", re.UNICODE)
LONGEST = 40
MOST_WORDS = 400
_FILES = frozenset(
    {"py", "js", "ts", "md", "txt", "html", "css", "json", "yaml", "yml", "toml", "sh", "rs", "cpp", "java", "php"}
)
"""Endings of file names that look like a domain's last label."""


@dataclass(frozen=True, slots=True)
class Features:
    """Numbers of a text that rules and limits look at."""

    hosts: tuple[str, ...]
    links: int
    mentions: int
    media: int


def features_of(text: str) -> Features:
    """What stands in the text; code is not read, people paste addresses there."""
    prose = _CODE.sub(" ", text)
    links = _LINK.findall(prose)
    rest = _LINK.sub(" ", prose)
    bare = [name for name in _BARE.findall(rest) if name.rsplit(".", 1)[-1].lower() not in _FILES]
    hosts = [host for host in (host_of(link) for link in [*links, *bare]) if host]
    return Features(tuple(hosts), len(links) + len(bare), len(set(_MENTION.findall(prose))), len(_MEDIA.findall(prose)))


def host_of(address: str) -> str:
    """The host that a browser would go to, in lower case and ASCII; empty when there is none."""
    address = address.strip().replace("\\", "/")
    if "//" not in address:
        address = "//" + address
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return plain_host(host)


def plain_host(host: str) -> str:
    """A host name as it is compared: lower case, punycode, no dot at the end."""
    host = unicodedata.normalize("NFKC", host).strip().strip(".").lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def words_of(text: str) -> frozenset[str]:
    """The different words of a text as the classifier counts them, and the hosts that it links to."""
    text = unicodedata.normalize("NFKC", text)
    found: dict[str, None] = {}
    for host in features_of(text).hosts:
        found[("link:" + host)[:LONGEST]] = None
    for word in _WORD.findall(_LINK.sub(" ", text).casefold()):
        for part in _parts(word):
            found[part] = None
        if len(found) >= MOST_WORDS:
            break
    return frozenset(list(found)[:MOST_WORDS])


def _parts(word: str) -> list[str]:
    """The word itself; of scripts without spaces each pair of neighbours."""
    if any(is_unspaced(letter) for letter in word):
        return [word[i : i + 2] for i in range(len(word) - 1)] or [word]
    return [word[:LONGEST]] if len(word) > 2 else []


def is_unspaced(letter: str) -> bool:
    """Whether a letter belongs to a script that writes words without spaces between them."""
    code = ord(letter)
    return (
        0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0x0E00 <= code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x20000 <= code <= 0x323AF
    )
