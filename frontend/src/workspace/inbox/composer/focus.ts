/** Lets the keyboard reach the composer from anywhere. */
import type { DraftKind } from "./drafts";

const WANTED = "chorus:compose";

export function focusComposer(kind: DraftKind): void {
  window.dispatchEvent(new CustomEvent(WANTED, { detail: kind }));
}

export function onComposerWanted(listener: (kind: DraftKind) => void): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<DraftKind>).detail);
  window.addEventListener(WANTED, hear);
  return () => window.removeEventListener(WANTED, hear);
}
