/** Begins the staff application: who is it, in which language, then paint. */
import { whenSignedOut } from "@kernel/api/client";
import { ApiError } from "@kernel/api/errors";
import { activateLanguage } from "@kernel/i18n/activate";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import "../tokens/tokens.css";
import "./ui/base.css";
import "./main.css";
import { App } from "./App";
import { Failure, FailureNote } from "./Failure";
import { startLive } from "./live/live";
import { goToSignIn } from "./session/doors";
import { loadMe } from "./session/me";
import { applyPreferences } from "./session/preferences";

async function begin(root: Root): Promise<void> {
  applyPreferences();
  whenSignedOut(goToSignIn);
  try {
    const me = await loadMe();
    await activateLanguage(me.user.language || document.documentElement.lang || me.tenant.language);
    document.title = me.tenant.name;
    startLive(me.socket, me.user.id);
    root.render(
      <StrictMode>
        <I18nProvider i18n={i18n}>
          <Failure>
            <App />
          </Failure>
        </I18nProvider>
      </StrictMode>,
    );
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return goToSignIn();
    await activateLanguage(document.documentElement.lang || "en");
    root.render(
      <I18nProvider i18n={i18n}>
        <FailureNote />
      </I18nProvider>,
    );
  }
}

const element = document.getElementById("workspace");
if (element) void begin(createRoot(element));
