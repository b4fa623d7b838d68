"""Judging languages: the small model says what the library's says, and takes little memory."""

import lzma
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.triage.making import OURS, library, made
from triage.languages import KNOWN, detect_language
from triage.model import FILE, columns_of, languages_of, likely, whole_model

TEXTS = {
    "en": "The water in my coffee machine stays cold although the pump is running.",
    "de": "Die Pumpe läuft, aber das Wasser in meiner Kaffeemaschine bleibt kalt.",
    "fr": "La pompe fonctionne, mais l’eau de ma machine à café reste froide.",
    "es": "La bomba funciona, pero el agua de mi cafetera se queda fría todo el día.",
    "pt": "A bomba está a funcionar, mas a água da minha máquina de café continua fria.",
    "nl": "De pomp draait, maar het water in mijn koffiezetapparaat blijft koud.",
    "pl": "Pompa działa, ale woda w moim ekspresie do kawy pozostaje zimna.",
    "tr": "Pompa çalışıyor ama kahve makinemdeki su soğuk kalıyor.",
    "ru": "Насос работает, но вода в моей кофемашине остаётся холодной.",
    "uk": "Насос працює, але вода в моїй кавоварці залишається холодною.",
    "sr": "Пумпа ради, али вода у мом апарату за кафу остаје хладна.",
    "ar": "المضخة تعمل ولكن الماء في آلة القهوة يبقى باردا طوال اليوم.",
    "hi": "पंप चल रहा है लेकिन मेरी कॉफी मशीन में पानी ठंडा रहता है।",
    "zh": "水泵在运转，但是我的咖啡机里的水还是冷的，请问该怎么办呢？我已经试过重新启动，可是没有任何变化。",
    "vi": "Máy bơm đang chạy nhưng nước trong máy pha cà phê của tôi vẫn lạnh.",
}
ODD = [
    "",
    "1234 5678",
    "😀😀😀",
    "SHOUTING AT A MACHINE THAT DOES NOT LISTEN",
    "ok",
    "Pumpe ok but the Wasser est froid " * 200,
    "\udcff broken",
]


def test_model_is_the_librarys() -> None:
    assert lzma.decompress(FILE.read_bytes()) == made()


def test_judgement_is_the_librarys_over_all_languages_and_over_a_few() -> None:
    judge, model = library(), whole_model()
    for languages in (KNOWN, ["de", "en"], ["sr", "hr", "bg"], ["nb", "da"]):
        names = {ours: theirs for theirs, ours in OURS.items()}
        judge.set_languages([names.get(language, language) for language in languages])
        for text in (*TEXTS.values(), *ODD):
            expected = {OURS.get(language, language): share for language, share in judge.rank(text)}
            assert likely(model, text, columns_of(model, languages)) == pytest.approx(expected, abs=1e-4), text


def test_every_known_language_has_a_column() -> None:
    assert sorted(languages_of(whole_model())) == KNOWN


@pytest.mark.parametrize("language", TEXTS)
def test_sentence_is_judged(language: str) -> None:
    judged = detect_language(TEXTS[language])
    assert judged is not None
    assert judged.language == language


def test_norwegian_is_known() -> None:
    judged = detect_language(
        "Pumpen går, men vannet i kaffemaskinen min blir ikke varmt lenger, og jeg vet ikke hva jeg skal gjøre."
    )
    assert judged is not None
    assert judged.language == "nb"


def test_judging_brings_no_library_and_takes_little_memory() -> None:
    asked = (
        "import re, sys; from pathlib import Path\n"
        "def held(): return int(re.search(r'VmRSS:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])\n"
        "from triage.languages import detect_language; before = held()\n"
        "assert detect_language('Die Pumpe läuft, aber das Wasser bleibt kalt, und zwar seit gestern.', among=['de', 'en'])\n"
        "print(held() - before, 'numpy' in sys.modules)"
    )
    out = subprocess.run(  # noqa: S603 - our own words to our own interpreter
        [sys.executable, "-c", asked], cwd=Path("platform"), capture_output=True, text=True, check=True
    ).stdout
    kilobytes, numpy = out.split()
    assert (numpy, int(kilobytes) < 20_000) == ("False", True)
