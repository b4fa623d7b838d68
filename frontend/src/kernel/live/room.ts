/** Web Locks and BroadcastChannel as a room; null where a browser has neither, and each tab then connects for itself. */
import type { Socket } from "./connection";
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

export function browserSocket(address: string): Socket {
  const url = new URL(address, window.location.href);
  url.protocol = window.location.protocol === "https:" ? "wss:" : "ws:";
  const wire = new WebSocket(url);
  const socket: Socket = {
    send: (data) => wire.send(data),
    close: (code) => wire.close(code),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  wire.onopen = () => socket.onopen?.();
  wire.onmessage = ({ data }) => socket.onmessage?.({ data });
  wire.onclose = ({ code }) => socket.onclose?.({ code });
  return socket;
}
