/** Makes a plain text field a composer: tools, live preview, uploads, completion and drafts. */
import { attachCompletion } from "./completion";
import { attachDraft } from "./drafts";
import { type Parts, write } from "./field";
import { attachPreview } from "./preview";
import { attachTools } from "./tools";
import { attachUploads } from "./uploads";

const started = new WeakSet<HTMLElement>();

export function startComposer(root: HTMLElement): void {
  const template = root.querySelector<HTMLTemplateElement>("template[data-composer-tools]");
  const field = root.querySelector<HTMLTextAreaElement>("[data-composer-text]");
  if (!template || !field || started.has(root)) return;
  started.add(root);
  const tools = template.content.cloneNode(true) as DocumentFragment;
  const bar = tools.querySelector(".composer-tools");
  const panel = tools.querySelector("[data-emoji-panel]");
  if (bar && panel) field.before(bar, panel);
  field.after(tools);
  root.querySelector("[data-server-preview]")?.remove();
  const part = <T extends HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (!found) throw new Error(`the composer lacks ${selector}`);
    return found;
  };
  const parts: Parts = { root, field, words: part("[data-words]").dataset, part };
  const form = field.form;
  for (const name of ["[data-plain-preview]", "[data-plain-draft]"]) form?.querySelector(name)?.remove();
  attachTools(parts);
  attachPreview(parts);
  attachUploads(parts);
  attachCompletion(parts);
  attachDraft(parts);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form?.requestSubmit(form.querySelector<HTMLButtonElement>("[data-send]"));
    }
  });
  attachTemplates(parts);
  if (form?.matches("[data-ask]")) void import("./similar").then(({ attachSimilar }) => attachSimilar(form));
}

/** Texts to begin with, beside the composer of a reply. */
function attachTemplates({ field }: Parts): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-insert-template]")) {
    button.addEventListener("click", () => {
      const text = document.getElementById(`template-${button.dataset.insertTemplate}`)?.textContent ?? "";
      field.focus();
      write(field, { value: field.value ? `${field.value}\n\n${text}` : text, start: 0, end: 0 });
      button.closest("details")?.removeAttribute("open");
    });
  }
}
