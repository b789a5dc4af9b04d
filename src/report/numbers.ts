/** Numbers as a report prints them: three to four significant digits, aligned by column. */
import { countText } from "../data/index.js";

/** `12,000`; not-a-number and infinities as words. */
export function formatCount(value: number): string {
  return Number.isFinite(value) ? countText(Math.round(value)) : formatSpecial(value);
}

function formatSpecial(value: number): string {
  if (Number.isNaN(value)) return "-";
  return value > 0 ? "inf" : "-inf";
}

/** Position of the leading digit: 0 for 1 to 9.99, -1 for 0.1 to 0.999. */
function magnitude(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)));
}

const maximumDecimals = 4;

/**
 * Decimals that a column needs: three for numbers around one, fewer for large ones, four for
 * columns of small ones. Follows the median size of the column, so that one outlier does not decide.
 */
export function columnDecimals(values: readonly number[]): number {
  const sizes = values
    .filter((value) => Number.isFinite(value) && value !== 0)
    .map(magnitude)
    .sort((left, right) => left - right);
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 0;
  if (values.every((value) => Number.isInteger(value) || !Number.isFinite(value))) return 0;
  if (middle >= 0) return Math.max(0, 3 - middle);
  return Math.min(maximumDecimals, middle >= -2 ? 3 : maximumDecimals);
}

/** One number at the given decimals; what would vanish or overflow there gets an exponent. */
export function formatAt(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatSpecial(value);
  if (Math.abs(value) >= (decimals === 0 ? 1e15 : 1e7)) return value.toExponential(3);
  const fixed = value.toFixed(decimals);
  if (Number(fixed) !== 0 || value === 0) return fixed;
  return value.toExponential(1);
}

/** A number that stands alone, to four significant digits. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return formatSpecial(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4) return value.toExponential(3);
  return String(Number(value.toPrecision(4)));
}
