/** From key presses to commands. */
import { isTyping } from "@kernel/a11y/focus";
import { useEffect } from "react";
import { type Command, listCommands } from "./commands";

const NEXT_WITHIN = 1_000;

/** The press as written in a command: "mod+k", "shift+e", "?", "enter". */
export function pressOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const parts = [
    event.ctrlKey || event.metaKey ? "mod" : "",
    event.altKey ? "alt" : "",
    // Shift that made another sign, like "?", is already part of that sign.
    event.shiftKey && (letter || event.key.length > 1) ? "shift" : "",
    event.key.toLowerCase(),
  ];
  return parts.filter(Boolean).join("+");
}

/** The command of these presses, or whether they may be the beginning of one. */
export function matchPresses(presses: string[], commands: Command[]): Command | "beginning" | null {
  const text = presses.join(" ");
  const exact = commands.find(({ keys }) => keys === text);
  if (exact) return exact;
  return commands.some(({ keys }) => keys?.startsWith(`${text} `)) ? "beginning" : null;
}

export function useKeyboard(): void {
  useEffect(() => {
    let presses: string[] = [];
    let timer = 0;
    const forget = () => {
      presses = [];
      window.clearTimeout(timer);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || ["Control", "Shift", "Alt", "Meta"].includes(event.key))
        return;
      const press = pressOf(event);
      // In a field only chords with Ctrl or Command are ours; in an open dialog nothing is.
      if (document.querySelector("dialog[open]") || (isTyping(event.target) && !press.startsWith("mod+"))) return;
      if (
        press === "enter" &&
        event.target instanceof HTMLElement &&
        event.target.closest("a, button, [role^=menuitem]")
      )
        return;
      presses = [...presses, press];
      const found = matchPresses(presses, listCommands()) ?? matchPresses([press], listCommands());
      window.clearTimeout(timer);
      if (found === "beginning") {
        timer = window.setTimeout(forget, NEXT_WITHIN);
        return;
      }
      forget();
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener("keydown", onKey);
    return () => {
      forget();
      window.removeEventListener("keydown", onKey);
    };
  }, []);
}
