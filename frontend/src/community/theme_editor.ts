/** Shows what is typed into the theme editor in the sample beside it, before anything is saved. */
const COLOUR = /^#[0-9a-f]{6}$/i;
const PROPERTIES: Record<string, string> = {
  accent: "--brand",
  header_background: "--header-background",
  header_text: "--header-ink",
};

export function attachThemeEditor(root: Document): void {
  const editor = root.querySelector<HTMLElement>("[data-theme-editor]");
  const sample = editor?.querySelector<HTMLElement>("[data-theme-sample]");
  if (!editor || !sample) return;
  const show = (field: HTMLInputElement): void => {
    const property = PROPERTIES[field.name];
    if (!property) return;
    const value = field.value.trim();
    // The tokens derive from --brand where it is declared: the sample declares it for itself and repeats the accent.
    if (COLOUR.test(value)) sample.style.setProperty(property, value);
    else sample.style.removeProperty(property);
    if (field.name === "accent") sample.style.setProperty("--accent", COLOUR.test(value) ? value : "");
  };
  for (const field of editor.querySelectorAll<HTMLInputElement>("input")) show(field);
  editor.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement) show(event.target);
  });
}
