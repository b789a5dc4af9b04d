/** How the learning rate and the weight of the prior change over the steps of a training. */

/** cos x for 0 <= x <= π / 2 by its series, whose next term is below 1e-16. */
function cosine(x: number): number {
  const square = x * x;
  let term = 1;
  let sum = 1;
  for (let k = 2; k <= 20; k += 2) {
    term *= -square / (k * (k - 1));
    sum += term;
  }
  return sum;
}

/** ½ (1 + cos π t) = cos²(π t / 2), from 1 at t = 0 to 0 at t = 1. */
export function cosineDecay(t: number): number {
  const root = cosine((Math.PI / 2) * Math.min(t, 1));
  return root * root;
}

/** From 0 before `from` to 1 after `to`, linearly between. */
export function annealed(t: number, [from, to]: readonly [number, number]): number {
  if (t >= to) return 1;
  return t <= from ? 0 : (t - from) / (to - from);
}
