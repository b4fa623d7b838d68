import { afterEach, expect, test } from "vitest";
import { entry, person, show, speak } from "../../testing";
import { EventSentence } from "./EventSentence";

afterEach(() => speak("en"));

const handedOff = entry({
  code: "handed_off",
  author: person("Amira"),
  data: { from_team: { id: "1", name: "Marketing" }, to_team: { id: "2", name: "Support" }, user: null, summary: "…" },
});

test.each([
  ["en", "Amira handed this off from Marketing to Support"],
  ["de", "Amira hat dies von Marketing an Support übergeben"],
  ["ja", "AmiraさんがMarketingからSupportへ引き継ぎました"],
  ["ar", "Amira: تسليم المحادثة من Marketing إلى Support"],
])("a hand-off is a whole sentence in %s", async (language, sentence) => {
  await speak(language);
  expect(show(<EventSentence entry={handedOff} />).container.textContent).toBe(sentence);
});

test.each([
  ["assigned", { user: { id: "1", name: "Amira" }, team: null }, "Amira took this"],
  ["assigned", { user: { id: "2", name: "Ben" }, team: null }, "Amira assigned this to Ben"],
  ["assigned", { user: null, team: null }, "Amira assigned this to nobody"],
  ["status_changed", { from: "open", to: "resolved" }, "Amira resolved this"],
  ["status_changed", { from: "snoozed", to: "open" }, "Amira opened this again"],
  [
    "labelled",
    {
      added: [
        { id: "1", name: "Refund" },
        { id: "2", name: "Safety" },
      ],
      removed: [],
    },
    "Amira added the label Refund and Safety",
  ],
  ["something_of_a_later_release", {}, "Amira changed something"],
])("%s %o", (code, data, sentence) => {
  const { container } = show(<EventSentence entry={entry({ code, data, author: person("Amira") })} />);
  expect(container.textContent).toBe(sentence);
});

test.each([
  ["status_changed", { from: "snoozed", to: "open" }, "The snooze ended"],
  ["imported", {}, "The conversation was imported"],
  ["reopened", { from: "resolved", to: "open" }, "A new message opened it again"],
  ["reopened", { reason: "delivery_failed" }, "A reply could not be delivered, so it was opened again"],
  ["solved", {}, "The customer marked an answer as the solution"],
])("by itself: %s %o", (code, data, sentence) => {
  expect(show(<EventSentence entry={entry({ code, data })} />).container.textContent).toBe(sentence);
});
