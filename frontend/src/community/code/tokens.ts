/** Where in a text the parts of code are that get a colour. */
export type Colour = "keyword" | "string" | "comment" | "number" | "name" | "attribute" | "added" | "removed";
export type Token = { start: number; end: number; colour: Colour };

const COLOURS: Record<string, Colour> = {
  "hljs-keyword": "keyword",
  "hljs-built_in": "keyword",
  "hljs-type": "keyword",
  "hljs-literal": "keyword",
  "hljs-selector-tag": "keyword",
  "hljs-name": "keyword",
  "hljs-meta": "comment",
  "hljs-string": "string",
  "hljs-regexp": "string",
  "hljs-symbol": "string",
  "hljs-link": "string",
  "hljs-comment": "comment",
  "hljs-quote": "comment",
  "hljs-number": "number",
  "hljs-title": "name",
  "hljs-section": "name",
  "hljs-selector-class": "name",
  "hljs-selector-id": "name",
  "hljs-attr": "attribute",
  "hljs-attribute": "attribute",
  "hljs-variable": "attribute",
  "hljs-template-variable": "attribute",
  "hljs-property": "attribute",
  "hljs-addition": "added",
  "hljs-deletion": "removed",
};

/** The innermost part wins: a name inside a string is a name. The highlighter's HTML is only read, never shown. */
export function tokensOf(html: string): Token[] {
  const body = new DOMParser().parseFromString(`<code>${html}</code>`, "text/html").body;
  const found: Token[] = [];
  let at = 0;
  const walk = (node: Node, colour: Colour | null): void => {
    if (node instanceof Text) {
      const end = at + node.data.length;
      if (colour && node.data) found.push({ start: at, end, colour });
      at = end;
      return;
    }
    const own = node instanceof Element ? [...node.classList].map((name) => COLOURS[name]).find(Boolean) : undefined;
    for (const child of node.childNodes) walk(child, own ?? colour);
  };
  walk(body, null);
  return found;
}
