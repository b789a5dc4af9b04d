/**
 * The density φ(t) exp(r(t)) of a group's effect, r being interpolated between the nodes of the quadrature, on a grid
 * between whose points the log density is linear. A chord lies above a log density by the same in every cell where that
 * is normal, which changes nothing, and by r″ h²/12 more in the mean of a cell where it is not: so much is taken off
 * at its ends.
 */
export const gridStep = 0.75;
const gridEnd = 7.5;
/** Where the last node is no higher than e² times a normal there, a side ends so many cells earlier, at 5.25. */
const cellsSpared = 3;
const highRemainder = 2;
const order = 4;

/** Weights of four nodes for each point of the grid (cubic Lagrange); r is level beyond the last node. */
interface Interpolation {
  readonly grid: Float64Array;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

function interpolationOn(nodes: Float64Array): Interpolation {
  const size = 2 * Math.round(gridEnd / gridStep) + 1;
  const grid = Float64Array.from({ length: size }, (_, i) => i * gridStep - gridEnd);
  const first = new Int32Array(size);
  const weights = new Float64Array(size * order);
  grid.forEach((point, i) => {
    const t = Math.max(nodes[0]!, Math.min(nodes.at(-1)!, point));
    let after = nodes.findIndex((node) => node > t);
    if (after < 0) after = nodes.length;
    const from = Math.max(0, Math.min(nodes.length - order, after - order / 2));
    first[i] = from;
    for (let a = 0; a < order; a++) {
      let weight = 1;
      for (let b = 0; b < order; b++)
        if (a !== b) weight *= (t - nodes[from + b]!) / (nodes[from + a]! - nodes[from + b]!);
      weights[i * order + a] = weight;
    }
  });
  return { grid, first, weights };
}

/** Logs of densities below the largest lie above this: what is further down has no mass that counts. */
const lowest = -30;
/** Below, differences of logs are too small to be divided by. */
const level = 1e-3;

/**
 * e^y for y in [-30, 5] by the 256th power of a series in y / 256: relative error below 1e-6. Grids need no more, and
 * this takes a tenth of the time.
 */
function roughExp(y: number): number {
  const x = y * (1 / 256);
  const tail = 1 / 6 + x * (1 / 24 + x * (1 / 120));
  let power = 1 + x * (1 + x * (0.5 + x * tail));
  for (let squaring = 0; squaring < 8; squaring++) power *= power;
  return power;
}

/** Mass of a cell from its densities and by how much their log rises, in units of its width. */
function cellMass(low: number, high: number, rise: number): number {
  if (Math.abs(rise) < level) return low * (1 + rise * (0.5 + rise / 6));
  return (high - low) / rise;
}

/** r at the points of the grid, of the group whose remainders begin at a place. */
function openSmoothing({ grid, first, weights }: Interpolation, remainders: Float64Array) {
  const smooth = new Float64Array(grid.length);
  return (group: number): Float64Array => {
    for (let i = 0; i < smooth.length; i++) {
      const from = group + first[i]!;
      const w = i * order;
      smooth[i] =
        weights[w]! * remainders[from]! +
        weights[w + 1]! * remainders[from + 1]! +
        weights[w + 2]! * remainders[from + 2]! +
        weights[w + 3]! * remainders[from + 3]!;
    }
    return smooth;
  };
}

/** The density of the group that was tabulated last, on the grid from one cell to another. */
export interface DensityTable {
  readonly grid: Float64Array;
  low: number;
  high: number;
  readonly logs: Float64Array;
  readonly densities: Float64Array;
  /** Mass below, from zero at `low` on. */
  readonly cumulative: Float64Array;
}

export function openDensityTable(
  remainders: Float64Array,
  nodes: Float64Array,
): { readonly table: DensityTable; readonly tabulate: (group: number) => void } {
  const interpolation = interpolationOn(nodes);
  const { grid } = interpolation;
  const smoothing = openSmoothing(interpolation, remainders);
  const size = grid.length;
  const normal = grid.map((t) => -0.5 * t * t);
  const logs = new Float64Array(size);
  const densities = new Float64Array(size);
  const cumulative = new Float64Array(size);
  const table = { grid, low: 0, high: size - 1, logs, densities, cumulative };
  const largestAtNodes = (group: number): number => {
    let largest = -Infinity;
    for (let q = 0; q < nodes.length; q++)
      largest = Math.max(largest, remainders[group + q]! - 0.5 * nodes[q]! * nodes[q]!);
    return largest;
  };

  /** The cells that count of a group. */
  const chooseCells = (group: number, largest: number): void => {
    const isLight = (node: number): boolean => remainders[group + node]! - largest < highRemainder;
    table.low = isLight(0) ? cellsSpared : 0;
    table.high = size - 1 - (isLight(nodes.length - 1) ? cellsSpared : 0);
  };

  const tabulate = (group: number): void => {
    const largest = largestAtNodes(group);
    const smooth = smoothing(group);
    chooseCells(group, largest);
    const { low, high } = table;
    for (let i = low; i <= high; i++) {
      const r = smooth[i]!;
      const before = i > 0 ? smooth[i - 1]! : r;
      const after = i < size - 1 ? smooth[i + 1]! : r;
      // Between nodes a cubic may lie above all of them, but not far.
      const log = r - (before - 2 * r + after) / 12 + normal[i]! - largest;
      logs[i] = log < lowest ? lowest : log > 5 ? 5 : log;
      densities[i] = roughExp(logs[i]!);
    }
    cumulative[low] = 0;
    for (let i = low + 1; i <= high; i++)
      cumulative[i] =
        cumulative[i - 1]! + cellMass(densities[i - 1]!, densities[i]!, logs[i]! - logs[i - 1]!);
  };

  return { table, tabulate };
}
