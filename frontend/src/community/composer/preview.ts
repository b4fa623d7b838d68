/** What the server would show of the text, a moment after one stops typing: the same renderer, so never a surprise. */
import { api } from "@kernel/api/client";
import { colourCode } from "../colours";
import type { Parts } from "./field";

const QUIET = 400;
export type Render = (body: string) => Promise<string>;

const ask: Render = async (body) => (await api.post<{ html: string }>("preview", { body })).html;

export function attachPreview({ field, part }: Parts, render: Render = ask): void {
  const section = part<HTMLElement>("[data-live-preview]");
  const place = part<HTMLElement>("[data-preview-text]");
  let timer = 0;
  let asked = 0;
  let shown = "";
  const refresh = async () => {
    const body = field.value;
    if (body === shown) return;
    const mine = ++asked;
    if (!body.trim()) {
      shown = body;
      section.hidden = true;
      return place.replaceChildren();
    }
    try {
      const html = await render(body);
      if (mine !== asked) return;
      shown = body;
      // The server cleaned it against its allow-list: the same HTML that the post's page would hold.
      place.innerHTML = html;
      colourCode(section);
    } catch {
      if (mine === asked && !shown) place.textContent = place.dataset.failed ?? "";
    }
    section.hidden = false;
  };
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void refresh(), QUIET);
  });
  if (field.value.trim()) void refresh();
}
