import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

type Arrived = { count: number; show: () => void };

/** Keeps the rows one looks at where they are while others arrive above, and counts those. */
export function useSteadyScroll(
  viewport: RefObject<HTMLElement | null>,
  rows: { id: string }[],
  height: number,
): Arrived {
  const before = useRef(rows);
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());

  useLayoutEffect(() => {
    const element = viewport.current;
    const old = before.current;
    before.current = rows;
    if (!element || old === rows || element.scrollTop < height / 2) return;
    const shift = shiftBetween(old, rows, Math.floor(element.scrollTop / height));
    if (shift === 0) return;
    element.scrollTop += shift * height;
    const known = new Set(old.map(({ id }) => id));
    const top = Math.floor(element.scrollTop / height);
    const fresh = rows.slice(0, top).filter(({ id }) => !known.has(id));
    if (fresh.length > 0) setArrived((all) => new Set([...all, ...fresh.map(({ id }) => id)]));
  }, [rows, viewport, height]);

  useEffect(() => {
    const element = viewport.current;
    if (!element) return;
    const onScroll = () => {
      if (element.scrollTop < height / 2) setArrived((all) => (all.size > 0 ? new Set() : all));
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [viewport, height]);

  const show = useCallback(() => viewport.current?.scrollTo({ top: 0, behavior: "smooth" }), [viewport]);
  return { count: arrived.size, show };
}

/** By how many places the first row in sight that still exists has moved. */
export function shiftBetween(old: { id: string }[], next: { id: string }[], firstInSight: number): number {
  const places = new Map(next.map(({ id }, index) => [id, index]));
  for (let index = firstInSight; index < old.length; index += 1) {
    const now = places.get(old[index]?.id ?? "");
    if (now !== undefined) return now - index;
  }
  return 0;
}
