"""What the large community says: sentences of seven languages, and numbers with the skew of real ones."""

import bisect
import itertools
import random

LANGUAGES = {"en": 68, "de": 10, "es": 6, "fr": 6, "pt": 4, "ja": 3, "ar": 3}
WORDS = {
    "en": "pressure valve filter pump water temperature update screen battery cable order delivery account reset firmware sensor handle "
    "coffee machine light error code blinks descale service warranty manual replace clean noise leak app network password",
    "de": "Druck Ventil Filter Pumpe Wasser Temperatur Bildschirm Kabel Bestellung Lieferung Konto Sensor Kaffee Maschine Licht Fehler",
    "es": "presión válvula filtro bomba agua temperatura pantalla cable pedido entrega cuenta sensor café máquina luz error",
    "fr": "pression vanne filtre pompe eau température écran câble commande livraison compte capteur café machine lumière erreur",
    "pt": "pressão válvula filtro bomba água temperatura ecrã cabo pedido entrega conta sensor café máquina luz erro",
    "ja": "圧力 弁 フィルター ポンプ 水 温度 画面 ケーブル 注文 配達 アカウント センサー コーヒー 機械 ランプ エラー",
    "ar": "ضغط صمام مرشح مضخة ماء حرارة شاشة كابل طلب توصيل حساب مستشعر قهوة آلة ضوء خطأ",
}
GLUE = {
    "en": "the my a and after with when it then but does not I tried to is was of in on for this",
    "de": "der die das und nach mit wenn es dann aber nicht ich habe zu ist war von in auf",
    "es": "el la mi y después con cuando entonces pero no he es era de en para esto",
    "fr": "le la mon et après avec quand alors mais ne pas est était de dans pour ce",
    "pt": "o a meu e depois com quando então mas não é era de em para isto",
    "ja": "の は が を に で と も から まで",
    "ar": "في من على مع بعد ثم لكن لا هذا كان إلى",
}


class Zipf:
    """Numbers below `count`, small ones often."""

    def __init__(self, rng: random.Random, count: int, power: float = 1.0) -> None:
        self._rng = rng
        self._sums = list(itertools.accumulate(1 / (rank + 1) ** power for rank in range(count)))

    def draw(self) -> int:
        return bisect.bisect_left(self._sums, self._rng.random() * self._sums[-1])


class Texts:
    """A supply of bodies with their HTML: rendered once each, since a renderer is not what is measured."""

    def __init__(self, rng: random.Random, each: int) -> None:
        from kernel.markdown import render_markdown

        self._rng = rng
        self._words = {language: (WORDS[language].split(), GLUE[language].split()) for language in LANGUAGES}
        self._bodies: dict[str, list[tuple[str, str]]] = {}
        for language, share in LANGUAGES.items():
            bodies = [self._body(language) for _ in range(max(12, each * share // 100))]
            self._bodies[language] = [(body, str(render_markdown(body))) for body in bodies]

    def title(self, language: str) -> str:
        return self._sentence(language, self._rng.randint(4, 9)).rstrip(".")[:200]

    def body(self, language: str) -> tuple[str, str]:
        return self._rng.choice(self._bodies[language])

    def _sentence(self, language: str, length: int) -> str:
        words, glue = self._words[language]
        chosen = [self._rng.choice(glue if self._rng.random() < 0.45 else words) for _ in range(length)]
        if self._rng.random() < 0.1:
            chosen.append(f"E{self._rng.randint(100, 999)}")
        text = " ".join(chosen)
        return text[:1].upper() + text[1:] + "."

    def _body(self, language: str) -> str:
        rng = self._rng
        parts = [
            " ".join(self._sentence(language, rng.randint(6, 16)) for _ in range(rng.randint(1, 4)))
            for _ in range(min(6, 1 + int(rng.expovariate(0.8))))
        ]
        if rng.random() < 0.15:
            parts.append("\n".join(f"- {self._sentence(language, 5)}" for _ in range(3)))
        if rng.random() < 0.1:
            parts.append("```\nstatus: E" + str(rng.randint(100, 999)) + "\nretry in 30 s\n```")
        if rng.random() < 0.1:
            parts.insert(0, f"> {self._sentence(language, 8)}")
        if rng.random() < 0.08:
            parts.append(f"**{self._sentence(language, 4)}** `reset --all`")
        return "\n\n".join(parts)
