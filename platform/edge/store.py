"""Kept pages of this process, the least used ones forgotten first."""

from collections import OrderedDict
from collections.abc import Hashable

from edge.entry import Entry


class Store:
    """At most `limit` bytes of pages, as far as their sizes are known."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._entries: OrderedDict[Hashable, tuple[Entry, int]] = OrderedDict()

    def get(self, key: Hashable) -> Entry | None:
        """The entry, which counts as used."""
        found = self._entries.get(key)
        if found is None:
            return None
        self._entries.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, entry: Entry) -> None:
        """Keep an entry; it replaces an older one."""
        self.drop(key)
        # Its answers are prepared when they are first wanted: the text itself, and that text zipped.
        size = entry.size
        self._entries[key] = (entry, size)
        self._size += size
        while self._size > self._limit and self._entries:
            _key, (_entry, freed) = self._entries.popitem(last=False)
            self._size -= freed

    def drop(self, key: Hashable) -> None:
        """Forget an entry."""
        found = self._entries.pop(key, None)
        if found is not None:
            self._size -= found[1]

    def __len__(self) -> int:
        return len(self._entries)
