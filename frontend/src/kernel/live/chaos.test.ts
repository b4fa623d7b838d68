/** The wire drops, doubles and reorders; connections break; still every visible event arrives once and in order. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveConnection } from "./connection";
import { FakeServer, listenerOf } from "./fake_server";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A small repeatable random source (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

test.each(Array.from({ length: 60 }, (_, seed) => [seed]))(
  "nothing lost, nothing twice, in order (seed %i)",
  (seed) => {
    const roll = dice(seed);
    const secret = new Set(Array.from({ length: 400 }, (_, index) => index + 1).filter(() => roll() < 0.3));
    const server = new FakeServer((seq) => !secret.has(seq));
    const seen = listenerOf();
    const connection = new LiveConnection(() => server.accept(), seen.listener, { cursor: null, epoch: null }, roll);
    connection.start(["desk"]);
    server.flush();
    for (let step = 0; step < 120; step += 1) {
      server.publish(Math.floor(roll() * 4));
      server.flush({ drop: () => roll() < 0.12, double: () => roll() < 0.1, reorder: () => roll() < 0.15 });
      if (roll() < 0.05) server.cut(roll() < 0.5 ? 1006 : 4009);
      vi.advanceTimersByTime(roll() < 0.2 ? 15_000 : 200);
    }
    // A calm end: the wire behaves, and one more visible event.
    secret.delete(server.head + 1);
    server.publish(1);
    for (let round = 0; round < 40; round += 1) {
      server.flush();
      vi.advanceTimersByTime(2_000);
    }
    const expected = Array.from({ length: server.head }, (_, index) => index + 1).filter((seq) => !secret.has(seq));
    expect(seen.seqs).toEqual(expected);
    expect(connection.where.cursor).toBe(server.head);
    expect(seen.resets).toBe(1);
  },
);
