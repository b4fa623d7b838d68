"""Whether two short names look the same to a person: the letters of other scripts that nobody tells apart, and digits for letters."""

import unicodedata
from itertools import islice, product

_ALIKE = dict(
    zip(
        "аɑασоοօ੦ѕԁ𐐬еҽерсϲᴄуүγхχіɩιјһԛԝкκмтτνѵոᴏᴠᴡᴢɡցզʏʀı",
        "aaaooooosdoeeepcccyyyxxiiijhqwkkmttvvnovwzggqyri",
        strict=True,
    )
)
"""Small letters of Cyrillic, Greek, Armenian and phonetic writing, after Unicode's table of confusable characters (UTS 39)."""
_CAPITALS = dict(zip("АΑВΒЕΕЅСϹНΗІΙЈКΚМΜОΟРΡТΤΥҮХΧΖΝ", "AABBEESCCHHIIJKKMMOOPPTTYYXXZN", strict=True))
_CAPITALS |= zip("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAEIOU", strict=True)
_CAPITALS |= zip("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏚᎢᏙᎳᏃᎡ", "ABCDEGHJKLMPSTVWZR", strict=True)
"""Those of Cyrillic and Greek, of Lisu, and of Cherokee."""
_STROKES, _DRAWN = "Il|1", "¦"
"""A capital I, a small l, a bar and a one are one stroke; a capital L is none."""
_SHAPES = (("rn", "m"), ("vv", "w"))
_INSTEAD = {"l": "l1", "1": "1l", "o": "o0", "0": "0o"}
MOST_SPELLINGS = 128


def plain_letters(text: str) -> str:
    """The text with letters that look like Latin ones replaced by those; marks above letters and what is unseen are gone."""
    whole = unicodedata.normalize("NFKD", text)
    seen = "".join(letter for letter in whole if unicodedata.category(letter) not in {"Mn", "Me", "Cf", "Cc"})
    return "".join(_CAPITALS.get(letter) or _ALIKE.get(letter, letter) for letter in seen)


def look_of(name: str) -> frozenset[str]:
    """What a name looks like: once with its capitals as they stand, once in small letters. Two with a common look are alike."""
    drawn = "".join(_DRAWN if letter in _STROKES else letter for letter in _letters(name)).casefold()
    small = _letters(name.casefold()).replace("|", "l").replace("1", "l")
    return frozenset(_joined(look) for look in (drawn, small) if look)


def spellings(handle: str) -> frozenset[str]:
    """How else a handle of small letters could be written so that it looks the same, itself included; at most so many."""
    plain = plain_letters(handle).casefold()
    ways = (_INSTEAD.get(letter, letter) for letter in plain)
    found = {"".join(way) for way in islice(product(*ways), MOST_SPELLINGS)}
    for pair, one in _SHAPES:
        found |= {spelt.replace(pair, one) for spelt in list(found)} | {spelt.replace(one, pair) for spelt in list(found)}
    return frozenset(found)


def _letters(name: str) -> str:
    return "".join(letter for letter in plain_letters(name) if letter.isalnum() or letter == "|")


def _joined(look: str) -> str:
    for pair, one in _SHAPES:
        look = look.replace(pair, one)
    return look.replace("0", "o")
