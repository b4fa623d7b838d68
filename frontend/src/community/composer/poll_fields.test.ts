import { describe, expect, it } from "vitest";
import { fillPoll, readPoll } from "./poll_fields";

function form(): HTMLFormElement {
  const made = document.createElement("form");
  made.innerHTML = `<details>
    <input name="poll-question"><textarea name="poll-options"></textarea>
    <select name="poll-kind"><option value="single"></option><option value="ranked"></option></select>
    <select name="poll-results"><option value="always"></option><option value="voted"></option></select>
    <input name="poll-max_choices"><input name="poll-closes_at" type="datetime-local">
    <input name="poll-voters_public" type="checkbox"></details>`;
  return made;
}

const POLL = {
  question: "Which?",
  options: "tea\nmate",
  kind: "ranked",
  results: "voted",
  voters_public: true,
  max_choices: "2",
  closes_at: "2030-01-02T10:00",
};

describe("the poll of a draft", () => {
  it("comes back as it was typed, and shows", () => {
    const target = form();
    fillPoll(target, POLL);
    expect(readPoll(target)).toEqual(POLL);
    expect(target.querySelector("details")?.open).toBe(true);
  });

  it("is none while nothing is asked or answered, and goes where the other device has none", () => {
    const target = form();
    expect(readPoll(target)).toBeNull();
    fillPoll(target, POLL);
    fillPoll(target, null);
    expect(readPoll(target)).toBeNull();
    expect(target.querySelector("select")?.value).toBe("single");
  });

  it("is none in a form without one", () => {
    const bare = document.createElement("form");
    expect(readPoll(bare)).toBeNull();
    fillPoll(bare, POLL);
  });
});
