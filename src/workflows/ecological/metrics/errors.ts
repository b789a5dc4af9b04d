/** How far estimates are from the truth: over groups and contests, or over covariances. */

export interface Errors {
  readonly meanSquared: number;
  readonly rootMeanSquared: number;
  readonly meanAbsolute: number;
}

/** Over the positions where there is a truth; a group without voters, whose truth is NaN, has none. */
export function errorsOf(modelled: ArrayLike<number>, truth: ArrayLike<number>): Errors {
  let count = 0;
  let squares = 0;
  let sizes = 0;
  for (let k = 0; k < truth.length; k++) {
    if (Number.isNaN(truth[k]!)) continue;
    const error = modelled[k]! - truth[k]!;
    count++;
    squares += error * error;
    sizes += Math.abs(error);
  }
  const meanSquared = squares / count;
  return {
    meanSquared,
    rootMeanSquared: Math.sqrt(meanSquared),
    meanAbsolute: sizes / count,
  };
}
