/** The bell's number follows what happens, and the page's title tells it to whoever looks at another tab. */
import { api } from "@kernel/api/client";
import { type Follow, follow } from "./live";

const QUIET = 250;
export type Count = () => Promise<number | null>;

const askCount: Count = () =>
  api.get<{ unread: number }>("notifications/unread").then(
    ({ unread }) => unread,
    () => null,
  );

export function attachBell(root: Document, count: Count = askCount, listen: Follow = follow): void {
  const bell = root.querySelector<HTMLElement>("[data-bell]");
  if (!bell) return;
  let timer = 0;
  const refresh = async () => {
    timer = 0;
    const unread = await count();
    if (unread !== null) show(root, bell, unread);
  };
  /** A burst of events costs one request. */
  const soon = () => {
    if (!timer) timer = window.setTimeout(() => void refresh(), QUIET);
  };
  listen("me", bell.dataset.viewer ?? "", (type) => type === "notifications.changed" && soon(), soon);
}

function show(root: Document, bell: HTMLElement, unread: number): void {
  if (bell.dataset.unread === String(unread)) return;
  bell.dataset.unread = String(unread);
  const badge = bell.querySelector<HTMLElement>("[data-bell-count]");
  if (badge) {
    badge.textContent = unread > 99 ? "99+" : String(unread);
    badge.hidden = unread === 0;
  }
  const text = bell.querySelector<HTMLElement>("[data-bell-text]");
  if (text) text.textContent = unread ? `${bell.dataset.label ?? ""} (${unread})` : (bell.dataset.label ?? "");
  root.title = `${unread ? `(${unread}) ` : ""}${root.title.replace(/^\(\d+\) /, "")}`;
}
