/** Frames of the live connection, checked at the border: what does not fit is not let in. */
export type EventFrame = {
  t: "event";
  seq: number;
  prev: number;
  type: string;
  subject: string;
  at: string;
  actor: string | null;
  data: Record<string, unknown>;
};
export type LaneState = "viewing" | "typing" | "idle";
export type LaneFrame = { t: "lane"; topic: string; user: { id: string; name: string }; state: LaneState };
export type ServerFrame =
  | { t: "ready"; seq: number; epoch: string }
  | EventFrame
  | { t: "skip"; to: number; prev?: number }
  | { t: "reset"; seq: number; epoch: string }
  | { t: "forget"; audience: string[] }
  | LaneFrame
  | { t: "refused"; topic: string }
  | { t: "pong" };
export type ClientFrame =
  | { t: "hello"; cursor: number | null; epoch: string | null; topics: string[] }
  | { t: "join"; topic: string }
  | { t: "leave"; topic: string }
  | { t: "lane"; topic: string; state: LaneState }
  | { t: "ping" };

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isLaneState = (value: unknown): value is LaneState =>
  value === "viewing" || value === "typing" || value === "idle";

/** The frame, or null when it is damaged or of a kind this release does not know. */
export function parseFrame(text: string): ServerFrame | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  return isRecord(raw) ? frameOf(raw) : null;
}

function frameOf(raw: Record<string, unknown>): ServerFrame | null {
  switch (raw.t) {
    case "ready":
    case "reset":
      return isNumber(raw.seq) && isText(raw.epoch) ? { t: raw.t, seq: raw.seq, epoch: raw.epoch } : null;
    case "event":
      return eventOf(raw);
    case "skip":
      if (!isNumber(raw.to)) return null;
      return isNumber(raw.prev) ? { t: "skip", to: raw.to, prev: raw.prev } : { t: "skip", to: raw.to };
    case "forget":
      return Array.isArray(raw.audience) ? { t: "forget", audience: raw.audience.filter(isText) } : null;
    case "lane":
      return laneOf(raw);
    case "refused":
      return isText(raw.topic) ? { t: "refused", topic: raw.topic } : null;
    case "pong":
      return { t: "pong" };
    default:
      return null;
  }
}

function eventOf({ seq, prev, type, subject, at, actor, data }: Record<string, unknown>): EventFrame | null {
  if (!(isNumber(seq) && isNumber(prev) && isText(type) && isText(subject))) return null;
  return {
    t: "event",
    seq,
    prev,
    type,
    subject,
    at: isText(at) ? at : "",
    actor: isText(actor) ? actor : null,
    data: isRecord(data) ? data : {},
  };
}

function laneOf({ topic, user, state }: Record<string, unknown>): LaneFrame | null {
  if (!(isText(topic) && isRecord(user) && isText(user.id) && isLaneState(state))) return null;
  return { t: "lane", topic, user: { id: user.id, name: isText(user.name) ? user.name : "" }, state };
}
