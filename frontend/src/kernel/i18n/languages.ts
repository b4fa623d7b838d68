/** The languages the workspace speaks; each catalogue is fetched only when it is chosen. */
import type { Messages } from "@lingui/core";

type Catalogue = { messages: Messages };

const CATALOGUES: Record<string, () => Promise<Catalogue>> = {
  en: () => import("../../../../locale/en/workspace.po"),
  de: () => import("../../../../locale/de/workspace.po"),
  es: () => import("../../../../locale/es/workspace.po"),
  fr: () => import("../../../../locale/fr/workspace.po"),
  pt: () => import("../../../../locale/pt/workspace.po"),
  ja: () => import("../../../../locale/ja/workspace.po"),
  ar: () => import("../../../../locale/ar/workspace.po"),
};
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

export const LANGUAGES = Object.keys(CATALOGUES);

/** The closest language we have: "pt-BR" is answered with "pt", an unknown one with English. */
export function closestLanguage(wanted: string): string {
  const base = wanted.toLowerCase().split(/[-_]/)[0] ?? "";
  return base in CATALOGUES ? base : "en";
}

export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

export async function loadCatalogue(language: string): Promise<Messages> {
  const load = CATALOGUES[language];
  if (!load) throw new Error(`no catalogue for ${language}`);
  return (await load()).messages;
}
