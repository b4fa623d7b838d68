import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "/static/",
  plugins: [react({ babel: { plugins: ["@lingui/babel-plugin-lingui-macro"] } }), lingui()],
  resolve: { alias: { "@kernel": here("src/kernel"), "@workspace": here("src/workspace") } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    // The content security policy allows no data: styles or fonts, so every asset is a file of its own.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: ["src/workspace/main.tsx", "src/community/main.ts", "src/embed/embed.ts"],
    },
  },
  // The translators' folder is beside this one.
  server: { fs: { allow: [".."] } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/kernel/testing.ts"],
    maxWorkers: 1,
  },
});
