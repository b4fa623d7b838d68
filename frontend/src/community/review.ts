/** Keys and ticks of the review queue. Every key presses a button or a box that is there without it. */
export function attachReview(root: Document): void {
  const queue = root.querySelector<HTMLElement>("[data-review]");
  if (!queue) return;
  const items = [...queue.querySelectorAll<HTMLElement>("[data-review-item]")];
  const ticks = [...queue.querySelectorAll<HTMLInputElement>("[data-review-tick]")];
  const all = queue.querySelector<HTMLInputElement>("[data-review-all]");
  const everything = queue.querySelector<HTMLInputElement>("[data-review-everything]");
  const status = queue.querySelector<HTMLElement>("[data-review-status]");

  const tell = () => {
    const count = ticks.filter((tick) => tick.checked).length;
    if (all) all.checked = count > 0 && count === ticks.filter((tick) => !tick.disabled).length;
    if (status)
      status.textContent = count
        ? (status.dataset.some ?? "").replace("{count}", String(count))
        : (status.dataset.none ?? "");
  };
  all?.addEventListener("change", () => {
    for (const tick of ticks) if (!tick.disabled) tick.checked = all.checked;
    tell();
  });
  everything?.addEventListener("change", () => {
    for (const tick of ticks) tick.disabled = everything.checked || Boolean(tick.closest(".is-taken"));
  });
  for (const tick of ticks) tick.addEventListener("change", tell);

  const go = (step: number) => {
    const here = items.findIndex((item) => item.contains(root.activeElement));
    const next = items[Math.min(Math.max(here + step, 0), items.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const press = (selector: string) => {
    const item = items.find((found) => found.contains(root.activeElement));
    item?.querySelector<HTMLElement>(selector)?.click();
  };
  const keys: Record<string, () => void> = {
    j: () => go(1),
    k: () => go(-1),
    x: () => press("[data-review-tick]"),
    a: () => press('[data-review-verb="kept"]'),
    r: () => press('[data-review-verb="removed"]'),
    s: () => press('[data-review-verb="spam"]'),
    c: () => press('[data-review-verb="claim"]'),
    o: () => press("[data-review-open]"),
  };
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
