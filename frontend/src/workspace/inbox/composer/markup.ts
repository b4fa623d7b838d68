/** Puts CommonMark around what is selected. Pure: text and selection in, text and selection out. */
export type Selected = { text: string; start: number; end: number };
export type Mark = "bold" | "italic" | "code" | "link" | "quote" | "list";

const AROUND: Partial<Record<Mark, string>> = { bold: "**", italic: "*", code: "`" };
const BEFORE_LINES: Partial<Record<Mark, string>> = { quote: "> ", list: "- " };

export function mark({ text, start, end }: Selected, kind: Mark): Selected {
  const around = AROUND[kind];
  if (around) return wrap({ text, start, end }, around);
  const prefix = BEFORE_LINES[kind];
  if (prefix) return prefixLines({ text, start, end }, prefix);
  const inner = text.slice(start, end);
  const made = `[${inner}](https://)`;
  const at = start + made.length - 1;
  return {
    text: text.slice(0, start) + made + text.slice(end),
    start: inner ? at : start + 1,
    end: inner ? at : start + 1,
  };
}

/** A second time takes the signs away again. */
function wrap({ text, start, end }: Selected, sign: string): Selected {
  const size = sign.length;
  if (text.slice(start - size, start) === sign && text.slice(end, end + size) === sign) {
    return {
      text: text.slice(0, start - size) + text.slice(start, end) + text.slice(end + size),
      start: start - size,
      end: end - size,
    };
  }
  return {
    text: text.slice(0, start) + sign + text.slice(start, end) + sign + text.slice(end),
    start: start + size,
    end: end + size,
  };
}

function prefixLines({ text, start, end }: Selected, prefix: string): Selected {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lines = text.slice(from, end).split("\n");
  const all = lines.every((line) => line.startsWith(prefix));
  const changed = lines.map((line) => (all ? line.slice(prefix.length) : prefix + line)).join("\n");
  const grown = changed.length - (end - from);
  return {
    text: text.slice(0, from) + changed + text.slice(end),
    start: start === end ? end + grown : from,
    end: end + grown,
  };
}
