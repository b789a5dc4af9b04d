/** Numbers and missing values as data files write them. */

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const infinityPattern = /^([+-]?)(inf|infinity)$/i;
const digitsPattern = /^[+-]?\d{16,}$/;

/** Sums of squares and of products of squares over any table stay finite below this. */
export const largestMagnitude = 1e70;

/** Empty fields and the ways in which R, pandas and NumPy write a missing value. */
export function isMissingText(text: string): boolean {
  return text === "" || text === "NA" || text === "NaN" || text === "nan";
}

/**
 * The number that a text writes, infinite for `Inf` and for what overflows; undefined for text.
 * Whole numbers too long to be held exactly are identifiers, hence text.
 */
export function readNumber(text: string): number | undefined {
  if (numberPattern.test(text)) {
    const value = Number(text);
    return digitsPattern.test(text) && !Number.isSafeInteger(value) ? undefined : value;
  }
  const infinity = infinityPattern.exec(text);
  if (infinity === null) return undefined;
  return infinity[1] === "-" ? -Infinity : Infinity;
}

/** The label of a number used as a category: its shortest form, without a negative zero. */
export function numberLabel(value: number): string {
  return String(value === 0 ? 0 : value);
}
