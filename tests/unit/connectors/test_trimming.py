"""Quotations and signatures, as the mail programs of our languages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.email.plain import html_to_text
from connectors.email.trimming import trim_reply

ANSWER = "That worked.\n\nThank you!"

QUOTED = {
    "gmail-en": f"{ANSWER}\n\nOn Mon, 5 Jan 2026 at 10:12, Ann via Acme <no-reply@acme.example> wrote:\n\n> Try this\n> and that",
    "gmail-en-broken": f"{ANSWER}\n\nOn Mon, 5 Jan 2026 at 10:12, Ann via Acme\n<no-reply@acme.example> wrote:\n\n> Try this",
    "apple-de": f"{ANSWER}\n\nAm 05.01.2026 um 10:12 schrieb Ann <no-reply@acme.example>:\n\n> Versuch das",
    "thunderbird-de": f"{ANSWER}\n\nAm 05.01.26 um 10:12 schrieb Ann über Acme:\n> Versuch das",
    "gmail-es": f"{ANSWER}\n\nEl lun, 5 ene 2026 a las 10:12, Ann (<no-reply@acme.example>) escribió:\n\n> Prueba",
    "gmail-fr": f"{ANSWER}\n\nLe lun. 5 janv. 2026 à 10:12, Ann <no-reply@acme.example> a écrit :\n\n> Essaie",
    "gmail-pt": f"{ANSWER}\n\nEm seg., 5 de jan. de 2026 às 10:12, Ann <no-reply@acme.example> escreveu:\n\n> Tente",
    "gmail-ja": f"{ANSWER}\n\n2026年1月5日(月) 10:12 Ann <no-reply@acme.example>:\n\n> これを",
    "apple-ja": f"{ANSWER}\n\n2026/01/05 10:12、Annのメール:\n\n> これを",
    "gmail-ar": f"{ANSWER}\n\nفي الاثنين، 5 يناير 2026 في 10:12 ص كتب Ann <no-reply@acme.example>:\n\n> جرب",
    "outlook-en": f"{ANSWER}\n\nFrom: Acme <a@acme.example>\nSent: Monday\nTo: Bob\nSubject: Re: x\n\nTry this",
    "outlook-de": f"{ANSWER}\n\nVon: Acme <a@acme.example>\nGesendet: Montag\nAn: Bob\nBetreff: AW: x\n\nVersuch",
    "outlook-fr": f"{ANSWER}\n\nDe : Acme <a@acme.example>\nEnvoyé : lundi\nÀ : Bob\nObjet : RE: x\n\nEssaie",
    "outlook-es": f"{ANSWER}\n\nDe: Acme <a@acme.example>\nEnviado: lunes\nPara: Bob\nAsunto: RE: x\n\nPrueba",
    "outlook-ja": f"{ANSWER}\n\n差出人: Acme <a@acme.example>\n送信日時: 2026年1月5日\n宛先: Bob\n件名: RE: x\n\nこれを",
    "outlook-ar": f"{ANSWER}\n\nمن: Acme <a@acme.example>\nتم الإرسال: الاثنين\nإلى: Bob\nالموضوع: RE: x\n\nجرب",
    "outlook-rule": f"{ANSWER}\n\n-----Original Message-----\nFrom: x\nTry",
    "outlook-rule-de": f"{ANSWER}\n\n-----Ursprüngliche Nachricht-----\nVon: x\nVersuch",
    "bottom-quote": f"{ANSWER}\n\n> Try this\n> and that\n",
    "signature": f"{ANSWER}\n\n-- \nBob\nBrewer",
    "signature-and-quote": f"{ANSWER}\n-- \nBob\n\nOn 5 Jan 2026, Ann wrote:\n> Try",
    "iphone-en": f"{ANSWER}\n\nSent from my iPhone\n\nOn 5 Jan 2026, at 10:12, Ann <a@b.example> wrote:\n\n> Try",
    "iphone-de": f"{ANSWER}\n\nVon meinem iPhone gesendet",
    "iphone-fr": f"{ANSWER}\n\nEnvoyé de mon iPhone",
    "iphone-ja": f"{ANSWER}\n\niPhoneから送信",
    "our-address": f"{ANSWER}\n\nHr. Ann kirjoitti (reply+{'a' * 55}@mail.example):\n\nKokeile",
}


@pytest.mark.parametrize("name", sorted(QUOTED))
def test_only_the_answer_is_left(name: str) -> None:
    assert trim_reply(QUOTED[name]) == ANSWER


KEPT = {
    "inline": "> Is it warm?\n\nYes, 22 degrees.\n\n> And the yeast?\n\nFresh.",
    "wrote-in-a-sentence": "My uncle wrote a book about it:\nit is good.",
    "colon": "These are the steps:\n\n1. Wait",
    "from-alone": "From: the kitchen\n\nI poured it out.",
    "dashes": "a table\n\n---\n\nb",
    "date": "2026 was cold, as I said.",
    "arabic": "شكرا جزيلا، لقد نجح الأمر.",
}


@pytest.mark.parametrize("name", sorted(KEPT))
def test_an_answer_that_looks_a_little_like_a_quotation_stays_whole(name: str) -> None:
    assert trim_reply(KEPT[name]) == KEPT[name]


def test_a_mail_that_only_quotes_is_empty() -> None:
    assert trim_reply("On 5 Jan 2026, Ann wrote:\n> Try this") == ""


HTML = {
    "gmail": '<div dir="ltr">That <b>worked</b>.</div><br><div class="gmail_quote"><div class="gmail_attr">On … wrote:</div><blockquote>x</blockquote></div>',
    "apple": "<html><body>That worked.<br><blockquote type='cite'><div>x</div></blockquote></body></html>",
    "outlook": "<p>That worked.</p><div id='divRplyFwdMsg'><b>From:</b> x</div><div>old text</div>",
    "outlook-web": "<div>That worked.</div><div id='appendonsend'></div><hr><div>old</div>",
    "thunderbird": "<p>That worked.</p><div class='moz-cite-prefix'>On x wrote:</div><blockquote type='cite'>x</blockquote><div class='moz-signature'>-- <br>Bob</div>",
    "unclosed": "<p>That worked.<div class=gmail_quote><p>x",
    "script": "<style>p{}</style><script>alert(1)</script><p>That worked.</p>",
}


@pytest.mark.parametrize("name", sorted(HTML))
def test_the_text_of_html_mail_is_what_its_writer_saw(name: str) -> None:
    assert trim_reply(html_to_text(HTML[name])) == "That worked."


def test_html_keeps_links_lists_and_paragraphs() -> None:
    text = html_to_text('<p>See <a href="https://x.example/a">this</a></p><ul><li>one<li>two</ul><p>end</p>')
    assert text == "See [this](https://x.example/a)\n\n- one\n- two\n\nend"


@given(st.text(max_size=400))
def test_any_text_is_trimmed_to_a_part_of_itself(text: str) -> None:
    assert trim_reply(text).replace("\r", "\n").strip() in text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(alphabet="<>/ab\"='pdivlocksrte &;#x0", max_size=300))
def test_any_html_is_read_without_failing(text: str) -> None:
    html_to_text(text)
