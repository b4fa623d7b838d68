/** Unsent text, kept in this browser per conversation until it is sent. */
import { useCallback, useEffect, useState } from "react";

export type DraftKind = "reply" | "note";

const PREFIX = "chorus.draft.";
const CHANGED = "chorus:draft";

const keyOf = (conversation: string, kind: DraftKind) => `${PREFIX}${conversation}.${kind}`;

function write(key: string, text: string): void {
  if (text) localStorage.setItem(key, text);
  else localStorage.removeItem(key);
}

export function useDraft(conversation: string, kind: DraftKind): [string, (text: string) => void] {
  const key = keyOf(conversation, kind);
  const [text, setText] = useState(() => localStorage.getItem(key) ?? "");
  useEffect(() => {
    const read = () => setText(localStorage.getItem(key) ?? "");
    read();
    window.addEventListener(CHANGED, read);
    return () => window.removeEventListener(CHANGED, read);
  }, [key]);
  const change = useCallback(
    (next: string) => {
      setText(next);
      write(key, next);
    },
    [key],
  );
  return [text, change];
}

/** Gives the text of a message that was not sent back to the composer, before what stands there. */
export function restoreDraft(conversation: string, kind: DraftKind, body: string): void {
  const key = keyOf(conversation, kind);
  const standing = localStorage.getItem(key);
  write(key, standing ? `${body}\n\n${standing}` : body);
  window.dispatchEvent(new Event(CHANGED));
}
