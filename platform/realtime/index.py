"""Which sockets an event could concern, without looking at all of them."""

from collections import defaultdict
from uuid import UUID

from realtime.member import Member
from realtime.ring import Entry

Members = dict[Member, None]
"""A set that keeps the order in which sockets came, so that who came first is served first."""


class Index:
    """Members of one feed by what they carry."""

    def __init__(self) -> None:
        self._by_subject: dict[str, Members] = defaultdict(dict)
        self._by_prefix: dict[str, Members] = defaultdict(dict)
        self._by_own: dict[str, Members] = defaultdict(dict)
        self._by_user: dict[UUID | None, Members] = defaultdict(dict)

    def add(self, member: Member) -> None:
        """Enter under all it carries now; `remove` before any of that changes."""
        for table, key in self._places(member):
            table[key][member] = None

    def remove(self, member: Member) -> None:
        for table, key in self._places(member):
            row = table.get(key)
            if row is not None:
                row.pop(member, None)
                if not row:
                    del table[key]

    def _places(self, member: Member) -> list[tuple[dict[object, Members], object]]:
        places: list[tuple[object, object]] = [(self._by_user, member.user_id)]
        places += [(self._by_subject, subject) for subject in member.subjects]
        places += [(self._by_prefix, prefix) for prefix in member.prefixes]
        if member.wants_own:
            places.append((self._by_own, member.own_audience))
        return places  # type: ignore[return-value] # the tables differ in the type of their keys only

    def candidates(self, entry: Entry) -> list[Member]:
        """Everybody whose topics carry the event; whether the audience is theirs is the caller's question."""
        found = [row for row in (self._by_subject.get(entry.subject), self._by_own.get(entry.audience)) if row]
        found += [row for prefix, row in self._by_prefix.items() if entry.subject.startswith(prefix)]
        if len(found) == 1:
            return list(found[0])
        merged: Members = {}
        for row in found:
            merged |= row
        return list(merged)

    def carrying(self, topic: str) -> list[Member]:
        """Those who joined "<kind>:<id>"."""
        return list(self._by_subject.get(topic, ()))

    def of_user(self, user_id: UUID | None) -> list[Member]:
        """The sockets of one person."""
        return list(self._by_user.get(user_id, ()))
