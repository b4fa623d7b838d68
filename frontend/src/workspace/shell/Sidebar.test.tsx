import { screen } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";
import { queryClient } from "../data/client";
import { keys } from "../data/keys";
import { know, show, speak } from "../testing";
import { Sidebar } from "./Sidebar";

beforeAll(() => speak("en"));

test("the review queue is a link out of the desk, with what waits and what is late", async () => {
  know();
  queryClient.setQueryData(keys.review, { flags: 2, approval: 1, spam: 4, overdue: 3, total: 7 });
  show(<Sidebar onPalette={() => {}} />);
  const link = screen.getByRole("link", { name: /Review queue/ });
  expect(link.getAttribute("href")).toBe("/review/");
  expect(link.textContent).toContain("7");
  expect(link.textContent).toContain("3 overdue");
});

test("nothing is counted where nothing waits", () => {
  know();
  queryClient.setQueryData(keys.review, { flags: 0, approval: 0, spam: 0, overdue: 0, total: 0 });
  show(<Sidebar onPalette={() => {}} />);
  expect(screen.getByRole("link", { name: "Review queue" }).textContent).toBe("Review queue");
});
