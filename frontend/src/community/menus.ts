/** Menus made of <details>: closed by Escape, and by a click elsewhere. */
export function attachMenus(root: Document): void {
  const open = () => root.querySelectorAll<HTMLDetailsElement>("[data-menu][open]");
  root.addEventListener("click", ({ target }) => {
    for (const menu of open()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  });
  root.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}
