/** How well the shares of held-out precincts are predicted. */

/** 1 - SSE / SST over precincts. */
function rSquared(predicted: ArrayLike<number>, observed: ArrayLike<number>): number {
  let sum = 0;
  for (let p = 0; p < observed.length; p++) sum += observed[p]!;
  const mean = sum / observed.length;
  let unexplained = 0;
  let total = 0;
  for (let p = 0; p < observed.length; p++) {
    const error = observed[p]! - predicted[p]!;
    const deviation = observed[p]! - mean;
    unexplained += error * error;
    total += deviation * deviation;
  }
  return 1 - unexplained / total;
}

/** The mean over contests, each with a share a held-out precinct. */
export function heldOutRSquared(
  predicted: readonly ArrayLike<number>[],
  observed: readonly ArrayLike<number>[],
): number {
  const each = observed.map((shares, contest) => rSquared(predicted[contest]!, shares));
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}
