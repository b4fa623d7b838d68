/** A member in short beside their name, when it is pointed at or has the focus; Escape puts it away. */
import { type GetPage, getPage } from "./page_client";

const PATIENCE = 450;

export function attachPersonCards(root: Document, get: GetPage = getPage): void {
  let timer = 0;
  let shown: HTMLElement | null = null;
  const hide = () => {
    window.clearTimeout(timer);
    shown?.remove();
    shown = null;
  };
  const show = async (link: HTMLAnchorElement) => {
    const page = await get(`${link.pathname}card/`);
    const card = page?.querySelector("[data-card]");
    if (!card || !link.isConnected || !wanted(link)) return;
    hide();
    const box = root.createElement("div");
    box.className = "person-hover";
    box.setAttribute("role", "note");
    box.append(...root.importNode(card, true).childNodes);
    const place = link.getBoundingClientRect();
    root.body.append(box);
    // Below the name, or above it where it would leave the window.
    const below = place.bottom + 4 + box.offsetHeight <= root.documentElement.clientHeight;
    const top = below || place.top < box.offsetHeight + 4 ? place.bottom + 4 : place.top - box.offsetHeight - 4;
    box.style.top = `${top + window.scrollY}px`;
    const most = window.scrollX + root.documentElement.clientWidth - box.offsetWidth - 8;
    box.style.left = `${Math.max(window.scrollX + 8, Math.min(place.left + window.scrollX, most))}px`;
    box.addEventListener("pointerleave", hide);
    shown = box;
  };
  const begin = (event: Event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.person[href^="/u/"]') : null;
    if (!link) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void show(link), PATIENCE);
  };
  const end = (event: Event) => {
    window.clearTimeout(timer);
    const to = (event as PointerEvent | FocusEvent).relatedTarget;
    if (shown && !(to instanceof Node && shown.contains(to))) hide();
  };
  root.addEventListener("pointerover", (event) => event.pointerType === "mouse" && begin(event));
  root.addEventListener("focusin", begin);
  root.addEventListener("pointerout", end);
  root.addEventListener("focusout", end);
  root.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

function wanted(link: HTMLElement): boolean {
  return link.matches(":hover, :focus");
}
