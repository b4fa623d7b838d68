import type { Conversation, Entry } from "@kernel/api/types";
import { useEffect, useRef, useState } from "react";
import { markRead } from "../../data/changes";
import { lastSeq } from "../../data/conversations";
import { sayLane } from "../../live/live";

const SAY_EVERY = 12_000;

/** What the agent has really had before their eyes: the last message shown while the tab was in front and the end in sight. */
export function useReading(id: string, conversation: Conversation | undefined, entries: Entry[]) {
  const [atBottom, setAtBottom] = useState(true);
  const [visible, setVisible] = useState(!document.hidden);
  const [seenSeq, setSeenSeq] = useState(0);
  const reported = useRef(0);
  const last = lastSeq(entries);

  useEffect(() => {
    const onChange = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);

  useEffect(() => {
    if (atBottom && visible && last > seenSeq) setSeenSeq(last);
  }, [atBottom, visible, last, seenSeq]);

  const unread = conversation?.unread ?? false;
  useEffect(() => {
    if (seenSeq === 0 || (seenSeq <= reported.current && !unread) || !visible || !atBottom) return;
    if (!unread) return;
    reported.current = seenSeq;
    // Reading is a courtesy to the other windows; when it fails the next look reports it again.
    markRead(id, seenSeq).catch(() => {
      reported.current = 0;
    });
  }, [id, seenSeq, unread, visible, atBottom]);

  useEffect(() => {
    if (!visible) return;
    const topic = `conversation:${id}`;
    const say = () => sayLane(topic, "viewing");
    say();
    const timer = window.setInterval(say, SAY_EVERY);
    return () => {
      window.clearInterval(timer);
      sayLane(topic, "idle");
    };
  }, [id, visible]);

  return { seenSeq, setAtBottom };
}
