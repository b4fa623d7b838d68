/** What the toolbar does to a text: pure, so that the selection afterwards can be tested too. */
export type Text = { value: string; start: number; end: number };

/** Puts marks around the selection, or takes them away when they are there already. */
export function wrap(text: Text, before: string, after: string, placeholder: string): Text {
  const { value, start, end } = text;
  const chosen = value.slice(start, end);
  if (value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after) {
    const bare = value.slice(0, start - before.length) + chosen + value.slice(end + after.length);
    return { value: bare, start: start - before.length, end: end - before.length };
  }
  const inner = chosen || placeholder;
  const from = start + before.length;
  return {
    value: value.slice(0, start) + before + inner + after + value.slice(end),
    start: from,
    end: from + inner.length,
  };
}

/** Begins every selected line with a mark, or takes it from all of them; `mark` is told the line's number. */
export function prefixLines(text: Text, mark: (index: number) => string, known: RegExp): Text {
  const { value } = text;
  const start = value.lastIndexOf("\n", text.start - 1) + 1;
  const next = value.indexOf("\n", text.end);
  const end = next === -1 ? value.length : next;
  const lines = value.slice(start, end).split("\n");
  const marked = lines.every((line) => known.test(line));
  const changed = lines.map((line, index) => (marked ? line.replace(known, "") : mark(index) + line)).join("\n");
  return { value: value.slice(0, start) + changed + value.slice(end), start, end: start + changed.length };
}

/** Puts a block on lines of its own, with an empty line before and after it. */
export function insertBlock(text: Text, block: string): Text {
  const { value, start, end } = text;
  const before = value.slice(0, start);
  const after = value.slice(end);
  const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const placed = before + lead + block + tail;
  return { value: placed + after, start: placed.length, end: placed.length };
}

/** Words in place of the selection, the caret behind them. */
export function replace(text: Text, words: string): Text {
  const at = text.start + words.length;
  return { value: text.value.slice(0, text.start) + words + text.value.slice(text.end), start: at, end: at };
}

export function table(column: string, cell: string): string {
  const row = (words: string) => `| ${words} | ${words} |`;
  return `${row(column)}\n| --- | --- |\n${row(cell)}\n${row(cell)}`;
}

/** The unfinished name or shortcode that ends at the caret, if one does. */
export type Unfinished = { kind: "@" | ":"; from: number; words: string };

export function unfinished(value: string, caret: number): Unfinished | null {
  const line = value.slice(Math.max(0, caret - 60), caret);
  const found = /(?:^|[\s([{>])(@|:)([\p{L}\p{N}_+-]{0,40})$/u.exec(line);
  const [, kind, words = ""] = found ?? [];
  if (kind === "@" && words.length >= 1) return { kind, from: caret - words.length - 1, words };
  if (kind === ":" && words.length >= 2) return { kind, from: caret - words.length - 1, words };
  return null;
}
