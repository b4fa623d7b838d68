import { describe, expect, it } from "vitest";
import { insertBlock, prefixLines, replace, table, unfinished, wrap } from "./editing";

const at = (marked: string) => {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  return { value: marked.replace("[", "").replace("]", ""), start, end };
};
const shown = ({ value, start, end }: { value: string; start: number; end: number }) =>
  `${value.slice(0, start)}[${value.slice(start, end)}]${value.slice(end)}`;

describe("what the tools do to a text", () => {
  it("puts marks around the selection and takes them away again", () => {
    const bold = wrap(at("a [word] b"), "**", "**", "bold text");
    expect(shown(bold)).toBe("a **[word]** b");
    expect(shown(wrap(bold, "**", "**", "bold text"))).toBe("a [word] b");
    expect(shown(wrap(at("a []"), "*", "*", "italic"))).toBe("a *[italic]*");
  });

  it("marks whole lines, and all or none of them", () => {
    const quoted = prefixLines(at("one\nt[wo\nth]ree\nfour"), () => "> ", /^> ?/);
    expect(quoted.value).toBe("one\n> two\n> three\nfour");
    expect(prefixLines(quoted, () => "> ", /^> ?/).value).toBe("one\ntwo\nthree\nfour");
    expect(prefixLines(at("[a\nb]"), (index) => `${index + 1}. `, /^\d+\. /).value).toBe("1. a\n2. b");
  });

  it("gives blocks lines of their own", () => {
    expect(shown(insertBlock(at("one[]two"), "X"))).toBe("one\n\nX\n\n[]two");
    expect(shown(insertBlock(at("[]"), table("Column", "Cell")))).toBe(
      "| Column | Column |\n| --- | --- |\n| Cell | Cell |\n| Cell | Cell |[]",
    );
    expect(shown(replace(at("a [x] b"), "yy"))).toBe("a yy[] b");
  });

  it.each([
    ["@", null],
    ["hello @do", { kind: "@", from: 6, words: "do" }],
    ["mail a@do", null],
    [":s", null],
    ["(:smi", { kind: ":", from: 1, words: "smi" }],
    ["@أمي", { kind: "@", from: 0, words: "أمي" }],
  ])("finds the unfinished word in %s", (value, wanted) => expect(unfinished(value, value.length)).toEqual(wanted));
});
