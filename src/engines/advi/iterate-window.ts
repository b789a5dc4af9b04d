/** Averages of a window of iterates, and whether they have stopped to drift (Welandawe et al. 2022). */
import { quantile } from "../../math/index.js";

export interface IterateWindow {
  /** Iterates that it will hold; even. */
  readonly length: number;
  count: number;
  /** Means and sums of squared deviations of the first and the second half. */
  readonly means: readonly [Float64Array, Float64Array];
  readonly squares: readonly [Float64Array, Float64Array];
}

export function openWindow(size: number, length: number): IterateWindow {
  const array = (): Float64Array => new Float64Array(size);
  return { length, count: 0, means: [array(), array()], squares: [array(), array()] };
}

export function addIterate(window: IterateWindow, iterate: Float64Array): void {
  const half = window.length / 2;
  const which = window.count < half ? 0 : 1;
  const count = window.count - which * half + 1;
  const [mean, squares] = [window.means[which], window.squares[which]];
  for (let i = 0; i < iterate.length; i++) {
    const deviation = iterate[i]! - mean[i]!;
    mean[i]! += deviation / count;
    squares[i]! += deviation * (iterate[i]! - mean[i]!);
  }
  window.count++;
}

/** Parameters are of unit scale; movement below this is none. */
const stillness = 0.01;
/** Of many parameters some are always high by chance. */
const share = 0.95;

/** R-hat of the two halves, that of the 95th of 100 parameters. */
export function rHatOf({ length, means, squares }: IterateWindow): number {
  const n = length / 2;
  const values = means[0].map((first, i) => {
    const between = 0.5 * (first - means[1][i]!) * (first - means[1][i]!);
    const within = (squares[0][i]! + squares[1][i]!) / (2 * (n - 1)) + stillness * stillness;
    return Math.sqrt((n - 1) / n + between / within);
  });
  return quantile(values.sort(), share);
}

export function averageOf({ means }: IterateWindow): Float64Array {
  return means[0].map((first, i) => 0.5 * (first + means[1][i]!));
}
