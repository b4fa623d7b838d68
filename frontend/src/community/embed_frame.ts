/** Inside a frame on a brand's own site: tells the page around how tall the content is. */
export function attachEmbedFrame(root: Document, tell: (height: number) => void = toParent): void {
  const body = root.querySelector<HTMLElement>("[data-embed-frame]");
  if (!body) return;
  new ResizeObserver(() => tell(Math.ceil(body.getBoundingClientRect().height))).observe(body);
}

function toParent(height: number): void {
  // Only a number, and any page may know it: which sites may frame us is the policy's to say.
  window.parent.postMessage({ chorus: "height", height }, "*");
}
