/** The one place of the community's scripts that asks the server: pages and parts of pages, as documents. */
export type GetPage = (address: string) => Promise<Document | null>;

export const getPage: GetPage = async (address) => {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
};
