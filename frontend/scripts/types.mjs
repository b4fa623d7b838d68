/** Writes src/kernel/api/schema.d.ts from the server's own OpenAPI schema. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chorus-schema-"));
const schema = join(folder, "openapi.yaml");
try {
  execFileSync(here("../../.venv/bin/python"), [here("../../manage.py"), "spectacular", "--file", schema], {
    stdio: "inherit",
  });
  execFileSync(here("../node_modules/.bin/openapi-typescript"), [schema, "-o", here("../src/kernel/api/schema.d.ts")], {
    stdio: "inherit",
  });
} finally {
  rmSync(folder, { recursive: true });
}
