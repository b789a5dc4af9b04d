/**
 * Pairs of draws from densities φ(t) exp(r(t)), r being known at nodes, by inversion on a grid between whose points the
 * log density is linear: at a probability and at what is left of one. The same operations as assembly/draws.ts, which
 * takes two points of the grid at a time, and then both draws of a pair.
 */
import type { Memory } from "../memory.js";
import {
  cumulativeAt,
  densitiesAt,
  firstsAt,
  gridAt,
  gridSize,
  logsAt,
  nodeNormalsAt,
  normalsAt,
  points,
  spared,
  weightsAt,
  width,
} from "../portable/layout.js";

/** Where the last node is no higher than e² times a normal there, a side ends early. */
const highRemainder = 2;
/** Logs of densities below the largest lie above this: what is further down has no mass that counts. */
const lowest = -30;
/** Between nodes an interpolated log density may lie above all of them, but not far. */
const highest = 5;
/** Below, differences of logs are too small to be divided by. */
const level = 1e-3;
const tiny = 1e-6;

/**
 * e^y for y in [-30, 5] by the 32nd power of a series in y / 32. The error is largest, as a part of e^0, near y = -5,
 * where it is 5e-9; a density needs no more.
 */
function roughExp(y: number): number {
  const x = y * (1 / 32);
  const tail = 1 / 6 + x * (1 / 24 + x * (1 / 120));
  let power = 1 + x * (1 + x * (0.5 + x * tail));
  for (let squaring = 0; squaring < 5; squaring++) power *= power;
  return power;
}

/** Mass of a cell from its densities and by how much their log rises, in units of its width. */
function cellMass(low: number, high: number, rise: number): number {
  if (Math.abs(rise) < level) return low * (1 + rise * (0.5 + rise * (1 / 6)));
  return (high - low) / rise;
}

/** artanh by the first five terms of its series, which are enough where a cell has most of its mass. */
function artanh16(s: number): number {
  const z = s * s;
  return 16 * s * (1 + z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9)))));
}

/**
 * How far into a cell the share of its mass lies. From its higher end on, a density that falls as e^−at has mass v up
 * to −log(1 − v (1 − e^−a)) / a; the log is that of an eighth root, −log y = 2 artanh((1 − y) / (1 + y)).
 */
function placeWithin(share: number, start: number, end: number, rise: number): number {
  const isFalling = rise < 0;
  const [most, least] = isFalling ? [start, end] : [end, start];
  const part = isFalling ? share : 1 - share;
  const root = Math.sqrt(Math.sqrt(Math.sqrt(1 - part * ((most - least) / most))));
  const height = Math.abs(rise);
  const depth = height < tiny ? part : artanh16((1 - root) / (1 + root)) / height;
  return isFalling ? depth : 1 - depth;
}

interface Tables {
  readonly grid: Float64Array;
  readonly logs: Float64Array;
  readonly densities: Float64Array;
  readonly cumulative: Float64Array;
}

/** The places of the grid between which the density that was tabulated last counts. */
interface Cells {
  readonly low: number;
  readonly high: number;
}

function openTables({ numbers, integers }: Memory, header: number): Tables {
  const table = (index: number): Float64Array =>
    numbers.subarray(integers[header / 4 + index]! / 8);
  return {
    grid: table(gridAt),
    logs: table(logsAt),
    densities: table(densitiesAt),
    cumulative: table(cumulativeAt),
  };
}

function invert(
  { grid, logs, densities, cumulative }: Tables,
  { low, high }: Cells,
  probability: number,
): number {
  const sought = probability * cumulative[high]!;
  let i = low;
  for (let k = low + 1; k < high; k++) if (cumulative[k]! < sought) i++;
  const mass = cumulative[i + 1]! - cumulative[i]!;
  const inCell = (sought - cumulative[i]!) / mass;
  const share = mass > 0 ? (1 < inCell ? 1 : inCell) : 0.5;
  const rise = logs[i + 1]! - logs[i]!;
  const place = placeWithin(share, densities[i]!, densities[i + 1]!, rise);
  return grid[i]! + (grid[i + 1]! - grid[i]!) * place;
}

function openTabulation(memory: Memory, header: number, tables: Tables) {
  const { numbers, integers } = memory;
  const { logs, densities, cumulative } = tables;
  const entry = (index: number): number => integers[header / 4 + index]!;
  const [count, nodes] = [entry(points), entry(width)];
  const normals = entry(normalsAt) / 8;
  const nodeNormals = entry(nodeNormalsAt) / 8;
  const firsts = entry(firstsAt) / 4;
  const weights = entry(weightsAt) / 8;

  const chooseCells = (from: number, largest: number): Cells => {
    const isLight = (node: number): boolean => numbers[from + node]! - largest < highRemainder;
    const [size, early] = [entry(gridSize), entry(spared)];
    const low = isLight(0) ? 1 + early : 1;
    return { low, high: isLight(count - 1) ? size - early : size };
  };

  return (from: number): Cells => {
    let largest = -Infinity;
    for (let q = 0; q < count; q++) {
      const log = numbers[from + q]! + numbers[nodeNormals + q]!;
      if (log > largest) largest = log;
    }
    const cells = chooseCells(from, largest);
    for (let k = cells.low; k <= cells.high; k++) {
      const first = from + integers[firsts + (k & ~1)]!;
      const own = weights + (k & ~1) * nodes + (k & 1);
      let log = numbers[normals + k]! - largest;
      for (let q = 0; q < nodes; q++) log = log + numbers[own + 2 * q]! * numbers[first + q]!;
      logs[k] = log < lowest ? lowest : highest < log ? highest : log;
      densities[k] = roughExp(logs[k]!);
    }
    cumulative[cells.low] = 0;
    for (let k = cells.low + 1; k <= cells.high; k++) {
      const mass = cellMass(densities[k - 1]!, densities[k]!, logs[k]! - logs[k - 1]!);
      cumulative[k] = cumulative[k - 1]! + mass;
    }
    return cells;
  };
}

export function drawPairs(
  memory: Memory,
  header: number,
  densities: number,
  remainders: number,
  probabilities: number,
  first: number,
  second: number,
): void {
  const { numbers, integers } = memory;
  const tables = openTables(memory, header);
  const tabulate = openTabulation(memory, header, tables);
  const count = integers[header / 4 + points]!;
  for (let d = 0; d < densities; d++) {
    const cells = tabulate(remainders / 8 + d * count);
    const probability = numbers[probabilities / 8 + d]!;
    numbers[first / 8 + d] = invert(tables, cells, probability);
    numbers[second / 8 + d] = invert(tables, cells, 1 - probability);
  }
}
