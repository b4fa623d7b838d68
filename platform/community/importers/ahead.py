"""Reading and rendering the next batch while the database stores the last one, so that both cores have work.

Rendering needs no database, and whoever waits for PostgreSQL lets other threads run.
"""

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from community.importers.neutral import records
from community.importers.neutral.reading import Placed, read_lines
from community.importers.neutral.rendering import Rendered, render_posts
from kernel.markdown.links import USUAL_RULES, LinkRules


@dataclass(frozen=True)
class Batch:
    """Some lines, what was wrong with them, and what their posts became, by place ("line 17"); posts may be missing there."""

    lines: Sequence[Placed]
    problems: Sequence[tuple[str, str]]
    rendered: dict[str, Rendered]


@dataclass
class Ahead:
    """Batches of a file, the next of which is made while the last one is used."""

    file: IO[bytes]
    size: int
    line: int
    offset: int
    meta: records.Meta | None
    is_worth_rendering: bool = True
    """Switch it off while a file is read again: what is there already is not rendered."""
    links: LinkRules = USUAL_RULES
    """What the brand set; asked before, because the thread knows no database."""
    _problems: list[tuple[str, str]] = field(default_factory=list)

    def batches(self) -> Generator[Batch]:
        """One after the other until the file ends; close the iterator when it is left early."""
        placed = read_lines(self.file, report=lambda *problem: self._problems.append(problem), line=self.line, offset=self.offset)
        with ThreadPoolExecutor(1, thread_name_prefix="import") as thread:
            following = thread.submit(self._make, placed)
            while (batch := following.result()).lines:
                following = thread.submit(self._make, placed)
                yield batch

    def _make(self, placed: Iterator[Placed]) -> Batch:
        lines = list(islice(placed, self.size))
        problems, self._problems = self._problems, []
        for one in lines:
            if isinstance(one.record, records.Meta):
                self.meta = self.meta or one.record
        return Batch(lines, problems, self._render(lines) if self.is_worth_rendering else {})

    def _render(self, lines: Sequence[Placed]) -> dict[str, Rendered]:
        posts = [(one.place, one.record) for one in lines if isinstance(one.record, records.Post)]
        rendered = render_posts([post for _, post in posts], self.meta, links=self.links)
        return dict(zip((place for place, _ in posts), rendered, strict=True))
