import { useEffect, useMemo } from "react";
import { sayLane } from "../../live/live";

const AT_MOST_EVERY = 3_000;
const QUIET_AFTER = 6_000;

/** Tells colleagues that somebody writes here, seldom enough to cost nothing. */
export function useTypingSignal(conversation: string) {
  const signal = useMemo(() => typingSignal(`conversation:${conversation}`), [conversation]);
  useEffect(() => signal.stop, [signal]);
  return signal;
}

function typingSignal(topic: string) {
  let saidAt = 0;
  let timer = 0;
  const stop = () => {
    window.clearTimeout(timer);
    if (saidAt > 0) sayLane(topic, "viewing");
    saidAt = 0;
  };
  const type = () => {
    const now = Date.now();
    if (now - saidAt >= AT_MOST_EVERY) {
      saidAt = now;
      sayLane(topic, "typing");
    }
    window.clearTimeout(timer);
    timer = window.setTimeout(stop, QUIET_AFTER);
  };
  return { type, stop };
}
