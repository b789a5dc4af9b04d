/** A contiguous piece of a trajectory, summarised by its ends, its momentum sum and one proposal. */

/**
 * `begin` and `end` follow the direction of integration. The arrays belong to the subtree; joining
 * two exchanges references, so nothing is copied or allocated.
 */
export interface Subtree {
  beginMomentum: Float64Array;
  beginVelocity: Float64Array;
  endMomentum: Float64Array;
  endVelocity: Float64Array;
  /** ρ: sum of the momenta of all states in the subtree. */
  momentumSum: Float64Array;
  /** The state that the subtree proposes. */
  position: Float64Array;
  gradient: Float64Array;
  logDensity: number;
  energy: number;
  /** How many steps from where the trajectory started, either way, that state is. */
  place: number;
  /** log Σ exp(H₀ − H) over the states. */
  logWeight: number;
}

export function openSubtree(dimension: number): Subtree {
  return {
    beginMomentum: new Float64Array(dimension),
    beginVelocity: new Float64Array(dimension),
    endMomentum: new Float64Array(dimension),
    endVelocity: new Float64Array(dimension),
    momentumSum: new Float64Array(dimension),
    position: new Float64Array(dimension),
    gradient: new Float64Array(dimension),
    logDensity: Number.NEGATIVE_INFINITY,
    energy: Number.POSITIVE_INFINITY,
    place: 0,
    logWeight: Number.NEGATIVE_INFINITY,
  };
}

/** Makes the outer end of `second` the end of `first`. */
export function adoptEnd(first: Subtree, second: Subtree): void {
  const { endMomentum, endVelocity } = first;
  first.endMomentum = second.endMomentum;
  first.endVelocity = second.endVelocity;
  second.endMomentum = endMomentum;
  second.endVelocity = endVelocity;
}

/** Makes the proposal of `second` the proposal of `first`. */
export function adoptProposal(first: Subtree, second: Subtree): void {
  const { position, gradient } = first;
  first.position = second.position;
  first.gradient = second.gradient;
  second.position = position;
  second.gradient = gradient;
  first.logDensity = second.logDensity;
  first.energy = second.energy;
  first.place = second.place;
}

/** Turns the direction of integration round. */
export function reverse(tree: Subtree): void {
  const { beginMomentum, beginVelocity } = tree;
  tree.beginMomentum = tree.endMomentum;
  tree.beginVelocity = tree.endVelocity;
  tree.endMomentum = beginMomentum;
  tree.endVelocity = beginVelocity;
}
