/** Colours in code, where there is any: what does it is loaded by pages that show code in a language it knows. */
const CODE = '.prose code[class^="language-"]';

export function colourCode(root: ParentNode): void {
  if (typeof CSS === "undefined" || !("highlights" in CSS) || !root.querySelector(CODE)) return;
  void import("./code/paint").then(({ paint }) => paint(root.querySelectorAll<HTMLElement>(CODE)));
}
