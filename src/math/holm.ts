/** p values of several tests such that the chance of any false alarm stays below the level. */

/** Holm's step-down adjustment (1979): max over smaller ones of (m − rank) p, at most 1. */
export function adjustByHolm(pValues: readonly number[]): readonly number[] {
  const order = Array.from(pValues.keys()).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  order.forEach((at, rank) => {
    largest = Math.max(largest, (pValues.length - rank) * pValues[at]!);
    adjusted[at] = Math.min(1, largest);
  });
  return adjusted;
}
