import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "../../data/client";
import { conversation, entry, know, show } from "../../testing";
import { HandoffSheet } from "./HandoffSheet";

const detail = {
  ...conversation,
  created_at: "",
  snoozed_until: null,
  seq: 1,
  capabilities: { reply: true, reply_hint: "community" },
};

beforeEach(know);
afterEach(() => {
  vi.unstubAllGlobals();
  queryClient.clear();
});

test("without a team and a summary nothing is sent, and both are asked for", async () => {
  const fetcher = vi.fn();
  vi.stubGlobal("fetch", fetcher);
  show(<HandoffSheet conversation={{ ...detail, team_id: null }} onClose={() => {}} />);
  await userEvent.click(screen.getByRole("button", { name: "Hand off" }));
  expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual([
    "Choose a team",
    "Say what the next team must know",
  ]);
  expect(fetcher).not.toHaveBeenCalled();
});

test("the only other team is chosen already", () => {
  show(<HandoffSheet conversation={detail} onClose={() => {}} />);
  expect(screen.getByLabelText<HTMLSelectElement>("Team").value).toBe("t2");
});

test("a second try after a lost answer carries the same id", async () => {
  const sent: Record<string, unknown>[] = [];
  vi.stubGlobal("fetch", async (_: string, request: RequestInit) => {
    if (request.method !== "POST") return new Response("{}");
    sent.push(JSON.parse(String(request.body)));
    if (sent.length === 1) throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(entry({ code: "handed_off" })), { status: 201 });
  });
  const closed = vi.fn();
  show(<HandoffSheet conversation={detail} onClose={closed} />);
  expect(screen.queryByRole("option", { name: "Marketing" })).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("Team"), "Support");
  await userEvent.selectOptions(screen.getByLabelText("Person (optional)"), "Amira");
  await userEvent.type(screen.getByLabelText("What must they know?"), "She wants a new seal.");
  await userEvent.click(screen.getByRole("button", { name: "Hand off" }));
  expect(await screen.findByText("No connection. Try again in a moment.")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Hand off" }));
  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]).toMatchObject({ team_id: "t2", user_id: "u1", summary: "She wants a new seal." });
});
