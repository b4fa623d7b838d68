/** Tells the brand which place of a search was opened, so that it learns what is missing. Says nothing of who searched. */
export function attachSearched(root: Document, send: (to: string, body: FormData) => void = beacon): void {
  const list = root.querySelector<HTMLElement>("[data-search-log]");
  if (!list) return;
  let told = false;
  list.addEventListener("click", (event) => {
    const item = (event.target as Element).closest("a")?.closest("li");
    if (told || !item) return;
    told = true;
    const { searchLog = "", firstPlace = "1", logTo = "" } = list.dataset;
    const body = new FormData();
    body.set("search", searchLog);
    body.set("place", String(Number(firstPlace) + [...list.children].indexOf(item)));
    send(logTo, body);
  });
}

function beacon(to: string, body: FormData): void {
  navigator.sendBeacon(to, body);
}
