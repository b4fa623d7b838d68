/** Whether a key belongs to a field that is being written in. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

/** Moves focus with the arrow keys among the items of a menu or toolbar; returns whether the key was used. */
export function roveFocus(container: HTMLElement, key: string, selector = "[role^=menuitem], [role=option]"): boolean {
  const items = [...container.querySelectorAll<HTMLElement>(selector)].filter((item) => item.ariaDisabled !== "true");
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at <= 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 }[key];
  if (next === undefined || items.length === 0) return false;
  items[next % items.length]?.focus();
  return true;
}
