import { describe, expect, it } from "vitest";
import { languageOf } from "./languages";
import { tokensFor } from "./paint";

const parts = async (text: string, language: string) =>
  (await tokensFor(text, language)).map(({ start, end, colour }) => [text.slice(start, end), colour]);

describe("colours of code", () => {
  it.each([
    ["language-py", "python"],
    ["language-C++", "cpp"],
    ["language-text", null],
    ["language-__proto__", null],
    ["", null],
  ])("%s means %s", (className, language) => expect(languageOf(className)).toBe(language));

  it("says where keywords, names, strings and comments stand, signs of HTML included", async () => {
    const found = await parts('if a < 3:  # "why"\n    say("<b>")\n', "python");
    expect(found).toEqual([
      ["if", "keyword"],
      ["3", "number"],
      ['# "why"', "comment"],
      ['"<b>"', "string"],
    ]);
  });

  it("knows what a patch takes away and adds", async () => {
    expect(await parts("-old\n+new\n", "diff")).toEqual([
      ["-old", "removed"],
      ["+new", "added"],
    ]);
  });

  it("leaves other languages as they are", async () => expect(await parts("x", "klingon")).toEqual([]));
});
