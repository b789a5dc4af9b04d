/** Shares a whole number out in proportion, by largest remainders. */

/** Whole parts that add up to the total; ties of remainders go to the first. */
export function shareOut(total: number, weights: Float64Array): Int32Array {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = Int32Array.from(exact, Math.floor);
  const left = total - parts.reduce((before, part) => before + part, 0);
  const remainder = (p: number): number => exact[p]! - parts[p]!;
  const order = Array.from(weights.keys()).sort((p, q) => remainder(q) - remainder(p) || p - q);
  for (const p of order.slice(0, left)) parts[p]!++;
  return parts;
}
