/** Fails when what a first visit downloads (scripts and styles, gzipped) outgrows its budget. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const BUDGETS = [
  { name: "workspace", entries: ["src/workspace/main.tsx"], kilobytes: 250 },
  { name: "community", entries: ["src/community/main.ts"], kilobytes: 50 },
];
const manifest = JSON.parse(readFileSync(new URL("manifest.json", DIST), "utf8"));

/** The files of one entry and of everything it imports at once; fonts and later screens are not part of it. */
function filesOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest`);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  for (const child of chunk.imports ?? []) filesOf(child, seen);
  return seen;
}

let over = false;
for (const { name, entries, kilobytes } of BUDGETS) {
  const files = new Set(entries.flatMap((entry) => [...filesOf(entry)]));
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, DIST))).length, 0);
  const size = bytes / 1000;
  over ||= size > kilobytes;
  process.stdout.write(
    `${name.padEnd(10)} ${size.toFixed(1).padStart(7)} kB of ${kilobytes} kB  ${size > kilobytes ? "OVER BUDGET" : "ok"}\n`,
  );
}
process.exit(over ? 1 : 0);
