import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { queryClient } from "./client";
import type { TimelineData } from "./conversations";
import { keys } from "./keys";
import { discard, retry, send, sendAnyway, useOutbox } from "./outbox";

const draft = { conversation: "c1", kind: "reply" as const, body: "Hello", seenSeq: 3, resolve: false };

function answers(...replies: [number, unknown][]) {
  const sent: Record<string, unknown>[] = [];
  vi.stubGlobal("fetch", async (_: string, request: RequestInit) => {
    sent.push(JSON.parse(String(request.body)));
    const [status, body] = replies.shift() ?? [500, { code: "gone", message: "" }];
    if (status === 0) throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(body), { status });
  });
  return sent;
}

afterEach(() => {
  vi.unstubAllGlobals();
  queryClient.clear();
});

test("an accepted reply leaves the outbox and stands on the timeline once", async () => {
  const timeline: TimelineData = { pages: [{ items: [], next: null, previous: null }], pageParams: [""] };
  queryClient.setQueryData(keys.timeline("c1"), timeline);
  const sent = answers([201, { id: "e1", kind: "message" }]);
  const { result } = renderHook(() => useOutbox("c1"));
  await act(() => send(draft));
  expect(result.current).toEqual([]);
  expect(sent[0]).toMatchObject({ body: "Hello", seen_seq: 3 });
  expect(queryClient.getQueryData<TimelineData>(keys.timeline("c1"))?.pages[0]?.items).toHaveLength(1);
});

test("a reply without an answer is kept and sent again under the same id", async () => {
  const sent = answers([0, null], [200, { id: "e1", kind: "message" }]);
  const { result } = renderHook(() => useOutbox("c1"));
  await act(() => send(draft));
  expect(result.current[0]?.state).toBe("failed");
  await act(() => retry(result.current[0]?.id ?? ""));
  expect(sent[1]?.id).toBe(sent[0]?.id);
  expect(result.current).toEqual([]);
});

test("a stale reply waits for a decision and then carries what was seen", async () => {
  const missed = [
    { id: "m4", seq: 4 },
    { id: "m5", seq: 5 },
  ];
  const sent = answers([409, { code: "stale_reply", message: "", missed }], [201, { id: "e2", kind: "message" }]);
  const { result } = renderHook(() => useOutbox("c1"));
  await act(() => send(draft));
  expect(result.current[0]).toMatchObject({ state: "stale", missed });
  await act(() => sendAnyway(result.current[0]?.id ?? ""));
  expect(sent[1]).toMatchObject({ id: sent[0]?.id, seen_seq: 5 });
  expect(result.current).toEqual([]);
});

test("a refused reply says why and gives its text back", async () => {
  answers([400, { code: "cannot_reply", message: "From here no answer reaches the customer." }]);
  const { result } = renderHook(() => useOutbox("c1"));
  await act(() => send(draft));
  expect(result.current[0]).toMatchObject({ state: "failed", problem: "From here no answer reaches the customer." });
  act(() => {
    expect(discard(result.current[0]?.id ?? "")?.body).toBe("Hello");
  });
  expect(result.current).toEqual([]);
});
