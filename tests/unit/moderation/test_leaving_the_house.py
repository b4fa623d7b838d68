"""What of moderation the brand's archive holds: every judgement, but no words that were said in private."""

from community.exporters.tables import WITHHELD, exported_tables, rows_of
from messaging.actions.sending import begin_exchange
from messaging.models import Message
from moderation.actions.flagging import flag_thing
from moderation.models import Decision, ReviewItem
from moderation.queries.exporting import decision_rows
from tests.unit.moderation.conftest import Moderated


def test_reported_private_messages_stay_with_who_exchanged_them(moderated: Moderated) -> None:
    begin_exchange(actor=moderated.actor("dora"), user_ids=[moderated.world.users["bob"].pk], title="Between us", body="PIN 4711")
    message = Message.objects.get()
    item = flag_thing(actor=moderated.actor("bob"), kind="message", thing_id=message.pk, reason="inappropriate").item
    reply = moderated.reply(body="In public 4712")
    public = moderated.flag("tim", reply, "inappropriate").item
    for one in (item, public):
        moderated.decide("mo", ReviewItem.objects.get(pk=one.pk), "removed")
    assert "4711" in Decision.objects.get(thing_kind="message").thing_text, "the reviewer's own statement keeps what was judged"
    left = str([list(rows_of(model)) for model in exported_tables()]) + str(list(decision_rows()))
    assert "4711" not in left
    assert "Between us" not in left
    assert "4712" in left
    rows = {row["thing_kind"]: row for row in decision_rows()}
    assert (rows["message"]["measure"], rows["message"]["thing_text"]) == ("removed", "")
    assert rows["post"]["thing_text"] == "In public 4712"


def test_what_is_withheld_names_columns_that_there_are() -> None:
    tables = {model._meta.label: {field.attname for field in model._meta.local_concrete_fields} for model in exported_tables()}
    for label, (column, _value, words) in WITHHELD.items():
        assert {column, *words} <= tables[label]
