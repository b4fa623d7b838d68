"""Old tweets become conversations: threads from reply ids, once, whatever is broken in the file."""

import csv
import json
from collections import defaultdict
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inbox.actions.organising import create_team
from inbox.models import Conversation, Inbox, Message, TimelineEvent
from people.models import Identity, Person

HEADER = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id"
DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "twcs" / "twcs.csv"


def when(second: int) -> str:
    return f"Tue Oct 31 22:10:{second:02d} +0000 2017"


STORY = [
    f"1,115712,True,{when(1)},@acme_help my modem &amp; phone are dead,2,",
    f'2,acme_help,False,{when(2)},"@115712 Sorry! Which model?\n^AB",3,1',
    f'3,115712,True,{when(3)},@acme_help the blue one,"4,5",2',
    f"4,acme_help,False,{when(4)},@115712 On its way ^AB,,3",
    f"5,Other_Help,False,{when(5)},@115712 we can help too,,3",
    f"10,115713,True,{when(6)},@acme_help hello?,,",
    f"11,115713,True,{when(7)},@acme_help anybody?,,10",
    f"20,acme_help,False,{when(8)},@115714 please send us a DM,,19",
    f"30,115715,True,{when(9)},nobody is spoken to,,",
]


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(rows: list[str], header: str = HEADER) -> Path:
        path = tmp_path / "tweets.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return write


def run(path: Path, *options: str) -> dict[str, Any]:
    """The summary that the command prints last."""
    output = StringIO()
    call_command("import_tweets", str(path), "--tenant", "acme", "--json", *options, stdout=output, verbosity=0)
    result: dict[str, Any] = json.loads(output.getvalue().splitlines()[-1])
    return result


def test_threads_are_rebuilt_and_counted(world: Any, write: Any) -> None:
    summary = run(write(STORY))
    created = summary.pop("created")
    assert summary == {
        "conversations": 4, "messages": 9, "inbound": 5, "outbound": 4, "customers": 3, "brands": 2, "orphans": 1, "skipped": 0,
    }  # fmt: skip
    assert created == {"conversations": 4, "messages": 9}
    assert Conversation.objects.count() == 4
    assert set(Inbox.objects.values_list("name", "kind")) == {("acme_help", "imported"), ("Tweets", "imported")}


def test_thread_keeps_words_times_and_directions(world: Any, write: Any) -> None:
    run(write(STORY))
    conversation = Conversation.objects.get(source_key="tweet:1")
    messages = list(Message.objects.filter(conversation=conversation).order_by("seq"))
    assert [message.direction for message in messages] == ["in", "out", "in", "out", "out"]
    assert messages[0].body == "@acme_help my modem & phone are dead"
    assert messages[1].body.endswith("^AB")
    assert messages[0].at == datetime(2017, 10, 31, 22, 10, 1, tzinfo=UTC)
    assert (conversation.inbox.name, conversation.seq, conversation.message_count) == ("acme_help", 5, 5)
    assert all(message.via == "twitter" and message.is_imported for message in messages)


def test_brand_and_customers_are_people_with_handles(world: Any, write: Any) -> None:
    run(write(STORY))
    handles = dict(Identity.objects.filter(kind="handle", scope="twitter").values_list("value", "person__name"))
    assert handles["115712"] == "@115712"
    assert handles["acme_help"] == "@acme_help"
    assert Person.objects.filter(is_imported=True).count() == 5


def test_last_word_decides_whether_it_is_open(world: Any, write: Any) -> None:
    run(write(STORY))
    states = dict(Conversation.objects.values_list("source_key", "status"))
    assert states == {"tweet:1": "resolved", "tweet:10": "open", "tweet:20": "resolved", "tweet:30": "open"}
    waiting = Conversation.objects.get(source_key="tweet:10")
    assert waiting.waiting_since == datetime(2017, 10, 31, 22, 10, 6, tzinfo=UTC)
    assert waiting.last_in_seq == 0


def test_lost_parent_is_said(world: Any, write: Any) -> None:
    run(write(STORY))
    said = dict(TimelineEvent.objects.filter(code="imported").values_list("conversation__source_key", "data__parent_missing"))
    assert said == {"tweet:1": False, "tweet:10": False, "tweet:20": True, "tweet:30": False}


def test_second_run_changes_nothing(world: Any, write: Any) -> None:
    path = write(STORY)
    first = run(path)
    rows = list(Conversation.objects.order_by("pk").values())
    again = run(path)
    assert again.pop("created") == {"conversations": 0, "messages": 0}
    first.pop("created")
    assert again == first
    assert list(Conversation.objects.order_by("pk").values()) == rows
    assert (Message.objects.count(), Person.objects.filter(is_imported=True).count()) == (9, 5)


def test_interrupted_run_is_completed(world: Any, write: Any) -> None:
    run(write(STORY[:2] + STORY[5:6]))
    summary = run(write(STORY))
    assert summary["created"] == {"conversations": 2, "messages": 6}
    whole = Conversation.objects.get(source_key="tweet:1")
    assert (whole.message_count, Message.objects.filter(conversation=whole).count()) == (5, 5)
    assert Conversation.objects.count() == 4


def test_one_event_an_inbox_tells_of_the_import(desk: Any, write: Any) -> None:
    path = write(STORY)
    before = len(desk.events())
    run(path)
    run(path)
    told = [event.payload for event in desk.events()[before:] if event.type == "inbox.imported"]
    assert sorted((item["conversations"], item["messages"]) for item in told) == [(1, 1), (3, 8)]
    assert not [event for event in desk.events()[before:] if event.type in ("inbox.message_received", "people.person_created")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("40,,,,,,", "no text"),
        (f"41,115712,maybe,{when(1)},hi,,", "neither True nor False"),
        ("42,115712,True,yesterday,hi,,", "no time"),
        (f"x43,115712,True,{when(1)},hi,,", "no tweet id"),
        (f"44,115712,True,{when(1)},hi,,,,", "columns"),
        (f"45,,True,{when(1)},hi,,", "no author"),
        (f"1,115712,True,{when(1)},again,,", "comes twice"),
    ],
)
def test_broken_row_is_told_and_skipped(world: Any, write: Any, capfd: Any, row: str, reason: str) -> None:
    summary = run(write([*STORY, row]))
    assert (summary["skipped"], summary["messages"]) == (1, 9)
    complaint = capfd.readouterr().err
    assert reason in complaint
    assert "comes twice" in reason or "line 12" in complaint


def test_brands_can_be_chosen_and_put_into_one_inbox(world: Any, write: Any) -> None:
    summary = run(write(STORY), "--brand", "@ACME_help", "--inbox", "Care")
    assert (summary["conversations"], summary["messages"]) == (3, 8)
    assert list(Inbox.objects.values_list("name", flat=True)) == ["Care"]


def test_team_of_choice_sees_the_imported_inbox(desk: Any, write: Any) -> None:
    from inbox.queries.listing import Filters, list_conversations

    run(write(STORY), "--team", "support")
    seen = [
        len(list_conversations(actor=desk.actor(name), filters=Filters(status="all"), cursor=None).items)
        for name in ("berta", "ben")
    ]
    assert seen == [4, 0]


def test_file_that_is_none_of_these_is_refused(world: Any, write: Any) -> None:
    with pytest.raises(CommandError, match="lacks author_id"):
        run(write(["1,2"], header="tweet_id,x"))
    with pytest.raises(CommandError, match="no file"):
        run(Path("nowhere.csv"))
    with pytest.raises(CommandError, match="no such team"):
        run(write(STORY), "--team", "nobody")


def test_markup_in_a_tweet_is_text(world: Any, write: Any) -> None:
    run(write([f"1,5,True,{when(1)},&lt;img src=x onerror=alert(1)&gt; https://a.example/x,,"]))
    message = Message.objects.get()
    assert "<img" not in message.html
    assert 'href="https://a.example/x"' in message.html


def test_inbox_of_another_kind_is_left_alone(desk: Any, write: Any) -> None:
    with pytest.raises(CommandError, match="not one for imports"):
        run(write(STORY), "--inbox", "Tickets")
    assert create_team(actor=desk.actor("alice"), name="Press")


@pytest.mark.data
def test_sample_of_public_tweets_is_imported_whole(world: Any) -> None:
    if not DATA.is_file():
        pytest.skip(f"the public sample is not at {DATA}")
    wanted = brute_force(DATA)
    summary = run(DATA)
    created = summary.pop("created")
    assert summary == wanted
    assert created == {"conversations": wanted["conversations"], "messages": wanted["messages"]}
    assert (Conversation.objects.count(), Message.objects.count()) == (wanted["conversations"], wanted["messages"])
    assert Message.objects.filter(direction="in").count() == wanted["inbound"]
    assert run(DATA)["created"] == {"conversations": 0, "messages": 0}
    assert Message.objects.count() == wanted["messages"]


def brute_force(path: Path) -> dict[str, int]:
    """The same numbers, counted without streaming: threads as connected sets of tweets."""
    rows, skipped = dict[str, dict[str, str]](), 0
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["inbound"] not in ("True", "False") or row["tweet_id"] in rows:
                skipped += 1
            else:
                rows[row["tweet_id"]] = row
    neighbours = defaultdict[str, set[str]](set)
    for ident, row in rows.items():
        for other in [*row["response_tweet_id"].split(","), row["in_response_to_tweet_id"]]:
            if other in rows:
                neighbours[ident].add(other)
                neighbours[other].add(ident)
    seen, threads = set[str](), 0
    for ident in rows:
        threads += ident not in seen
        waiting = [ident]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += neighbours[one]
    inbound = [row for row in rows.values() if row["inbound"] == "True"]
    return {
        "conversations": threads,
        "messages": len(rows),
        "inbound": len(inbound),
        "outbound": len(rows) - len(inbound),
        "customers": len({row["author_id"] for row in inbound}),
        "brands": len({row["author_id"] for row in rows.values()} - {row["author_id"] for row in inbound}),
        "orphans": sum(1 for row in rows.values() if (row["in_response_to_tweet_id"] or row["tweet_id"]) not in rows),
        "skipped": skipped,
    }
