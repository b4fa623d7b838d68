/** Forms that are sent once, and selects that send theirs. The server keeps its promise either way: ids are minted beforehand. */
export function guardForms(root: Document): void {
  for (const select of root.querySelectorAll<HTMLSelectElement>("select[data-submit-on-change]")) {
    select.addEventListener("change", () => select.form?.requestSubmit());
  }
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "yes";
      form.querySelector("[type=submit]")?.setAttribute("aria-busy", "true");
    });
  }
  // Back from the next page, out of the browser's memory: the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelector("[type=submit]")?.removeAttribute("aria-busy");
    }
  });
}
