import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { attachCompletion } from "./completion";
import { toggleEmoji } from "./emoji_picker";
import type { Parts } from "./field";
import { attachPreview } from "./preview";
import { quotation } from "./quoting";
import { attachUploads } from "./uploads";

const HTML = `<form><div data-composer>
  <button type="button" data-tool="emoji" aria-expanded="false"></button><div data-emoji-panel hidden></div>
  <textarea data-composer-text></textarea>
  <div data-uploads></div><input type="file" data-upload-field>
  <ul id="choices" data-choices hidden></ul>
  <section data-live-preview hidden><div data-preview-text data-failed="It could not be loaded."></div></section>
  <span data-words data-uploading="Uploading" data-failed="could not be uploaded:" data-cancel="Cancel" data-close="Close"
    data-emoji-search="Search emoji" data-emoji-none="None"></span>
</div></form>`;

function open(value = ""): Parts {
  document.body.innerHTML = HTML;
  const part = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
  const field = part<HTMLTextAreaElement>("textarea");
  field.value = value;
  field.setSelectionRange(value.length, value.length);
  return { root: part("[data-composer]"), field, words: part("[data-words]").dataset, part };
}

function type(parts: Parts, value: string): void {
  parts.field.value = value;
  parts.field.setSelectionRange(value.length, value.length);
  parts.field.dispatchEvent(new Event("input", { bubbles: true }));
}

const key = (target: Element, name: string) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => void vi.useRealTimers());

describe("the live preview", () => {
  it("shows what the server made of the latest text, whatever order the answers come in", async () => {
    const parts = open();
    const answers: Record<string, (html: string) => void> = {};
    attachPreview(parts, (body) => new Promise((resolve) => (answers[body] = resolve)));
    type(parts, "one");
    await vi.advanceTimersByTimeAsync(500);
    type(parts, "two");
    await vi.advanceTimersByTimeAsync(500);
    answers.two?.("<p>two</p>");
    answers.one?.("<p>one</p>");
    await vi.advanceTimersByTimeAsync(1);
    expect(parts.part("[data-preview-text]").innerHTML).toBe("<p>two</p>");
  });

  it("says that it could not be loaded", async () => {
    const parts = open();
    attachPreview(parts, () => Promise.reject(new Error()));
    type(parts, "one");
    await vi.advanceTimersByTimeAsync(500);
    expect(parts.part("[data-preview-text]").textContent).toBe("It could not be loaded.");
  });
});

describe("completion", () => {
  it("offers names and puts the chosen one in place of what was typed", async () => {
    const parts = open();
    attachCompletion(parts, async ({ words }) => [
      { insert: `@${words}ra `, title: "@dora", detail: "Dora" },
      { insert: "@dot ", title: "@dot", detail: "Dot" },
    ]);
    type(parts, "Thanks @do");
    await vi.advanceTimersByTimeAsync(200);
    expect(parts.part("[data-choices]").textContent).toContain("@dora");
    expect(parts.field.getAttribute("aria-activedescendant")).toBe("composer-choice-0");
    key(parts.field, "ArrowDown");
    key(parts.field, "ArrowUp");
    key(parts.field, "Enter");
    expect(parts.field.value).toBe("Thanks @dora ");
    expect(parts.part<HTMLElement>("[data-choices]").hidden).toBe(true);
  });
});

describe("uploads", () => {
  const file = new File(["x"], "tank.png", { type: "image/png" });
  const sends = (done: Promise<{ markdown: string }>) => {
    const sent: File[] = [];
    const cancel = vi.fn();
    const send = (given: File) => {
      sent.push(given);
      return { done, cancel };
    };
    return { sent, cancel, send };
  };

  it.each(["paste", "drop"])("takes files by %s and writes where they are", async (way) => {
    const parts = open("Look:");
    const { sent, send } = sends(Promise.resolve({ markdown: "![tank](upload:1)" }));
    attachUploads(parts, send);
    const event = new Event(way, { bubbles: true, cancelable: true });
    Object.assign(event, { [way === "paste" ? "clipboardData" : "dataTransfer"]: { files: [file], types: ["Files"] } });
    parts.field.dispatchEvent(event);
    await vi.advanceTimersByTimeAsync(1);
    expect([sent, event.defaultPrevented]).toEqual([[file], true]);
    expect(parts.field.value).toBe("Look:\n\n![tank](upload:1)");
    expect(parts.part("[data-uploads]").childElementCount).toBe(0);
  });

  it("lets a running one be cancelled", () => {
    const parts = open();
    const { cancel, send } = sends(new Promise(() => {}));
    attachUploads(parts, send);
    const input = parts.part<HTMLInputElement>("[data-upload-field]");
    Object.defineProperty(input, "files", { value: [file] });
    input.dispatchEvent(new Event("change"));
    parts.part("[data-uploads] button").click();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("says why one was refused", async () => {
    const parts = open();
    attachUploads(parts, sends(Promise.reject(new Error("This file is larger than 10 MB."))).send);
    const input = parts.part<HTMLInputElement>("[data-upload-field]");
    Object.defineProperty(input, "files", { value: [file] });
    input.dispatchEvent(new Event("change"));
    await vi.advanceTimersByTimeAsync(1);
    expect(parts.part("[data-uploads]").textContent).toContain(
      "could not be uploaded: This file is larger than 10 MB.",
    );
    parts.part("[data-uploads] button").click();
    expect(parts.part("[data-uploads]").childElementCount).toBe(0);
  });
});

describe("the emoji picker", () => {
  it("opens with the common ones, puts the chosen one at the caret and remembers it", () => {
    const parts = open("Good");
    toggleEmoji(parts, async () => []);
    const panel = parts.part<HTMLElement>("[data-emoji-panel]");
    expect(panel.hidden).toBe(false);
    expect(document.activeElement).toBe(panel.querySelector("input"));
    panel.querySelector<HTMLButtonElement>('button[title="tada"]')?.click();
    expect([parts.field.value, panel.hidden]).toEqual(["Good🎉", true]);
    toggleEmoji(parts, async () => []);
    expect(panel.querySelector("button")?.textContent).toBe("🎉");
    expect(panel.querySelectorAll('button[title="tada"]')).toHaveLength(1);
  });

  it("finds others by name, without sending the form, and closes with Escape", async () => {
    const parts = open();
    toggleEmoji(parts, async (q) => (q === "teap" ? [{ name: "teapot", character: "🫖" }] : []));
    const search = parts.part<HTMLInputElement>("[data-emoji-panel] input");
    search.value = "teap";
    search.dispatchEvent(new Event("input", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(300);
    expect(parts.part("[data-emoji-panel] button").getAttribute("aria-label")).toBe("teapot");
    key(search, "Enter");
    expect(parts.field.value).toBe("🫖");
    toggleEmoji(parts, async () => []);
    search.value = "nothing at all";
    search.dispatchEvent(new Event("input", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(300);
    expect(parts.part("[data-emoji-panel] [role=status]").textContent).toBe("None");
    key(search, "Escape");
    expect(parts.part('[data-tool="emoji"]').getAttribute("aria-expanded")).toBe("false");
  });
});

it("a quotation names its source by id alone", () => {
  expect(quotation("p1", " first\n\nsecond ")).toBe("> [!quote post:p1]\n> first\n>\n> second");
});
