/** Where reading went wrong, so that no later stage judges what the user did not mean. */
import { tokenTypes } from "../../grammar/index.js";
import type { SyntaxTree } from "../../grammar/index.js";
import type { Diagnostic } from "../diagnostics/index.js";

export interface Faults {
  lieIn(region: { readonly start: number; readonly end: number }): boolean;
  /** The offset after which the next statement or item begins. */
  lineEndAfter(offset: number): number;
}

/** Replacements that certainly say what was meant. */
const certain: ReadonlySet<string> = new Set(["and", "not ", '"', "'"]);

/** Whether the text was mended in the one way that makes sense, so that its meaning is known. */
export function isRepaired({ code, severity, fix }: Diagnostic): boolean {
  if (severity !== "error") return true;
  switch (code) {
    case "unclosed-bracket":
    case "unopened-bracket":
    case "group-term-needs-parentheses":
      return true;
    case "foreign-operator":
    case "unterminated-string":
      return fix !== undefined && certain.has(fix.replacement);
    default:
      return false;
  }
}

/** An expression alone is read whole or not at all. */
export const noFaults: Faults = {
  lieIn: () => false,
  lineEndAfter: () => Number.POSITIVE_INFINITY,
};

export function findFaults(diagnostics: readonly Diagnostic[], { tokens }: SyntaxTree): Faults {
  const places = diagnostics
    .filter((diagnostic) => !isRepaired(diagnostic))
    .map(({ span }) => span?.start ?? 0);
  const lineEnds = tokens
    .filter(({ tokenType }) => [tokenTypes.LineEnd, tokenTypes.ItemEnd].includes(tokenType))
    .map(({ startOffset }) => startOffset);
  return {
    lieIn: ({ start, end }) => places.some((place) => place >= start && place < end),
    lineEndAfter: (offset) =>
      lineEnds.find((lineEnd) => lineEnd >= offset) ?? Number.POSITIVE_INFINITY,
  };
}
