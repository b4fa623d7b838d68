/** Select words in a post and quote them; or quote a whole post with its button. The source travels as an id alone. */
import { api } from "@kernel/api/client";
import { startComposer } from "./composer";
import { insertBlock } from "./editing";
import { write } from "./field";

export function startQuoting(root: Document, place: HTMLElement): void {
  const composer = root.querySelector<HTMLElement>("[data-composer]");
  const field = composer?.querySelector<HTMLTextAreaElement>("[data-composer-text]");
  if (!composer || !field || place.childElementCount) return;
  const button = root.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = place.dataset.words ?? "";
  place.append(button);
  const quote = (markdown: string, postId: string) => {
    startComposer(composer);
    const text = { value: field.value, start: field.value.length, end: field.value.length };
    const made = insertBlock(text, markdown);
    const value = `${made.value}\n\n`;
    write(field, { value, start: value.length, end: value.length });
    const target = field.form?.querySelector<HTMLInputElement>("[data-reply-to]");
    if (target && !target.value) target.value = postId;
    field.scrollIntoView({ block: "center" });
  };
  root.addEventListener("selectionchange", () => {
    const chosen = selected(root);
    place.hidden = !chosen;
    if (!chosen) return;
    const box = chosen.range.getBoundingClientRect();
    place.style.setProperty("inset-block-start", `${box.bottom + window.scrollY + 6}px`);
    place.style.setProperty(
      "left",
      `${Math.max(8, Math.min(box.left + window.scrollX, document.body.clientWidth - 110))}px`,
    );
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const chosen = selected(root);
    if (chosen) quote(quotation(chosen.postId, chosen.words), chosen.postId);
    root.getSelection()?.removeAllRanges();
  });
  root.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-reply]");
    const postId = link?.dataset.reply;
    if (!link || !postId || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    api
      .get<{ markdown: string }>(`posts/${postId}/quotation`)
      .then(({ markdown }) => quote(markdown.trimEnd(), postId))
      .catch(() => window.location.assign(link.href));
  });
}

export function quotation(postId: string, words: string): string {
  const lines = words
    .trim()
    .split(/\n+/)
    .map((line) => `> ${line.trim()}`);
  return `> [!quote post:${postId}]\n${lines.join("\n>\n")}`;
}

function selected(root: Document): { range: Range; words: string; postId: string } | null {
  const selection = root.getSelection();
  const words = selection?.toString().trim() ?? "";
  if (!selection || selection.rangeCount === 0 || !words) return null;
  const range = selection.getRangeAt(0);
  const post = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(".prose");
  const [first, last] = [post(range.startContainer), post(range.endContainer)];
  const postId = first?.closest<HTMLElement>("[data-post]")?.dataset.post;
  return first && first === last && postId ? { range, words, postId } : null;
}
