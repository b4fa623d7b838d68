/** Every language says everything, with the same placeholders and in sentences that can be compiled. */
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, test } from "vitest";
import { LANGUAGES } from "./languages";

const FILES = import.meta.glob<string>("../../../../locale/*/workspace.po", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Source text to translation, out of a PO file. */
function readCatalogue(language: string): Map<string, string> {
  const text = FILES[`../../../../locale/${language}/workspace.po`] ?? "";
  const joined = (lines: string) => [...lines.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => part).join("");
  const entries = text.matchAll(/^msgid ((?:"(?:[^"\\]|\\.)*"\n)+)msgstr ((?:"(?:[^"\\]|\\.)*"\n?)+)/gm);
  return new Map(
    [...entries].map(([, id = "", said = ""]) => [joined(id), joined(said)] as const).filter(([id]) => id),
  );
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)(?=[,}])|<\/?\d+\/?>/g)].map(([whole]) => whole))].sort();
}

const source = readCatalogue("en");

test("there are messages to compare", () => {
  expect(source.size).toBeGreaterThan(200);
  expect(Object.keys(FILES)).toHaveLength(LANGUAGES.length);
});

test.each(LANGUAGES)("%s is complete", (language) => {
  const catalogue = readCatalogue(language);
  expect([...catalogue.keys()]).toEqual([...source.keys()]);
  expect([...catalogue].filter(([, said]) => said === "").map(([id]) => id)).toEqual([]);
});

test.each(LANGUAGES)("%s keeps every placeholder", (language) => {
  for (const [id, said] of readCatalogue(language)) expect([id, placeholders(said)]).toEqual([id, placeholders(id)]);
});

test.each(LANGUAGES)("%s compiles", (language) => {
  for (const said of readCatalogue(language).values()) expect(() => compileMessage(said)).not.toThrow();
});
