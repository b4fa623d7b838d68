/** Put on a brand's own pages: turns marked elements into frames with the community's comments or question box. */
(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script) return;
  const origin = new URL(script.dataset.chorus ?? script.src).origin;
  const frames = new Set<HTMLIFrameElement>();

  const frame = (place: Element, path: string, title: string): void => {
    const element = document.createElement("iframe");
    element.src = origin + path;
    element.title = title;
    element.loading = "lazy";
    element.style.cssText = "inline-size:100%;border:0;block-size:12rem;color-scheme:normal";
    place.replaceChildren(element);
    frames.add(element);
  };

  addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.origin !== origin) return;
    const { chorus, height } = (event.data ?? {}) as { chorus?: unknown; height?: unknown };
    if (chorus !== "height" || typeof height !== "number") return;
    for (const element of frames) {
      if (element.contentWindow === event.source)
        element.style.blockSize = `${Math.min(Math.max(height, 80), 10_000)}px`;
    }
  });

  const page = new URL(location.href);
  page.search = page.hash = "";
  for (const place of document.querySelectorAll<HTMLElement>("[data-chorus-comments]")) {
    const query = new URLSearchParams({ url: place.dataset.url ?? page.href, title: document.title.slice(0, 200) });
    frame(place, `/embed/comments/?${query}`, place.dataset.title ?? "Comments");
  }
  for (const place of document.querySelectorAll<HTMLElement>("[data-chorus-ask]")) {
    frame(place, "/embed/ask/", place.dataset.title ?? "Ask the community");
  }
})();
