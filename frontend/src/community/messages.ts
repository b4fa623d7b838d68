/** Private messages as they come: the envelope's number, and new ones at the end of the open conversation. */
import { api } from "@kernel/api/client";
import { type Follow, follow } from "./live";
import { type GetPage, getPage } from "./page_client";
import { softenTimes } from "./times";

const QUIET = 250;
export type Count = () => Promise<number | null>;

const askCount: Count = () =>
  api.get<{ unread: number }>("messages/unread").then(
    ({ unread }) => unread,
    () => null,
  );

export function attachMessages(
  root: Document,
  count = askCount,
  listen: Follow = follow,
  get: GetPage = getPage,
): void {
  const envelope = root.querySelector<HTMLElement>("[data-envelope]");
  if (!envelope) return;
  const said = root.querySelector<HTMLElement>("[data-said]:not([data-earlier])");
  let timer = 0;
  const refresh = async () => {
    timer = 0;
    if (said) await append(root, said, get);
    const unread = await count();
    if (unread !== null) show(envelope, unread);
  };
  /** A burst of events costs one request. */
  const soon = () => {
    if (!timer) timer = window.setTimeout(() => void refresh(), QUIET);
  };
  listen("me", envelope.dataset.viewer ?? "", (type) => type.startsWith("messaging.") && soon(), soon);
}

async function append(root: Document, said: HTMLElement, get: GetPage): Promise<void> {
  const page = await get(`/messages/${said.dataset.exchange}/?after=${said.dataset.last ?? 0}`);
  const items = page?.querySelectorAll<HTMLElement>("[data-said] > [data-position]") ?? [];
  let added = 0;
  for (const item of items) {
    if (said.querySelector(`[data-position="${item.dataset.position}"]`)) continue;
    said.append(root.importNode(item, true));
    said.dataset.last = item.dataset.position ?? "";
    added += item.classList.contains("is-own") ? 0 : 1;
  }
  if (!items.length) return;
  softenTimes(root);
  const status = root.querySelector<HTMLElement>("[data-said-status]");
  if (status && added) status.textContent = status.dataset.text ?? "";
}

function show(envelope: HTMLElement, unread: number): void {
  const badge = envelope.querySelector<HTMLElement>("[data-envelope-count]");
  if (badge) {
    badge.textContent = unread > 99 ? "99+" : String(unread);
    badge.hidden = unread === 0;
  }
  const text = envelope.querySelector<HTMLElement>("[data-envelope-text]");
  const label = envelope.dataset.label ?? "";
  if (text) text.textContent = unread ? `${label} (${unread})` : label;
}
