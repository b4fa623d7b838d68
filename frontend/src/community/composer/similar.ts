/** Topics that may answer a question while its title is typed. What was shown is noted by the server. */
import { api } from "@kernel/api/client";

const QUIET = 500;
const SHORTEST = 8;
type Similar = { title: string; url: string; language: string; is_solved: boolean };
export type Look = (title: string) => Promise<Similar[]>;

export function attachSimilar(form: HTMLFormElement, look: Look = asker(form)): void {
  const title = form.querySelector<HTMLInputElement>("[data-ask-title]");
  const place = form.querySelector<HTMLElement>("[data-similar]");
  const said = form.querySelector<HTMLElement>("[data-similar-said]");
  const seen = form.querySelector<HTMLInputElement>("[data-seen-similar]");
  if (!title || !place) return;
  let timer = 0;
  let asked = 0;
  const refresh = async () => {
    const mine = ++asked;
    const wanted = title.value.trim();
    const found = wanted.length < SHORTEST ? [] : await look(wanted).catch(() => []);
    if (mine !== asked) return;
    place.hidden = found.length === 0;
    if (said) said.textContent = found.length ? (said.dataset.one ?? "") : "";
    if (seen && found.length) seen.value = "yes";
    const heading = document.createElement("p");
    heading.className = "field-label";
    heading.textContent = place.dataset.heading ?? "";
    const list = document.createElement("ul");
    list.className = "similar-list";
    list.append(...found.map((topic) => line(topic, place.dataset.solved ?? "")));
    place.replaceChildren(heading, list);
  };
  title.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void refresh(), QUIET);
  });
  if (title.value.trim()) void refresh();
}

function line(topic: Similar, solved: string): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = topic.url;
  link.target = "_blank";
  link.rel = "noopener";
  link.lang = topic.language;
  link.dir = "auto";
  link.textContent = topic.title;
  item.append(link);
  if (topic.is_solved) {
    const badge = document.createElement("span");
    badge.className = "badge badge-solved";
    badge.textContent = solved;
    item.append(" ", badge);
  }
  return item;
}

function asker(form: HTMLFormElement): Look {
  const id = form.querySelector<HTMLInputElement>("input[name=id]")?.value ?? "";
  return async (title) => (await api.post<{ items: Similar[] }>("similar-topics", { question_id: id, title })).items;
}
