/** Addresses outside the application, as the server's page names them. */
import { csrfToken } from "@kernel/api/csrf";

const root = (): DOMStringMap => document.getElementById("workspace")?.dataset ?? {};

export const accountAddress = (): string => root().account ?? "/";

/** The sign-in page, and back here afterwards. */
export function goToSignIn(): void {
  const back = window.location.pathname + window.location.search;
  window.location.assign(`${root().signIn ?? "/"}?next=${encodeURIComponent(back)}`);
}

/** Signing out is a form of the server's, so that it works like everywhere else. */
export function signOut(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = root().signOut ?? "/";
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = csrfToken();
  form.append(token);
  document.body.append(form);
  form.submit();
}
