import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "../../data/client";
import { conversation, entry, know, person, show } from "../../testing";
import { Composer } from "./Composer";

const detail = {
  ...conversation,
  created_at: "",
  snoozed_until: null,
  seq: 4,
  capabilities: { reply: true, reply_hint: "community" },
};
const missed = entry({
  id: "m5",
  kind: "message",
  seq: 5,
  direction: "in",
  author: person("Lena"),
  body_html: "<p>It works now!</p>",
});

beforeEach(() => {
  know();
  localStorage.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  queryClient.clear();
});

function answers(...replies: [number, unknown][]) {
  const sent: Record<string, unknown>[] = [];
  vi.stubGlobal("fetch", async (_: string, request: RequestInit) => {
    if (request.method !== "POST") return new Response("{}");
    sent.push(JSON.parse(String(request.body)));
    const [status, body] = replies.shift() ?? [500, {}];
    return new Response(JSON.stringify(body), { status });
  });
  return sent;
}

test("what was missed is shown, and the reply comes back to be edited", async () => {
  answers([409, { code: "stale_reply", message: "", missed: [missed] }]);
  show(<Composer conversation={detail} seenSeq={4} />);
  await userEvent.type(screen.getByRole("textbox"), "Please send it back.{Control>}{Enter}{/Control}");
  expect(await screen.findByText("A message arrived while you were writing")).toBeDefined();
  expect(screen.getByText("It works now!")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Edit the reply" }));
  expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("Please send it back.");
  expect(screen.queryByText("It works now!")).toBeNull();
});

test("sent as it is, it carries what has been seen since", async () => {
  const sent = answers(
    [409, { code: "stale_reply", message: "", missed: [missed] }],
    [201, entry({ id: "e9", kind: "message" })],
  );
  show(<Composer conversation={detail} seenSeq={4} />);
  await userEvent.type(screen.getByRole("textbox"), "Please send it back.{Control>}{Enter}{/Control}");
  await userEvent.click(await screen.findByRole("button", { name: "Send as it is" }));
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ seen_seq }) => seen_seq)).toEqual([4, 5]);
  expect(sent[1]?.id).toBe(sent[0]?.id);
});

test("a note and a reply keep their own drafts", async () => {
  show(<Composer conversation={detail} seenSeq={4} />);
  await userEvent.type(screen.getByRole("textbox"), "for her");
  await userEvent.click(screen.getByRole("tab", { name: "Note" }));
  await userEvent.type(screen.getByRole("textbox"), "for us");
  await userEvent.click(screen.getByRole("tab", { name: "Reply" }));
  expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("for her");
});

test("where no answer can be sent the reason stands, and notes still work", async () => {
  show(<Composer conversation={{ ...detail, capabilities: { reply: false, reply_hint: "imported" } }} seenSeq={4} />);
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByText(/was imported/)).toBeDefined();
  await userEvent.click(screen.getByRole("tab", { name: "Note" }));
  expect(screen.getByRole("textbox")).toBeDefined();
});
