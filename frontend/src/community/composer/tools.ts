/** The toolbar and its keys. One stop of the tab key; arrows move inside it, as people expect of a toolbar. */

import { insertBlock, prefixLines, replace, type Text, table, wrap } from "./editing";
import { current, type Parts, write } from "./field";

const KEYS: Record<string, string> = { b: "bold", i: "italic", k: "link", e: "code" };

export function attachTools(parts: Parts): void {
  const { root, field, words, part } = parts;
  const bar = part<HTMLElement>(".composer-tools");
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("[data-tool]")];
  const tools: Record<string, (text: Text) => Text> = {
    bold: (text) => wrap(text, "**", "**", words.bold ?? ""),
    italic: (text) => wrap(text, "*", "*", words.italic ?? ""),
    heading: (text) => prefixLines(text, () => "## ", /^#{1,6} /),
    link: (text) => {
      const label = text.value.slice(text.start, text.end) || (words.link ?? "");
      const made = replace(text, `[${label}](https://)`);
      return { ...made, start: made.end - 1, end: made.end - 1 };
    },
    quote: (text) => prefixLines(text, () => "> ", /^> ?/),
    code: (text) =>
      text.value.slice(text.start, text.end).includes("\n")
        ? insertBlock(text, `\`\`\`\n${text.value.slice(text.start, text.end)}\n\`\`\``)
        : wrap(text, "`", "`", words.code ?? ""),
    list: (text) => prefixLines(text, () => "- ", /^- /),
    numbers: (text) => prefixLines(text, (index) => `${index + 1}. `, /^\d+\. /),
    table: (text) => insertBlock(text, table(words.column ?? "", words.cell ?? "")),
    spoiler: (text) =>
      text.value.slice(text.start, text.end).includes("\n")
        ? insertBlock(text, `:::spoiler\n${text.value.slice(text.start, text.end)}\n:::`)
        : wrap(text, "||", "||", words.spoiler ?? ""),
  };
  const use = (name: string) => {
    if (name === "upload") return part<HTMLInputElement>("[data-upload-field]").click();
    if (name === "emoji") return void import("./emoji_picker").then(({ toggleEmoji }) => toggleEmoji(parts));
    const tool = tools[name];
    if (tool) write(field, tool(current(field)));
  };
  bar.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-tool]");
    if (button) use(button.dataset.tool ?? "");
  });
  buttons.forEach((button, index) => {
    button.tabIndex = index ? -1 : 0;
  });
  bar.addEventListener("keydown", (event) => {
    const rtl = getComputedStyle(root).direction === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : step ? at + step : -1;
    const target = buttons[(next + buttons.length) % buttons.length];
    if (at < 0 || (!step && event.key !== "Home" && event.key !== "End") || !target) return;
    event.preventDefault();
    for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
    target.focus();
  });
  field.addEventListener("keydown", (event) => {
    const name = KEYS[event.key.toLowerCase()];
    if (!name || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    use(name);
  });
}
