/** @names and :emoji: completed while typing: a list under the field, chosen with arrows and Enter or Tab. */
import { api } from "@kernel/api/client";
import { replace, type Unfinished, unfinished } from "./editing";
import { current, type Parts, write } from "./field";

export type Choice = { insert: string; title: string; detail: string };
export type Find = (wanted: Unfinished) => Promise<Choice[]>;
type Name = { kind: string; name: string; label: string };
type Emoji = { name: string; character: string };

const finder =
  (words: DOMStringMap): Find =>
  async ({ kind, words: q }) => {
    if (kind === ":") {
      const { items } = await api.get<{ items: Emoji[] }>("emoji", { q });
      return items.map(({ name, character }) => ({ insert: `${character} `, title: character, detail: `:${name}:` }));
    }
    const { items } = await api.get<{ items: Name[] }>("names", { q });
    const also: Record<string, string | undefined> = { group: words.group, team: words.team };
    return items.map((item) => ({
      insert: `@${item.name} `,
      title: `@${item.name}`,
      detail: [item.label, also[item.kind]].filter(Boolean).join(" · "),
    }));
  };

export function attachCompletion({ field, words, part }: Parts, find: Find = finder(words)): void {
  const list = part<HTMLUListElement>("[data-choices]");
  let shown: Choice[] = [];
  let at = 0;
  let asked = 0;
  let timer = 0;
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);

  const close = () => {
    asked++;
    shown = [];
    list.hidden = true;
    list.replaceChildren();
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (index: number) => {
    at = (index + shown.length) % shown.length;
    [...list.children].forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === at));
    });
    const chosen = list.children[at];
    field.setAttribute("aria-activedescendant", chosen?.id ?? "");
    chosen?.scrollIntoView?.({ block: "nearest" });
  };
  const take = (choice: Choice) => {
    const wanted = unfinished(field.value, field.selectionStart);
    if (wanted) write(field, replace({ ...current(field), start: wanted.from }, choice.insert));
    close();
  };
  const show = (choices: Choice[]) => {
    shown = choices;
    list.replaceChildren(...choices.map((choice, index) => item(choice, index, take)));
    list.hidden = choices.length === 0;
    if (choices.length) mark(0);
  };
  const look = async () => {
    const wanted = unfinished(field.value, field.selectionStart);
    if (!wanted) return close();
    const mine = ++asked;
    const found = await find(wanted).catch(() => []);
    if (mine === asked) show(found);
  };
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void look(), 120);
  });
  field.addEventListener("blur", () => window.setTimeout(close, 150));
  field.addEventListener("keydown", (event) => {
    const choice = shown[at];
    if (!choice || event.isComposing) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => mark(at + 1),
      ArrowUp: () => mark(at - 1),
      Enter: () => take(choice),
      Tab: () => take(choice),
      Escape: close,
    };
    const act = event.ctrlKey || event.metaKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

function item(choice: Choice, index: number, take: (choice: Choice) => void): HTMLLIElement {
  const line = document.createElement("li");
  line.id = `composer-choice-${index}`;
  line.setAttribute("role", "option");
  const title = document.createElement("strong");
  title.textContent = choice.title;
  const detail = document.createElement("span");
  detail.textContent = choice.detail;
  detail.dir = "auto";
  line.append(title, " ", detail);
  line.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(choice);
  });
  return line;
}
