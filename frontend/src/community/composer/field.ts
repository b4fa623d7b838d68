/** The text field of a composer, and the parts around it. */
export type Parts = {
  root: HTMLElement;
  field: HTMLTextAreaElement;
  words: DOMStringMap;
  part: <T extends HTMLElement>(selector: string) => T;
};

/** Changes the field so that the browser's undo knows of it, and tells whoever listens. */
export function write(field: HTMLTextAreaElement, text: { value: string; start: number; end: number }): void {
  const old = field.value;
  let from = 0;
  while (from < old.length && from < text.value.length && old[from] === text.value[from]) from++;
  let oldEnd = old.length;
  let newEnd = text.value.length;
  while (oldEnd > from && newEnd > from && old[oldEnd - 1] === text.value[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  field.focus();
  field.setSelectionRange(from, oldEnd);
  const inserted = text.value.slice(from, newEnd);
  // execCommand is old, and the only way that keeps undo in a textarea.
  const done = typeof document.execCommand === "function" && document.execCommand("insertText", false, inserted);
  if (!done || field.value !== text.value) {
    field.value = text.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(text.start, text.end);
}

export const current = (field: HTMLTextAreaElement) => ({
  value: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
});
