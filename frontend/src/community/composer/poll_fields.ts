/** The poll beside a new topic's text: read for the draft, and filled again from it. */
export type DraftPoll = {
  question: string;
  options: string;
  kind: string;
  results: string;
  voters_public: boolean;
  max_choices: string;
  closes_at: string;
};

const NAMES = ["question", "options", "kind", "results", "max_choices", "closes_at"] as const;
const field = (form: HTMLFormElement, name: string) =>
  form.elements.namedItem(`poll-${name}`) as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | null;

/** What stands there, or nothing where nobody asks or answers. */
export function readPoll(form: HTMLFormElement): DraftPoll | null {
  const [question, options] = [field(form, "question")?.value ?? "", field(form, "options")?.value ?? ""];
  if (!question.trim() && !options.trim()) return null;
  const said = (name: string) => field(form, name)?.value ?? "";
  return {
    question,
    options,
    kind: said("kind"),
    results: said("results"),
    voters_public: (field(form, "voters_public") as HTMLInputElement | null)?.checked ?? false,
    max_choices: said("max_choices"),
    closes_at: said("closes_at"),
  };
}

/** Puts a kept poll where one can be written; without one the fields are empty again. */
export function fillPoll(form: HTMLFormElement, poll: DraftPoll | null): void {
  for (const name of NAMES) {
    const input = field(form, name);
    if (!input) return;
    if (input instanceof HTMLSelectElement && !poll?.[name]) input.selectedIndex = 0;
    else input.value = poll?.[name] ?? "";
  }
  const shown = field(form, "voters_public") as HTMLInputElement | null;
  if (shown) shown.checked = poll?.voters_public ?? false;
  if (poll) field(form, "options")?.closest("details")?.setAttribute("open", "");
}
