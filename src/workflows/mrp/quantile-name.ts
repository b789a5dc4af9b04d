/** What the column of a quantile is called. */

/** `q05`, `q95`, `q025`. */
export function quantileName(probability: number): string {
  const digits = probability.toFixed(6).slice(2).replace(/0+$/, "");
  return `q${digits.padEnd(2, "0")}`;
}
