/** The one place of the community's scripts that asks the server: pages and parts of pages, as documents. */
export type GetPage = (address: string) => Promise<Document | null>;

export const getPage: GetPage = async (address) => {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok) return null;
    // Its style element carries the nonce of another page, which this page's content policy would complain about.
    const html = (await answer.text()).replace(/<style[^>]*>[^<]*<\/style>/g, "");
    return new DOMParser().parseFromString(html, "text/html");
  } catch {
    return null;
  }
};

export type Send = (address: string, data: FormData) => void;

/** Sends and forgets, also while the page is being left. */
export const sendQuietly: Send = (address, data) => {
  void fetch(address, { method: "POST", body: data, credentials: "same-origin", keepalive: true }).catch(() => {});
};
