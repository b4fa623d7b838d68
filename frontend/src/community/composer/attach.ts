/** Loads the composer's tools when somebody is about to write; readers never download them. */
export function attachComposers(root: Document): void {
  const composers = root.querySelectorAll<HTMLElement>("[data-composer]");
  const load = (element: HTMLElement) => void import("./composer").then(({ startComposer }) => startComposer(element));
  for (const element of composers) {
    if (element.closest("[data-ask]") || element.closest(".narrow")) load(element);
    else waitFor(element, () => load(element));
  }
  const place = root.querySelector<HTMLElement>("[data-quote-button]");
  if (place) attachQuoting(root, place);
}

/** The composer under a topic wakes when it is touched, or when it is about to be seen. */
function waitFor(element: HTMLElement, wake: () => void): void {
  let woken = false;
  const once = () => {
    if (woken) return;
    woken = true;
    observer?.disconnect();
    wake();
  };
  const observer =
    "IntersectionObserver" in window
      ? new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && once(), {
          rootMargin: "300px",
        })
      : null;
  observer?.observe(element);
  element.addEventListener("focusin", once, { once: true });
  element.addEventListener("composer:wake", once, { once: true });
}

function attachQuoting(root: Document, place: HTMLElement): void {
  const start = () => void import("./quoting").then(({ startQuoting }) => startQuoting(root, place));
  root.addEventListener("selectionchange", start, { once: true });
  for (const link of root.querySelectorAll<HTMLAnchorElement>("a[data-reply]")) {
    link.addEventListener("focus", start, { once: true });
    link.addEventListener("pointerenter", start, { once: true });
  }
}
