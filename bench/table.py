"""A table of measurements with a ratio column against its baseline row."""

from dataclasses import dataclass, field


def quantile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class Table:
    """Rows of numbers; the first row is the baseline unless `baseline` names another. `ratio_of` is the compared column."""

    title: str
    columns: list[str]
    ratio_of: str
    limit: str = ""
    """What holds the figure down, in a sentence or two."""
    baseline: str = ""
    rows: list[tuple[str, list[float]]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """What of it breaks a promise; the run then ends with 1."""

    def add(self, name: str, *values: float) -> None:
        """One measured row."""
        self.rows.append((name, list(values)))

    def _cells(self) -> list[list[str]]:
        index = self.columns.index(self.ratio_of)
        base = next((values for name, values in self.rows if name == self.baseline), self.rows[0][1])[index]
        head = ["", *self.columns, "ratio"]
        body = [
            [name, *(_number(v) for v in values), f"{values[index] / base:.2f}" if base else "-"] for name, values in self.rows
        ]
        return [head, *body]

    def text(self) -> str:
        """For the terminal."""
        cells = self._cells()
        widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
        lines = [
            "  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True)))
            for row in cells
        ]
        return "\n".join(
            [
                self.title,
                *lines,
                *([f"limit: {self.limit}"] if self.limit else []),
                *(f"FAILED: {each}" for each in self.failures),
            ]
        )

    def markdown(self) -> str:
        """For docs/benchmarks.md."""
        head, *body = self._cells()
        lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(row) + " |" for row in body)]
        return f"\n## {self.title}\n\n" + "\n".join(lines) + (f"\n\n{self.limit}\n" if self.limit else "\n")


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"
