/** The live connection of a reader's page: one topic, shared with the browser's other tabs. */
import { browserRoom, browserSocket } from "@kernel/live/room";
import { SharedLive } from "@kernel/live/tabs";

export type Follow = (
  topic: string,
  viewer: string,
  hear: (type: string, data?: Record<string, unknown>) => void,
  again: (lost?: boolean) => void,
) => void;

/** `hear` is called with the type and the ids of each event of the topic, `again` whenever something may have been missed;
 *  `lost` says that it cannot be told what. */
export const follow: Follow = (topic, viewer, hear, again) => {
  // "me" carries what is for this account alone.
  const subject = topic === "me" ? `user:${viewer}` : topic;
  const live = new SharedLive(
    crypto.randomUUID(),
    browserRoom(`chorus-live-${viewer}`),
    () => browserSocket("/ws/"),
    {
      event: (frame) => frame.subject === subject && hear(frame.type, frame.data),
      reset: () => again(true),
      forget: () => again(true),
      lane: () => {},
      refused: () => {},
      // Between the page and the socket there is a moment in which somebody may have replied.
      status: (status) => status === "live" && again(),
      position: () => {},
    },
    { cursor: null, epoch: null },
  );
  live.start([topic]);
  window.addEventListener("online", () => live.wake());
  window.addEventListener("offline", () => live.sleep());
  window.addEventListener("pagehide", () => live.stop());
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
};
