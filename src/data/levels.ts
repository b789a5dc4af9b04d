/** Levels of factors: which there are, in which order, and codes for them. */
import type { FactorColumn } from "./data-frame.js";
import { isMissingText, readNumber } from "./number-text.js";

function byCodePoints(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Distinct labels in order: numerically when all of them are numbers, else by code points. */
export function sortLevels(labels: Iterable<string>): string[] {
  const distinct = [...new Set(labels)];
  const numbers = new Map(distinct.map((label) => [label, readNumber(label)]));
  const numeric = distinct.every((label) => numbers.get(label) !== undefined);
  if (!numeric) return distinct.sort(byCodePoints);
  return distinct.sort(
    (left, right) => numbers.get(left)! - numbers.get(right)! || byCodePoints(left, right),
  );
}

/** Codes of labels among levels; -1 for undefined and for a label that is not a level. */
export function codesOf(
  labels: readonly (string | undefined)[],
  levels: readonly string[],
): Int32Array {
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  return Int32Array.from(labels, (label) => (label === undefined ? -1 : (codeOf.get(label) ?? -1)));
}

/** A factor whose levels are the sorted distinct labels. */
export function factorFromLabels(
  name: string,
  labels: readonly (string | undefined)[],
): FactorColumn {
  const levels = sortLevels(labels.filter((label) => label !== undefined));
  const codes = codesOf(labels, levels);
  return { kind: "factor", name, codes, levels, ordered: false, declared: false };
}

/** The cell's label, or undefined where a data file means "missing". */
export function labelOfText(text: string): string | undefined {
  return isMissingText(text) ? undefined : text;
}
