/**
 * Second and third derivatives of log Γ for positive arguments: recurrence up to 12, then the asymptotic
 * series with Bernoulli numbers (Abramowitz & Stegun 6.4.6, 6.4.12, 6.4.13).
 */

const asymptoticFrom = 12;

/** ψ′(x) for x > 0. */
export function trigamma(x: number): number {
  let steps = 0;
  let at = x;
  for (; at < asymptoticFrom; at++) steps += 1 / (at * at);
  const w = 1 / (at * at);
  const series =
    1 / 6 +
    w *
      (-1 / 30 +
        w *
          (1 / 42 +
            w * (-1 / 30 + w * (5 / 66 + w * (-691 / 2730 + w * (7 / 6 - (w * 3617) / 510))))));
  return steps + 1 / at + 0.5 * w + (w * series) / at;
}

/** ψ″(x) for x > 0. */
export function tetragamma(x: number): number {
  let steps = 0;
  let at = x;
  for (; at < asymptoticFrom; at++) steps += 2 / (at * at * at);
  const w = 1 / (at * at);
  const series =
    1 / 2 +
    w *
      (-1 / 6 +
        w *
          (1 / 6 +
            w * (-3 / 10 + w * (5 / 6 + w * (-691 / 210 + w * (35 / 2 - (w * 3617) / 30))))));
  return -steps - w - w / at - w * w * series;
}
