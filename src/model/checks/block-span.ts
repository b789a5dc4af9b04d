/** Where a block's term stands in the program. */
import type { Span } from "../../diagnostics/index.js";

/** The `span` entry of a diagnostic, or nothing for a term without a place. */
export function spanEntry(
  block: { readonly span?: { readonly start: number; readonly end: number } },
  file: string,
): { readonly span?: Span } {
  return block.span ? { span: { file, start: block.span.start, end: block.span.end } } : {};
}
