import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "de", "es", "fr", "pt", "ja", "ar"],
  catalogs: [
    {
      path: "<rootDir>/../locale/{locale}/workspace",
      include: ["<rootDir>/src/workspace", "<rootDir>/src/kernel"],
      exclude: ["**/*.test.*"],
    },
  ],
  // One shared folder for translators, and no line numbers: they would change with every edit.
  format: formatter({ lineNumbers: false }),
});
