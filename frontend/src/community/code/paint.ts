/** Lays colours over code with the browser's own highlights. The markup stays what the server sent: what somebody quotes or
 *  prints, and what a live change compares, is the same with and without colours. */
import highlighter from "highlight.js/lib/core";
import { grammarOf, languageOf } from "./languages";
import { type Colour, type Token, tokensOf } from "./tokens";

const LONGEST = 30_000;
const painted = new WeakSet<Node>();

export async function tokensFor(text: string, language: string): Promise<Token[]> {
  if (!highlighter.getLanguage(language)) {
    const grammar = await grammarOf(language);
    if (!grammar) return [];
    highlighter.registerLanguage(language, grammar);
  }
  return tokensOf(highlighter.highlight(text, { language, ignoreIllegals: true }).value);
}

export async function paint(blocks: Iterable<HTMLElement>): Promise<void> {
  forget();
  for (const block of blocks) {
    const [text, language] = [block.firstChild, languageOf(block.className)];
    if (!(text instanceof Text) || !language || text.length > LONGEST || painted.has(text)) continue;
    painted.add(text);
    for (const token of await tokensFor(text.data, language)) {
      const range = new StaticRange({
        startContainer: text,
        startOffset: token.start,
        endContainer: text,
        endOffset: token.end,
      });
      layer(token.colour).add(range);
    }
  }
}

function layer(colour: Colour): Highlight {
  const name = `code-${colour}`;
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
}

/** What live changes took from the page needs no colour any more. */
function forget(): void {
  CSS.highlights.forEach((marks, name) => {
    if (!name.startsWith("code-")) return;
    marks.forEach((range) => {
      if (!range.startContainer.isConnected) marks.delete(range);
    });
  });
}
