/** Web Locks and BroadcastChannel as a room; null where a browser has neither, and each tab then connects for itself. */
import type { Room } from "./tabs";

export function browserRoom(name: string): Room | null {
  if (typeof BroadcastChannel === "undefined" || !("locks" in navigator)) return null;
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => channel.addEventListener("message", ({ data }) => listener(data)),
    lead: (callback) => {
      // Held until the tab goes away; then the browser hands it to the next one in line.
      void navigator.locks.request(name, () => {
        callback();
        return new Promise<never>(() => {});
      });
    },
  };
}

export function browserSocket(address: string): WebSocket {
  const url = new URL(address, window.location.href);
  url.protocol = window.location.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(url);
}
