/** Says something to people who use a screen reader, without moving their focus. */
let region: HTMLElement | null = null;

function liveRegion(): HTMLElement {
  if (region?.isConnected) return region;
  region = document.createElement("div");
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  region.className = "visually-hidden";
  document.body.append(region);
  return region;
}

export function announce(text: string): void {
  const target = liveRegion();
  target.textContent = "";
  // A changed text is read; the same text set twice in one frame is not.
  requestAnimationFrame(() => {
    target.textContent = text;
  });
}
