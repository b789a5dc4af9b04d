/** Where the search for a conditional mode begins: at a mode that is known, moved along its tangent. */

/** Plain data, so that it can be sent to a worker thread. */
export interface ConditionalStart {
  readonly theta: Float64Array;
  /** The conditional mode at theta. */
  readonly mode: Float64Array;
  /** d mode / d theta_k for each k; empty where it is not known. */
  readonly slopes: readonly Float64Array[];
}

/** A start at which the gradient of the hyperparameters' density is known as well. */
export interface TangentStart extends ConditionalStart {
  readonly gradient: Float64Array;
}

/** Steps of theta beyond this are not followed: the tangent says nothing so far away. */
const longestStep = 1;

/** The start at `theta`. */
export function startAt(
  { theta: known, mode, slopes }: ConditionalStart,
  theta: Float64Array,
): Float64Array {
  const start = mode.slice();
  slopes.forEach((slope, k) => {
    const by = Math.max(-longestStep, Math.min(longestStep, theta[k]! - known[k]!));
    if (by !== 0) for (let j = 0; j < start.length; j++) start[j]! += by * slope[j]!;
  });
  return start;
}
