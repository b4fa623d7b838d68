import { expect, test, vi } from "vitest";
import { attachSearched } from "./searched";

test("the first opened place is told once", () => {
  document.body.innerHTML = `<ol data-search-log="s1" data-first-place="21" data-log-to="/search/clicked/">
    <li><a href="#a">A</a></li><li><a href="#b"><mark>B</mark></a></li></ol>`;
  const send = vi.fn();
  attachSearched(document, send);
  document.querySelector("mark")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  document.querySelector("a")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(send).toHaveBeenCalledOnce();
  const [to, body] = send.mock.calls[0] as [string, FormData];
  expect([to, body.get("search"), body.get("place")]).toEqual(["/search/clicked/", "s1", "22"]);
});
