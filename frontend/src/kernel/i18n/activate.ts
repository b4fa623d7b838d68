/** Changes the language of the whole document: texts, direction, and what screen readers pronounce. */
import { i18n } from "@lingui/core";
import { closestLanguage, directionOf, loadCatalogue } from "./languages";

export async function activateLanguage(wanted: string): Promise<void> {
  const language = closestLanguage(wanted);
  const messages = await loadCatalogue(language);
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
