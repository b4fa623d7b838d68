/** Whether every typed word begins a word of the text, in any order and without accents: "reso conv" finds "Resolve conversation". */
export function matchesWords(text: string, typed: string): boolean {
  const plain = bare(text);
  return bare(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every(
      (word) =>
        plain.startsWith(word) ||
        plain.includes(` ${word}`) ||
        (!/^[\p{Script=Latin}\p{N}\p{P}]+$/u.test(word) && plain.includes(word)),
    );
}

function bare(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
