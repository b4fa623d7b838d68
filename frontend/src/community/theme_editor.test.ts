import { beforeEach, describe, expect, it } from "vitest";
import { attachThemeEditor, readableOn } from "./theme_editor";

describe("the theme editor's sample", () => {
  beforeEach(() => {
    document.body.innerHTML = `<div data-theme-editor><form>
      <input name="accent" value="#8a2a0a"><input name="header_background" value="#20362b"><input name="header_text" value="">
      <select name="font"><option value="system"></option><option value="serif" selected></option></select>
      <select name="heading_font"><option value="system" selected></option></select>
      <select name="corners"><option value="soft"></option><option value="round" selected></option></select></form>
      <div data-theme-sample data-fonts='{"system":"","serif":"Charter, serif"}'
        data-corners='{"round":{"sm":"0.75rem","md":"1rem","lg":"1.5rem"}}'></div></div>`;
    attachThemeEditor(document);
  });

  const sample = () => document.querySelector<HTMLElement>("[data-theme-sample]")?.style;
  const field = (name: string) => document.querySelector<HTMLInputElement>(`[name=${name}]`);

  it("begins with what the form holds", () => {
    expect(sample()?.getPropertyValue("--accent")).toBe("#8a2a0a");
    expect(sample()?.getPropertyValue("--font-sans")).toBe("Charter, serif");
    expect(sample()?.getPropertyValue("--font-heading")).toBe("");
    expect(sample()?.getPropertyValue("--radius-md")).toBe("1rem");
  });

  it("can be read on a dark header without a colour for its text", () => {
    expect(sample()?.getPropertyValue("--header-ink")).toBe("#ffffff");
    const text = field("header_text");
    if (text) text.value = "#ffe8a0";
    text?.dispatchEvent(new Event("input", { bubbles: true }));
    expect(sample()?.getPropertyValue("--header-ink")).toBe("#ffe8a0");
  });

  it("leaves what is no colour as the product has it", () => {
    const accent = field("accent");
    if (accent) accent.value = "reddish";
    accent?.dispatchEvent(new Event("input", { bubbles: true }));
    expect(sample()?.getPropertyValue("--accent")).toBe("");
  });

  it("offers a swatch that shows what an empty field stands for and fills it", () => {
    document.body.innerHTML = `<div data-theme-editor><form><label for="a">Accent</label>
      <input id="a" name="accent" value="" data-colour="#4453C9"></form><div data-theme-sample></div></div>`;
    attachThemeEditor(document);
    const picker = document.querySelector<HTMLInputElement>("input[type=color]");
    expect([picker?.value, picker?.getAttribute("aria-label")]).toEqual(["#4453c9", "Accent"]);
    if (picker) picker.value = "#0a7d55";
    picker?.dispatchEvent(new Event("input", { bubbles: true }));
    expect(field("accent")?.value).toBe("#0a7d55");
    expect(sample()?.getPropertyValue("--accent")).toBe("#0a7d55");
  });

  it("chooses as the server does", () => {
    expect([readableOn("#20362b"), readableOn("#f6f6f4"), readableOn("#777777")]).toEqual([
      "#ffffff",
      "#000000",
      "#000000",
    ]);
  });
});
