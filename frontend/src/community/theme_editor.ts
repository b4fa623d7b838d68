/** Shows what is chosen in the theme editor in the sample beside it, before anything is saved. */
const COLOUR = /^#[0-9a-f]{6}$/i;

type Choices = Record<string, Record<string, string>>;

export function attachThemeEditor(root: Document): void {
  const editor = root.querySelector<HTMLElement>("[data-theme-editor]");
  const sample = editor?.querySelector<HTMLElement>("[data-theme-sample]");
  const form = editor?.querySelector("form");
  if (!editor || !sample || !form) return;
  // What a typeface or a kind of corner stands for, as the server's own sheet says it.
  const fonts = (JSON.parse(sample.dataset.fonts ?? "{}") ?? {}) as Record<string, string>;
  const corners = (JSON.parse(sample.dataset.corners ?? "{}") ?? {}) as Choices;
  const said = (name: string): string => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value.trim() : "";
  };
  const colour = (name: string): string => (COLOUR.test(said(name)) ? said(name) : "");
  const put = (property: string, value: string): void => {
    if (value) sample.style.setProperty(property, value);
    else sample.style.removeProperty(property);
  };
  const show = (): void => {
    const behind = colour("header_background");
    put("--accent", colour("accent"));
    put("--header-background", behind);
    put("--header-ink", behind && (colour("header_text") || readableOn(behind)));
    put("--font-sans", fonts[said("font")] ?? "");
    put("--font-heading", fonts[said("heading_font")] ?? "");
    for (const size of ["sm", "md", "lg"]) put(`--radius-${size}`, corners[said("corners")]?.[size] ?? "");
  };
  form.querySelectorAll<HTMLInputElement>("input[data-colour]").forEach(addPicker);
  show();
  form.addEventListener("input", show);
}

/** A swatch beside a colour that is typed: it shows what an empty field stands for, and opens the browser's picker. */
function addPicker(field: HTMLInputElement): void {
  const picker = document.createElement("input");
  picker.type = "color";
  picker.className = "colour-swatch";
  picker.setAttribute("aria-label", field.labels?.[0]?.textContent?.trim() ?? "");
  const place = document.createElement("span");
  place.className = "colour-field";
  field.replaceWith(place);
  place.append(picker, field);
  const follow = (): void => {
    const typed = field.value.trim();
    picker.value = (COLOUR.test(typed) ? typed : (field.dataset.colour ?? "")).toLowerCase();
  };
  follow();
  field.addEventListener("input", follow);
  picker.addEventListener("input", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Black or white, whichever reads better on this background (WCAG 2.2, relative luminance). */
export function readableOn(background: string): string {
  const light = luminance(background) + 0.05;
  return 1.05 / light >= light / 0.05 ? "#ffffff" : "#000000";
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
