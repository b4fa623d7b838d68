"""What is written in content/ fits together: everybody who speaks exists, and nobody speaks in the future."""

from collections import Counter
from datetime import timedelta

import pytest

from demo.contracts import BrandText, ConversationText
from demo.reading import read_brands

BRANDS = {brand.slug: brand for brand in read_brands()}
CONVERSATIONS = [
    pytest.param(brand, text, id=f"{brand.slug}-{text.key}") for brand in BRANDS.values() for text in brand.conversation
]


def _keys(things: object) -> set[str]:
    return {thing.key for thing in things}  # type: ignore[attr-defined] # every kind of content has a key


@pytest.fixture(params=sorted(BRANDS))
def brand(request: pytest.FixtureRequest) -> BrandText:
    return BRANDS[request.param]


def test_two_brands_are_written() -> None:
    assert sorted(BRANDS) == ["acme", "globex"]


def test_keys_are_unique(brand: BrandText) -> None:
    for things in (brand.team, brand.inbox, brand.label, brand.space, brand.group, brand.topic, brand.conversation):
        assert [key for key, count in Counter(thing.key for thing in things).items() if count > 1] == []
    people = Counter([person.key for person in brand.staff] + [person.key for person in brand.customer])
    assert [key for key, count in people.items() if count > 1] == []


def test_profiles_were_written_by_colleagues(brand: BrandText) -> None:
    for customer in brand.customer:
        assert customer.noted_by in _keys(brand.staff) | {""}
        assert bool(customer.noted_by) == bool(customer.note or customer.consents)


def test_topics_name_what_exists(brand: BrandText) -> None:
    writers = _keys(brand.staff) | {person.key for person in brand.customer if person.account}
    for topic in brand.topic:
        named = {topic.author, *topic.votes} | {name for reply in topic.replies for name in (reply.by, *reply.votes)}
        assert named <= writers, topic.key
        assert topic.space in _keys(brand.space)
        assert topic.author not in topic.votes
        assert all(reply.by not in reply.votes for reply in topic.replies), topic.key
        assert topic.solution is None or topic.solution < len(topic.replies)
        assert sum((reply.after for reply in topic.replies), timedelta()) < topic.age, topic.key


def test_later_wordings_follow_what_they_change(brand: BrandText) -> None:
    for topic in brand.topic:
        for edit in topic.edits:
            written = sum(
                (reply.after for reply in topic.replies[: (edit.place if edit.place is not None else -1) + 1]), timedelta()
            )
            assert written < edit.after < topic.age, topic.key


def test_groups_are_of_those_who_have_accounts_and_close_spaces_that_exist(brand: BrandText) -> None:
    accounts = _keys(brand.staff) | {person.key for person in brand.customer if person.account}
    assert brand.group
    for group in brand.group:
        inside = {*group.owners, *group.members}
        assert inside | set(group.asking) <= accounts, group.key
        assert not inside & set(group.asking), group.key
        assert not group.asking or group.joining == "request", group.key
    assert {space.group for space in brand.space if space.group} <= _keys(brand.group)


def test_members_keep_and_follow_what_exists(brand: BrandText) -> None:
    accounts = _keys(brand.staff) | {person.key for person in brand.customer if person.account}
    for member in brand.member:
        assert {member.key, *member.follows} <= accounts
        assert member.key not in member.follows
        assert {*member.bookmarks, *([member.reminder] if member.reminder else [])} <= _keys(brand.topic)
        assert not member.reminder or member.reminder in member.bookmarks
        assert bool(member.draft) == (member.draft_space in _keys(brand.space))


def test_letters_are_written_by_those_who_take_part(brand: BrandText) -> None:
    accounts = _keys(brand.staff) | {person.key for person in brand.customer if person.account}
    for letter in brand.letter:
        part = {letter.lines[0].by, *letter.to}
        assert part <= accounts, letter.key
        assert {line.by for line in letter.lines} <= part, letter.key
        assert (len(part) > 2) == bool(letter.title), letter.key
        assert sum((line.after for line in letter.lines), timedelta()) < letter.age, letter.key


@pytest.mark.parametrize(("brand", "text"), CONVERSATIONS)
def test_conversation_fits_its_brand(brand: BrandText, text: ConversationText) -> None:
    assert text.inbox in _keys(brand.inbox)
    assert text.customer in _keys(brand.customer)
    assert set(text.labels) <= _keys(brand.label)
    assert text.assignee in _keys(brand.staff) | {""}
    assert text.entries[0].inbound
    assert (text.status == "snoozed") == (text.snoozed_for is not None)
    assert sum((entry.after for entry in text.entries), timedelta()) < text.age


@pytest.mark.parametrize(("brand", "text"), CONVERSATIONS)
def test_entries_are_of_one_kind_and_colleagues_work_in_the_inbox(brand: BrandText, text: ConversationText) -> None:
    teams = next(set(inbox.teams) for inbox in brand.inbox if inbox.key == text.inbox)
    able = {p.key for p in brand.staff if p.role in {"owner", "admin", "manager"} or teams & set(p.teams)}
    for entry in text.entries:
        assert sum(map(bool, (entry.inbound, entry.out, entry.note, entry.handoff))) == 1
        assert bool(entry.inbound) != (entry.by in able)
        assert bool(entry.handoff) == bool(entry.team)


def test_every_language_has_at_least_four_conversations() -> None:
    spoken = Counter(text.language for brand in BRANDS.values() for text in brand.conversation)
    assert {code for code, count in spoken.items() if count >= 4} >= {"en", "de", "es", "fr", "pt", "ja", "ar"}


def test_it_looks_alive() -> None:
    for brand in BRANDS.values():
        fresh = [text for text in brand.conversation if text.age < timedelta(hours=6)]
        assert len(fresh) >= 3
        assert {text.status for text in brand.conversation} >= {"open", "pending", "snoozed", "resolved"}
        assert any(not topic.replies for topic in brand.topic)
        assert any(topic.solution is not None for topic in brand.topic)
