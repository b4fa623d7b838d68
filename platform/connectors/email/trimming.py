"""What somebody wrote in answer, without what their mail program quoted below it and without their signature.

Nothing here is a science: mail programs announce quotations in the reader's language. What is not recognised stays, so
that no word of an answer is lost; what is recognised is cut at the first line of it.
"""

import re

_WROTE = "|".join(
    [
        r"\bwrote\b", r"\bschrieb\b", r"\bescribi[óo]\b", r"\ba écrit\b", r"\bescreveu\b", r"\bha scritto\b", r"\bschreef\b",
        "のメール", "さんは書きました", "が書きました", "さんが書きました", "写道", "كتب", "كتبت",
    ]
)  # fmt: skip
_ATTRIBUTION = re.compile(rf"(?i)^\W{{0,3}}.{{0,200}}({_WROTE}).{{0,120}}[:：]\s*$", re.DOTALL)
_INTRO = re.compile(r"(?i)^\W{0,3}(on|am|el|le|em|il|op|no dia|在|في)\b.*\d|^.{0,6}\d{4}[年./-].*")
_RULE = re.compile(
    r"(?i)^\s*[-_—\s]{2,}\s*(original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|mensaje original|"
    r"mensaje reenviado|message d.origine|message transféré|mensagem original|mensagem encaminhada|元のメッセージ|"
    r"転送されたメッセージ|الرسالة الأصلية|رسالة معاد توجيهها)\s*[-_—\s]{0,}$|^\s*_{20,}\s*$"
)
_FROM = re.compile(r"(?i)^\W{0,3}(from|von|de|da|van|差出人|送信者|من)\s?\*?\s?[:：]\*?\s?\S")
_OTHER = re.compile(
    r"(?i)^\W{0,3}(to|sent|date|subject|an|gesendet|datum|betreff|para|enviado|enviado el|fecha|asunto|à|envoyé|objet|data|assunto|"
    r"宛先|送信日時|日時|件名|إلى|تاريخ|التاريخ|تم الإرسال|الموضوع)\s?\*?\s?[:：]"
)
_SIGNATURE = re.compile(r"^(--|--\xa0|—|__)\s?$")
_DEVICE = re.compile(
    r"(?i)^\W{0,3}(sent from (my|mail|outlook|yahoo|proton|the)|get outlook for|von meinem .{1,40} gesendet|gesendet (mit|von)|"
    r"diese nachricht wurde von mein|enviado desde|enviado (do|a partir do|pelo) meu|envoyé (de|depuis)|obtenir outlook|"
    r"obtenga outlook|iphoneから送信|androidから送信|私の.{1,20}から送信|أرسلت? من|تم الإرسال من|أُرسلت من).{0,80}$"
)
_NAMED = re.compile(r"<[^<>\s]+@[^<>\s]+>\W{0,3}[:：]\s*$")
"""In any language: a line that ends in an address and a colon, above a quotation."""
_OUR_ADDRESS = re.compile(r"(?i)\b(reply|bounce)\+[a-z2-7]{55}@")


def trim_reply(text: str) -> str:
    """The answer alone; empty when there is none."""
    lines = text.replace("\r\n", "\n").split("\n")
    end = next((index for index in range(len(lines)) if _quotes_from(lines, index)), len(lines))
    kept = lines[:end]
    for index, line in enumerate(kept):
        if _SIGNATURE.match(line) and len(kept) - index <= 15:
            kept = kept[:index]
            break
    kept = _without_device(kept)
    return "\n".join(kept).strip()


def _quotes_from(lines: list[str], index: int) -> bool:
    """Whether all from this line on is what somebody else wrote before."""
    line = lines[index]
    if not line.strip():
        return False
    if line.lstrip().startswith(">"):
        # Quoted lines between one's own are an answer point by point and stay.
        return all(not rest.strip() or rest.lstrip().startswith(">") or _is_tail(rest) for rest in lines[index:])
    return bool(_RULE.match(line)) or _is_header_block(lines, index) or _is_attribution(lines, index)


def _is_attribution(lines: list[str], index: int) -> bool:
    """ "On Monday Ann wrote:", also when a mail program has broken it over up to four lines."""
    joined = ""
    for more, line in enumerate(lines[index : index + 4]):
        if not line.strip():
            return False
        joined = f"{joined} {line.strip()}".strip()
        if _OUR_ADDRESS.search(joined) and joined.endswith((":", "：", ">", "）")):
            return True
        if _NAMED.search(joined) and _is_quoted_after(lines, index + more + 1, needed=True):
            return True
        if _ATTRIBUTION.match(joined) and (_INTRO.match(joined) or _is_quoted_after(lines, index + more + 1)):
            return True
    return False


def _is_header_block(lines: list[str], index: int) -> bool:
    """Outlook quotes below From, Sent, To and Subject in the reader's language."""
    if not _FROM.match(lines[index]):
        return False
    return sum(1 for line in lines[index + 1 : index + 6] if _OTHER.match(line)) >= 2


def _is_quoted_after(lines: list[str], index: int, *, needed: bool = False) -> bool:
    following = next((line for line in lines[index:] if line.strip()), None)
    return not needed if following is None else following.lstrip().startswith(">")


def _is_tail(line: str) -> bool:
    return bool(_SIGNATURE.match(line) or _DEVICE.match(line))


def _without_device(lines: list[str]) -> list[str]:
    """Drops "Sent from my telephone" when it is the last thing said."""
    while lines and (not lines[-1].strip() or _DEVICE.match(lines[-1])):
        lines = lines[:-1]
    return lines
