import { beforeEach, describe, expect, it } from "vitest";
import { asRanges, Reading } from "./reading";

describe("what a page tells about being read", () => {
  let now = 0;
  let sent: Record<string, string>[] = [];
  let reading: Reading;

  const post = (position: number) =>
    document.querySelector<HTMLElement>(`[data-position="${position}"]`) as HTMLElement;
  const wait = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1_000;
      reading.tick();
    }
  };

  beforeEach(() => {
    document.body.innerHTML = `<div id="t"><article data-position="1"></article><article data-position="2"></article><article data-position="3"></article></div>
      <form action="/t/1/reading/"><input name="csrfmiddlewaretoken" value="tok"></form>`;
    now = 0;
    sent = [];
    reading = new Reading(
      document.getElementById("t") as HTMLElement,
      document.querySelector("form") as HTMLFormElement,
      (address, data) =>
        sent.push({ address: new URL(address).pathname, ...(Object.fromEntries(data) as Record<string, string>) }),
      () => now,
    );
  });

  it("tells only of posts that were on the screen for a moment", () => {
    reading.notice(post(1), true);
    reading.notice(post(2), true);
    wait(1);
    reading.notice(post(2), false);
    wait(2);
    expect(sent).toEqual([{ address: "/t/1/reading/", csrfmiddlewaretoken: "tok", shown: "1", seconds: "3" }]);
  });

  it("tells of a post once and of time every now and then", () => {
    reading.notice(post(1), true);
    wait(3);
    wait(20);
    expect(sent.map(({ shown, seconds }) => [shown, seconds])).toEqual([
      ["1", "3"],
      ["", "20"],
    ]);
  });

  it("stops counting when nobody stirs", () => {
    reading.stir();
    reading.notice(post(1), true);
    wait(400);
    expect(sent.reduce((sum, { seconds }) => sum + Number(seconds), 0)).toBeLessThanOrEqual(120);
  });

  it("writes positions as ranges", () => {
    expect(asRanges([9, 2, 3, 4, 7, 3])).toBe("2-4,7,9");
    expect(asRanges([])).toBe("");
  });
});
