/** Writes a .gz and a .br beside every text file of the build, so that the web server sends what was pressed once and well. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";

const ASSETS = new URL("../dist/assets/", import.meta.url);
const BROTLI = {
  params: { [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY, [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT },
};

for (const name of readdirSync(ASSETS)) {
  if (!/\.(?:css|js|svg|json)$/.test(name)) continue;
  const text = readFileSync(new URL(name, ASSETS));
  writeFileSync(new URL(`${name}.gz`, ASSETS), gzipSync(text, { level: zlib.Z_BEST_COMPRESSION }));
  writeFileSync(new URL(`${name}.br`, ASSETS), brotliCompressSync(text, BROTLI));
}
