"""A real browser judges HTML: what is in its DOM, what tried to run, and what a published sanitizer would still take out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page, sync_playwright

from launch.chromium import find_chromium
from tests.attacks import _PURIFY, PURIFIER

INSPECT = """
(root) => {
  const found = [];
  const allowed = new Set(['http:', 'https:', 'mailto:', 'blob:']);
  for (const element of root.querySelectorAll('*')) {
    const tag = element.localName;
    const ours = element.nonce !== '' && element.nonce !== undefined;
    if (tag === 'script' && !ours && !(element.type === 'application/json' || element.type === 'application/ld+json')
        && !(element.src && new URL(element.src).origin === location.origin)) found.push('script');
    if (['iframe', 'frame', 'object', 'embed', 'applet', 'base', 'portal', 'foreignobject'].includes(tag)) found.push(tag);
    if (tag === 'meta' && element.httpEquiv && element.httpEquiv.toLowerCase() === 'refresh') found.push('meta refresh');
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || ['srcdoc', 'formaction'].includes(name)) found.push(`${tag} ${name}`);
      if (['href', 'src', 'action', 'xlink:href', 'data', 'poster', 'background'].includes(name) && value.trim() !== '') {
        let scheme = '';
        try { scheme = new URL(value, document.baseURI).protocol; } catch { continue; }
        const image = scheme === 'data:' && ((tag === 'img' && name === 'src') || (tag === 'link' && element.rel === 'icon'));
        if (!allowed.has(scheme) && !image && scheme !== location.protocol) found.push(`${tag} ${name}=${value.slice(0, 80)}`);
      }
    }
  }
  return found;
}
"""
ONE_BY_ONE = (
    """
(pages) => {
  const inspect = """
    + INSPECT
    + """;
  const bad = [];
  pages.forEach((html, index) => {
    const live = document.createElement('div');
    document.body.append(live);
    live.innerHTML = html;
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const found = [...inspect(live), ...inspect(parsed)];
    const names = [...live.querySelectorAll('[id], [name]')].filter((e) => !e.id.startsWith('s-'));
    if (names.length) found.push('a name for scripts');
    const styled = [...live.querySelectorAll('[style], style, link, form, input, button, textarea, select, svg, math')];
    if (styled.length) found.push(styled[0].localName);
    // SAFE_FOR_XML also takes attributes whose value merely mentions a closing tag: our pages are HTML
    DOMPurify.sanitize(html, { SAFE_FOR_XML: false });
    for (const taken of DOMPurify.removed) found.push(`DOMPurify: ${(taken.attribute ?? taken.element).nodeName}`);
    live.remove();
    if (found.length) bad.push([index, found]);
  });
  return bad;
}
"""
)


@dataclass
class Judge:
    """A blank page. `ran` holds what ran although it should not have."""

    page: Page
    ran: list[str] = field(default_factory=list)

    def active_in(self, pages: Sequence[str], *, together: int = 40) -> list[tuple[str, list[str]]]:
        """Those of some fragments that hold anything active, with what it is: many in one go first, then those of a bad lot."""
        lots = [list(pages[start : start + together]) for start in range(0, len(pages), together)]
        bad_lots = {index for index, _ in self.page.evaluate(ONE_BY_ONE, ["\n".join(lot) for lot in lots])}
        suspects = [page for index in sorted(bad_lots) for page in lots[index]]
        return [(suspects[index], found) for index, found in self.page.evaluate(ONE_BY_ONE, suspects)]


@contextmanager
def judging() -> Iterator[Judge]:
    """A browser without any policy of ours: nothing but the cleaning stands between a text and it."""
    assert PURIFIER.is_file(), _PURIFY
    path = find_chromium()
    assert path is not None, "This needs Chromium: `make test` installs it, or set CHORUS_CHROMIUM."
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"]).new_page()
        judge = Judge(page)
        page.route("**/*", lambda route: route.abort())
        page.on("dialog", lambda dialog: (judge.ran.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: judge.ran.append(f"popup {popup.url}"))
        page.set_content("<!doctype html><title>judge</title><body>")
        page.evaluate(
            "() => { for (const name of ['alert', 'prompt', 'confirm', 'print']) window[name] = (t) => { (window.ran ??= []).push(name); }; }"
        )
        page.add_script_tag(path=str(PURIFIER))
        yield judge
        judge.ran += page.evaluate("() => window.ran ?? []")
        page.context.browser.close()  # type: ignore[union-attr] # it was launched above
