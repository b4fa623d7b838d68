import type { Entry } from "@kernel/api/types";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR = 48;

/** Stays at the end while new entries come, unless the reader has scrolled away; earlier pages open without a jump. */
export function useStickToEnd(viewport: RefObject<HTMLElement | null>, entries: Entry[], outgoing: number) {
  const [atEnd, setAtEnd] = useState(true);
  const sticking = useRef(true);
  const height = useRef(0);
  const first = useRef<string | undefined>(undefined);
  const sent = useRef(outgoing);

  const toEnd = useCallback(() => {
    const element = viewport.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [viewport]);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (!element) return;
    const earlierCame = first.current !== undefined && entries[0]?.id !== first.current;
    if (sticking.current || outgoing > sent.current) toEnd();
    else if (earlierCame) element.scrollTop += element.scrollHeight - height.current;
    first.current = entries[0]?.id;
    sent.current = outgoing;
    height.current = element.scrollHeight;
  }, [entries, outgoing, viewport, toEnd]);

  useEffect(() => {
    const element = viewport.current;
    if (!element) return;
    const look = () => {
      sticking.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      setAtEnd(sticking.current);
    };
    // The composer grows and shrinks below: the end stays in sight.
    const observer = new ResizeObserver(() => sticking.current && toEnd());
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [viewport, toEnd]);

  return { atEnd, toEnd };
}
