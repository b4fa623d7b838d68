/** What every test starts from: English, and no leftovers in the document. */
import { i18n } from "@lingui/core";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

i18n.loadAndActivate({ locale: "en", messages: {} });
afterEach(cleanup);
