import { expect, test } from "vitest";
import { FakeServer, listenerOf } from "./fake_server";
import { type Room, SharedLive } from "./tabs";

/** A browser with several tabs: messages reach every other tab, the lock goes to the next in line. */
class Browser {
  private listeners = new Map<string, (message: unknown) => void>();
  private queue: { tab: string; callback: () => void }[] = [];
  private holder: string | null = null;

  room(tab: string): Room {
    return {
      post: (message) => {
        for (const [name, listener] of [...this.listeners]) if (name !== tab) listener(structuredClone(message));
      },
      listen: (listener) => this.listeners.set(tab, listener),
      lead: (callback) => {
        this.queue.push({ tab, callback });
        this.next();
      },
    };
  }

  close(tab: string): void {
    this.listeners.delete(tab);
    if (this.holder === tab) this.holder = null;
    this.next();
  }

  private next(): void {
    if (this.holder) return;
    const first = this.queue.shift();
    this.holder = first?.tab ?? null;
    first?.callback();
  }
}

function openTab(browser: Browser, server: FakeServer, name: string) {
  const seen = listenerOf();
  const live = new SharedLive(name, browser.room(name), () => server.accept(), seen.listener, {
    cursor: null,
    epoch: null,
  });
  live.start(["desk"]);
  server.flush();
  return { seen, live };
}

test("two tabs share one socket and see the same events", () => {
  const [browser, server] = [new Browser(), new FakeServer((seq) => seq !== 2)];
  const first = openTab(browser, server, "a");
  const second = openTab(browser, server, "b");
  server.publish(4);
  server.flush();
  expect(server.accepted).toBe(1);
  expect([first.live.leads, second.live.leads]).toEqual([true, false]);
  expect(first.seen.seqs).toEqual([1, 3, 4]);
  expect(second.seen.seqs).toEqual([1, 3, 4]);
  expect(second.seen.resets).toBe(1);
});

test("when the leading tab closes the next one resumes without a gap", () => {
  const [browser, server] = [new Browser(), new FakeServer()];
  const first = openTab(browser, server, "a");
  const second = openTab(browser, server, "b");
  server.publish(2);
  server.flush();
  first.live.stop();
  server.publish(2);
  browser.close("a");
  server.flush();
  server.publish(1);
  server.flush();
  expect(second.live.leads).toBe(true);
  expect(second.seen.seqs).toEqual([1, 2, 3, 4, 5]);
  expect(second.seen.resets).toBe(1);
});

test("a topic is left when no tab wants it any more", () => {
  const [browser, server] = [new Browser(), new FakeServer()];
  const first = openTab(browser, server, "a");
  const second = openTab(browser, server, "b");
  first.live.join("conversation:1");
  second.live.join("conversation:1");
  first.live.leave("conversation:1");
  expect(server.left).toEqual([]);
  second.live.leave("conversation:1");
  expect(server.left).toEqual(["conversation:1"]);
});

test("without locks a tab connects for itself", () => {
  const server = new FakeServer();
  const seen = listenerOf();
  const live = new SharedLive("a", null, () => server.accept(), seen.listener, { cursor: null, epoch: null });
  live.start(["desk"]);
  server.flush();
  server.publish(1);
  server.flush();
  expect(seen.seqs).toEqual([1]);
});
