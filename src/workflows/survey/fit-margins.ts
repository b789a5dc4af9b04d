/** Iterative proportional fitting (Deming and Stephan 1940): sizes scaled until their margins are as given. */

export interface MarginTargets {
  /** Cell of the margin that each row belongs to. */
  readonly index: Int32Array;
  /** What the sizes of each cell's rows are to add up to. */
  readonly targets: Float64Array;
}

export interface FittingRules {
  /** The largest relative change of a margin's cell in a round that counts as none. */
  readonly tolerance: number;
  readonly rounds: number;
  /** What the size of each row may be at most; their sum exceeds the margins' total. */
  readonly largest?: Float64Array;
}

export interface FittedMargins {
  readonly sizes: Float64Array;
  readonly rounds: number;
  /** Of a margin's cell or a trimmed row, in the last round and relative. */
  readonly change: number;
  readonly converged: boolean;
  /** The cell that raking changed most in the last round, and by how much. */
  readonly worst: Readonly<Change>;
}

/** A relative cut that only rounding makes. */
const roundingOfCuts = 1e-12;

/** Margins that contradict each other change for ever by the same: no less after so many rounds. */
const roundsWatched = 50;
const leastProgress = 0.999;

interface Change {
  change: number;
  margin: number;
  cell: number;
}

/** Scales every cell of one margin to its target; cells without any size stay so. */
function scaleMargin(
  sizes: Float64Array,
  { index, targets }: MarginTargets,
  margin: number,
  worst: Change,
): void {
  const factors = new Float64Array(targets.length);
  for (let row = 0; row < sizes.length; row++) factors[index[row]!]! += sizes[row]!;
  for (let cell = 0; cell < factors.length; cell++) {
    if (factors[cell] === 0) continue;
    const factor = targets[cell]! / factors[cell]!;
    factors[cell] = factor;
    const change = Math.abs(factor - 1);
    if (change > worst.change) Object.assign(worst, { change, margin, cell });
  }
  for (let row = 0; row < sizes.length; row++) sizes[row]! *= factors[index[row]!]!;
}

/** Cuts what is too large and gives it to the others in proportion; the largest relative cut. */
function cut(sizes: Float64Array, largest: Float64Array): number {
  let deepest = 0;
  let untouched = 0;
  let excess = 0;
  for (let row = 0; row < sizes.length; row++) {
    const over = sizes[row]! - largest[row]!;
    if (over > 0) {
      excess += over;
      deepest = Math.max(deepest, over / largest[row]!);
      sizes[row] = largest[row]!;
    } else if (over < 0) untouched += sizes[row]!;
  }
  if (deepest === 0 || untouched === 0) return deepest;
  const factor = 1 + excess / untouched;
  for (let row = 0; row < sizes.length; row++)
    if (sizes[row]! < largest[row]!) sizes[row]! *= factor;
  return deepest;
}

/** Cuts until nothing is too large; every cut but the last fills up another row, so there is a last. */
function trim(sizes: Float64Array, largest: Float64Array): number {
  const first = cut(sizes, largest);
  for (let more = first; more > roundingOfCuts;) more = cut(sizes, largest);
  return first;
}

/**
 * Sizes proportional to the start within every combination of the margins' cells. With a largest
 * size each round ends with a trim, so that margins and bounds hold together where they can.
 */
export function fitMargins(
  start: Float64Array,
  margins: readonly MarginTargets[],
  { tolerance, rounds, largest }: FittingRules,
): FittedMargins {
  const sizes = start.slice();
  let worst: Change = { change: Infinity, margin: 0, cell: 0 };
  let change = Infinity;
  let round = 0;
  let watched = Infinity;
  while (round < rounds && change >= tolerance) {
    if (round % roundsWatched === 0) {
      if (change > leastProgress * watched) break;
      watched = change;
    }
    round++;
    worst = { change: 0, margin: 0, cell: 0 };
    for (const [place, margin] of margins.entries()) scaleMargin(sizes, margin, place, worst);
    change = largest ? Math.max(worst.change, trim(sizes, largest)) : worst.change;
  }
  return { sizes, rounds: round, change, converged: change < tolerance, worst };
}
