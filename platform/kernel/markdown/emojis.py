"""Emoji by name, from the list of the `emoji` package; loaded when the first text with colons comes."""

import re
from functools import cache

_SHORTCODE = re.compile(r"(?<![\w:]):([a-zA-Z0-9_+\-]{1,60}):(?!\w)")


def with_emojis(text: str) -> str:
    """The text with `:smile:` and the like as characters; names that nobody knows stay as written."""
    if text.count(":") < 2:
        return text
    return _SHORTCODE.sub(lambda found: all_emojis().get(found[1].lower(), found[0]), text)


@cache
def all_emojis() -> dict[str, str]:
    """Character by name, short names and aliases alike, without the colons."""
    import emoji  # noqa: PLC0415 - eight megabytes that a process without such texts need not hold

    emoji.config.load_language("alias")
    names: dict[str, str] = {}
    for character, data in emoji.EMOJI_DATA.items():
        if data["status"] != emoji.STATUS["fully_qualified"]:
            continue
        for name in (data["en"], *data.get("alias", ())):
            names.setdefault(str(name).strip(":").lower(), character)
    return names


def find_emojis(beginning: str, *, most: int = 10) -> list[tuple[str, str]]:
    """(name, character) of emoji whose name begins so, then of those that contain it; for completion while typing."""
    wanted = beginning.strip(":").lower()
    names = all_emojis()
    first = sorted((name for name in names if name.startswith(wanted)), key=lambda name: (len(name), name))
    inside = sorted(
        (name for name in names if wanted in name and not name.startswith(wanted)), key=lambda name: (len(name), name)
    )
    return [(name, names[name]) for name in [*first, *inside][:most]]
