/** Where a block's term stands in the program, and lists of names that stay short. */
import type { Span } from "../../diagnostics/index.js";

/** The `span` entry of a diagnostic, or nothing for a term without a place. */
export function spanEntry(
  block: { readonly span?: { readonly start: number; readonly end: number } },
  file: string,
): { readonly span?: Span } {
  return block.span ? { span: { file, start: block.span.start, end: block.span.end } } : {};
}

const shown = 5;

/** `a, b and c`; `a, b, c, d, e and 7 more`. */
export function listNames(names: readonly string[]): string {
  if (names.length <= 1) return names.join("");
  if (names.length > shown + 1) {
    return `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;
  }
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}
