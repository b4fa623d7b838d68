/** The front end's own picture: imports go down, one HTTP client, small files, colours from the tokens. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const CODE = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../kernel/api/schema.d.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

const names = Object.keys(CODE).map((name) => name.replace(/^\.\.\//, "").replace(/^\.\//, "kernel/"));
const source = new Map(Object.values(CODE).map((text, index) => [names[index] ?? "", text]));
const isTest = (name: string) => /\.test\.tsx?$|(^|\/)testing\.tsx?$|fake_/.test(name);
const own = [...source].filter(([name]) => !isTest(name));

function where(pattern: RegExp, among: (name: string) => boolean): string[] {
  return own.filter(([name, text]) => among(name) && pattern.test(text)).map(([name]) => name);
}

test("there is something to look at", () => {
  expect(own.length).toBeGreaterThan(100);
  expect(own.some(([name]) => name === "kernel/api/client.ts")).toBe(true);
});

test("the kernel knows neither application, and the applications do not know each other", () => {
  expect(where(/from "(@workspace|\.\.\/.*(workspace|community))/, (name) => name.startsWith("kernel/"))).toEqual([]);
  expect(where(/from "(@workspace|.*\/workspace\/)/, (name) => name.startsWith("community/"))).toEqual([]);
  expect(where(/from ".*\/community\//, (name) => name.startsWith("workspace/"))).toEqual([]);
});

test("in the workspace only the kernel's clients talk to the server", () => {
  expect(where(/\bfetch\(|new WebSocket\(|XMLHttpRequest/, (name) => name.startsWith("workspace/"))).toEqual([]);
  expect(where(/\bfetch\(/, (name) => name.startsWith("kernel/"))).toEqual(["kernel/api/client.ts"]);
});

test("no file passes 300 lines", () => {
  expect([...source].filter(([, text]) => text.split("\n").length > 300).map(([name]) => name)).toEqual([]);
});

test("the workspace's styles know no side but start and end", () => {
  const physical =
    /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|text-align:\s*(?:left|right)|(?:min-|max-)?(?:width|height))\s*:/m;
  const found = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".css") && !name.startsWith("community"))
    .map((name): [string, string] => [name, readFileSync(`src/${name}`, "utf8")]);
  const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@media[^{]*\{/g, "{");
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter(([, text]) => physical.test(bare(text))).map(([name]) => name)).toEqual([]);
});
