import { beforeEach, describe, expect, it, vi } from "vitest";
import { attachBell } from "./bell";
import type { Follow } from "./live";

describe("the bell", () => {
  let hear: (type: string) => void = () => {};
  let unread = 0;
  const listen: Follow = (topic, viewer, heard) => {
    expect([topic, viewer]).toEqual(["me", "u1"]);
    hear = heard;
  };
  const settle = () => vi.advanceTimersByTimeAsync(300);

  beforeEach(() => {
    vi.useFakeTimers();
    document.title = "Home";
    document.body.innerHTML = `<a data-bell data-viewer="u1" data-unread="0" data-label="Notifications">
      <span data-bell-text>Notifications</span><span data-bell-count hidden>0</span></a>`;
  });

  const badge = () => document.querySelector<HTMLElement>("[data-bell-count]");

  it("counts what comes in, once for a burst", async () => {
    const count = vi.fn(async () => unread);
    attachBell(document, count, listen);
    unread = 3;
    hear("notifications.changed");
    hear("notifications.changed");
    await settle();
    expect(count).toHaveBeenCalledTimes(1);
    expect([badge()?.textContent, badge()?.hidden, document.title]).toEqual(["3", false, "(3) Home"]);
    unread = 0;
    hear("notifications.changed");
    await settle();
    expect([badge()?.hidden, document.title]).toEqual([true, "Home"]);
  });

  it("says 99+ for more, and keeps its number when nobody answers", async () => {
    let answer: number | null = 5_000;
    attachBell(document, async () => answer, listen);
    hear("notifications.changed");
    await settle();
    expect(badge()?.textContent).toBe("99+");
    answer = null;
    hear("notifications.changed");
    await settle();
    expect(badge()?.textContent).toBe("99+");
  });

  it("leaves pages without a bell alone", () => {
    document.body.innerHTML = "";
    attachBell(
      document,
      async () => 1,
      () => {
        throw new Error("nobody is signed in");
      },
    );
  });
});
