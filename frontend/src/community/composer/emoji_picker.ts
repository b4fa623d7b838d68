/** Emoji to choose from: those one used last and the common ones at once, all others by their name. */
import { api } from "@kernel/api/client";
import { replace } from "./editing";
import { current, type Parts, write } from "./field";

export type Emoji = { name: string; character: string };
export type FindEmoji = (words: string) => Promise<Emoji[]>;

const QUIET = 200;
const LAST = 12;
const KEPT = "chorus-emoji";
const COMMON =
  "smile 😄,joy 😂,slightly_smiling_face 🙂,wink 😉,heart_eyes 😍,thinking 🤔,sweat_smile 😅,sob 😭,open_mouth 😮,angry 😠,thumbsup 👍,thumbsdown 👎,clap 👏,pray 🙏,wave 👋,muscle 💪,eyes 👀,heart ❤️,fire 🔥,tada 🎉,rocket 🚀,star ⭐,bulb 💡,question ❓,exclamation ❗,warning ⚠️,white_check_mark ✅,x ❌,bug 🐛,hammer 🔨,coffee ☕,100 💯"
    .split(",")
    .map((pair) => pair.split(" ") as [string, string])
    .map(([name, character]): Emoji => ({ name, character }));

const ask: FindEmoji = async (q) => (await api.get<{ items: Emoji[] }>("emoji", { q })).items;

/** Opens the picker below the toolbar, or closes it; the chosen character goes to the caret. */
export function toggleEmoji({ field, words, part }: Parts, find: FindEmoji = ask): void {
  const panel = part<HTMLElement>("[data-emoji-panel]");
  const button = part<HTMLButtonElement>('[data-tool="emoji"]');
  if (panel.childElementCount === 0) build(panel, field, words, button, find);
  const opens = panel.hidden;
  panel.hidden = !opens;
  button.setAttribute("aria-expanded", String(opens));
  if (opens) panel.querySelector<HTMLInputElement>("input")?.focus();
  else field.focus();
}

function build(
  panel: HTMLElement,
  field: HTMLTextAreaElement,
  words: DOMStringMap,
  button: HTMLButtonElement,
  find: FindEmoji,
): void {
  const search = document.createElement("input");
  search.type = "search";
  search.className = "field";
  search.dir = "auto";
  search.setAttribute("aria-label", words.emojiSearch ?? "");
  search.placeholder = words.emojiSearch ?? "";
  const grid = document.createElement("div");
  grid.className = "emoji-grid";
  const said = document.createElement("p");
  said.className = "field-help";
  said.setAttribute("role", "status");
  panel.append(search, grid, said);
  const close = () => {
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    field.focus();
  };
  const show = (found: Emoji[]) => {
    grid.replaceChildren(...found.map(choice));
    said.textContent = found.length ? "" : (words.emojiNone ?? "");
  };
  const common = () => {
    const used = last();
    show([...used, ...COMMON.filter(({ character }) => used.every((other) => other.character !== character))]);
  };
  let timer = 0;
  let asked = 0;
  search.addEventListener("input", (event) => {
    // It is a field of the composer's form for the browser, but no part of the draft.
    event.stopPropagation();
    window.clearTimeout(timer);
    const mine = ++asked;
    const q = search.value.trim();
    if (!q) return common();
    timer = window.setTimeout(() => {
      void find(q)
        .catch(() => [])
        .then((found) => mine === asked && show(found));
    }, QUIET);
  });
  grid.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLButtonElement>("button");
    if (!chosen) return;
    const emoji = { name: chosen.title, character: chosen.textContent ?? "" };
    remember(emoji);
    close();
    write(field, replace(current(field), emoji.character));
    search.value = "";
    common();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (event.key === "Enter" && event.target === search) {
      event.preventDefault();
      return grid.querySelector("button")?.click();
    }
    move(event, search, grid);
  });
  common();
}

/** Arrows go through the grid as it looks; Up from its first row goes back to the search field. */
function move(event: KeyboardEvent, search: HTMLElement, grid: HTMLElement): void {
  const all = [...grid.querySelectorAll<HTMLButtonElement>("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  const first = all[0]?.offsetTop;
  const row = Math.max(1, all.filter((one) => one.offsetTop === first).length);
  const rtl = getComputedStyle(grid).direction === "rtl";
  const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ArrowDown: row, ArrowUp: -row }[event.key];
  if (!step || (at < 0 && event.key !== "ArrowDown")) return;
  event.preventDefault();
  const target = at < 0 ? all[0] : all[at + step];
  if (target) target.focus();
  else if (step < 0) search.focus();
}

function choice({ name, character }: Emoji): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = character;
  button.title = name;
  button.setAttribute("aria-label", name.replaceAll("_", " "));
  return button;
}

function last(): Emoji[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? found.filter(isEmoji).slice(0, LAST) : [];
  } catch {
    return [];
  }
}

function remember(emoji: Emoji): void {
  const kept = [emoji, ...last().filter(({ character }) => character !== emoji.character)].slice(0, LAST);
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing offers the common ones.
  }
}

function isEmoji(value: unknown): value is Emoji {
  const { name, character } = (value ?? {}) as Partial<Emoji>;
  return typeof name === "string" && typeof character === "string";
}
