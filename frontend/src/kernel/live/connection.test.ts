import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveConnection } from "./connection";
import { FakeServer, listenerOf } from "./fake_server";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function connect(server: FakeServer, position = { cursor: null as number | null, epoch: null as string | null }) {
  const seen = listenerOf();
  const connection = new LiveConnection(
    () => server.accept(),
    seen.listener,
    position,
    () => 0.5,
  );
  connection.start(["desk", "me"]);
  server.flush();
  return { connection, seen };
}

test("a first connection begins at the head and fetches everything", () => {
  const server = new FakeServer();
  server.publish(3);
  const { connection, seen } = connect(server);
  expect(connection.status).toBe("live");
  expect(seen.resets).toBe(1);
  expect(connection.where.cursor).toBe(3);
});

test("events move the cursor, doubles are applied once", () => {
  const server = new FakeServer();
  const { connection, seen } = connect(server);
  server.publish(2);
  server.flush({ double: () => true });
  expect(seen.seqs).toEqual([1, 2]);
  expect(connection.where.cursor).toBe(2);
});

test("a gap asks for a replay and nothing is missing afterwards", () => {
  const server = new FakeServer();
  const { seen } = connect(server);
  server.publish(3);
  let dropped = 0;
  server.flush({ drop: (frame) => frame.t === "event" && frame.seq === 2 && dropped++ === 0 });
  expect(seen.seqs).toEqual([1, 2, 3]);
  expect(server.hellos.at(-1)?.cursor).toBe(1);
});

test("what a person may not see is skipped without a gap", () => {
  const server = new FakeServer((seq) => seq % 2 === 0);
  const { connection, seen } = connect(server);
  server.publish(6);
  server.flush();
  expect(seen.seqs).toEqual([2, 4, 6]);
  expect(server.hellos).toHaveLength(1);
  expect(connection.where.cursor).toBe(6);
});

test("after a lost connection it resumes where it stood", () => {
  const server = new FakeServer();
  const { connection, seen } = connect(server);
  server.publish(2);
  server.flush();
  server.cut(1006);
  expect(connection.status).toBe("waiting");
  server.publish(2);
  vi.advanceTimersByTime(1000);
  server.flush();
  expect(connection.status).toBe("live");
  expect(seen.seqs).toEqual([1, 2, 3, 4]);
  expect(seen.resets).toBe(1);
});

test("another epoch means everything is fetched anew", () => {
  const server = new FakeServer();
  const { seen } = connect(server, { cursor: 90, epoch: "an older database" });
  expect(seen.resets).toBe(1);
});

test("a silent server is left and tried again", () => {
  const server = new FakeServer();
  const { connection } = connect(server);
  server.deaf = true;
  vi.advanceTimersByTime(25_000 + 10_000);
  expect(connection.status).toBe("waiting");
  server.deaf = false;
  vi.advanceTimersByTime(1000);
  server.flush();
  expect(connection.status).toBe("live");
});

test("tries grow apart and are capped", () => {
  const server = new FakeServer();
  server.refusing = true;
  connect(server);
  const before = server.accepted;
  vi.advanceTimersByTime(60_000);
  expect(server.accepted - before).toBeLessThan(12);
  expect(server.accepted - before).toBeGreaterThan(4);
});

test("being signed out ends it", () => {
  const server = new FakeServer();
  const { connection } = connect(server);
  server.cut(4003);
  vi.advanceTimersByTime(60_000);
  expect(connection.status).toBe("signed-out");
  expect(server.accepted).toBe(1);
});

test("topics joined while away are asked for on return", () => {
  const server = new FakeServer();
  const { connection } = connect(server);
  server.cut(1006);
  connection.join("conversation:1");
  vi.advanceTimersByTime(1000);
  server.flush();
  expect(server.hellos.at(-1)?.topics).toContain("conversation:1");
});

test("what is joined or left between hello and its answer is told to the server then", () => {
  const server = new FakeServer();
  const seen = listenerOf();
  const connection = new LiveConnection(
    () => server.accept(),
    seen.listener,
    { cursor: null, epoch: null },
    () => 0.5,
  );
  connection.start(["me", "desk"]);
  server.open();
  expect(server.hellos).toHaveLength(1);
  connection.join("topic:1");
  connection.leave("desk");
  expect([server.joined, server.left]).toEqual([[], []]);
  server.flush();
  expect([server.joined, server.left]).toEqual([["topic:1"], ["desk"]]);
  connection.join("topic:2");
  expect(server.joined).toEqual(["topic:1", "topic:2"]);
});

test("no network, no tries; with the network it comes back at once", () => {
  const server = new FakeServer();
  const { connection } = connect(server);
  connection.sleep();
  vi.advanceTimersByTime(120_000);
  expect(server.accepted).toBe(1);
  connection.wake();
  server.flush();
  expect(connection.status).toBe("live");
});
