/** Pairs of draws, two points of the grid at a time, and then both draws of a pair; twins/draws.ts is the twin. */
import {
  cellsAt,
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
} from "../portable/layout";
import {
  artanh16,
  clampLog,
  half,
  isLevel,
  isTiny,
  one,
  plus,
  roughExp2,
  sixth,
  zeros,
} from "./lanes";

// @inline
function entry(header: i32, index: i32): i32 {
  return load<i32>(header + (index << 2));
}

function largestOf(remainders: i32, normals: i32, count: i32): f64 {
  let largest: f64 = -Infinity;
  for (let q: i32 = 0; q < count << 3; q += 8) {
    const log = load<f64>(remainders + q) + load<f64>(normals + q);
    if (log > largest) largest = log;
  }
  return largest;
}

// @inline
function tabulate(header: i32, remainders: i32, largest: f64, low: i32, high: i32): void {
  const normals = entry(header, normalsAt);
  const firsts = entry(header, firstsAt);
  const nodes = entry(header, width) << 3;
  const weights = entry(header, weightsAt);
  const logs = entry(header, logsAt);
  const densities = entry(header, densitiesAt);
  const top = f64x2.splat(largest);
  for (let k: i32 = low & ~15; k <= high; k += 16) {
    const from = remainders + (load<i32>(firsts + (k >> 1)) << 3);
    const w = weights + (k >> 3) * nodes;
    let log = f64x2.sub(v128.load(normals + k), top);
    for (let q: i32 = 0; q < nodes; q += 8)
      log = plus(log, v128.load(w + (q << 1)), v128.load64_splat(from + q));
    log = clampLog(log);
    v128.store(logs + k, log);
    v128.store(densities + k, roughExp2(log));
  }
}

/** Of the cells that end at two points, from the densities and their logs. */
// @inline
function cellMasses(logs: i32, densities: i32): v128 {
  const rise = f64x2.sub(v128.load(logs), v128.load(logs - 8));
  const low = v128.load(densities - 8);
  const steep = f64x2.div(f64x2.sub(v128.load(densities), low), rise);
  const level = f64x2.mul(low, plus(one(), rise, plus(half(), rise, sixth())));
  return v128.bitselect(level, steep, isLevel(rise));
}

// @inline
function addMasses(header: i32, low: i32, high: i32): void {
  const logs = entry(header, logsAt);
  const densities = entry(header, densitiesAt);
  const cumulative = entry(header, cumulativeAt);
  let total: f64 = 0.0;
  store<f64>(cumulative + low, total);
  for (let k: i32 = low + 8; k <= high; k += 16) {
    const masses = cellMasses(logs + k, densities + k);
    total += f64x2.extract_lane(masses, 0);
    store<f64>(cumulative + k, total);
    total += f64x2.extract_lane(masses, 1);
    store<f64>(cumulative + k, total, 8);
  }
}

/** How far into a cell the share of its mass lies. */
// @inline
function placesWithin(share: v128, start: v128, end: v128, rise: v128): v128 {
  const isFalling = f64x2.lt(rise, zeros());
  const most = v128.bitselect(start, end, isFalling);
  const least = v128.bitselect(end, start, isFalling);
  const part = v128.bitselect(share, f64x2.sub(one(), share), isFalling);
  const ratio = f64x2.div(f64x2.sub(most, least), most);
  const y = f64x2.sub(one(), f64x2.mul(part, ratio));
  const root = f64x2.sqrt(f64x2.sqrt(f64x2.sqrt(y)));
  const s = f64x2.div(f64x2.sub(one(), root), f64x2.add(one(), root));
  const height = f64x2.abs(rise);
  const depth = v128.bitselect(part, f64x2.div(artanh16(s), height), isTiny(height));
  return v128.bitselect(depth, f64x2.sub(one(), depth), isFalling);
}

/** Two numbers of a table, each at the place of its own. */
// @inline
function lookUp(table: i32, first: i32, second: i32): v128 {
  return v128.load64_lane(table + second, v128.load64_zero(table + first), 1);
}

/** Leaves in `cell` what the cells of both draws are: share of mass, densities and rise of their log, start and width. */
// @inline
function findCells(header: i32, probabilities: v128, low: i32, high: i32, cell: i32): void {
  const grid = entry(header, gridAt);
  const logs = entry(header, logsAt);
  const densities = entry(header, densitiesAt);
  const cumulative = entry(header, cumulativeAt);
  const sought = f64x2.mul(probabilities, v128.load64_splat(cumulative + high));
  let cells = zeros();
  for (let k: i32 = low + 8; k < high; k += 8)
    cells = i64x2.sub(cells, f64x2.lt(v128.load64_splat(cumulative + k), sought));
  const i = low + ((<i32>i64x2.extract_lane(cells, 0)) << 3);
  const j = low + ((<i32>i64x2.extract_lane(cells, 1)) << 3);
  const below = lookUp(cumulative, i, j);
  const mass = f64x2.sub(lookUp(cumulative + 8, i, j), below);
  const inCell = f64x2.pmin(f64x2.div(f64x2.sub(sought, below), mass), one());
  v128.store(cell, v128.bitselect(inCell, half(), f64x2.gt(mass, zeros())));
  v128.store(cell, lookUp(densities, i, j), 16);
  v128.store(cell, lookUp(densities + 8, i, j), 32);
  v128.store(cell, f64x2.sub(lookUp(logs + 8, i, j), lookUp(logs, i, j)), 48);
  const from = lookUp(grid, i, j);
  v128.store(cell, from, 64);
  v128.store(cell, f64x2.sub(lookUp(grid + 8, i, j), from), 80);
}

export function drawPairs(
  header: i32,
  densities: i32,
  remainders: i32,
  probabilities: i32,
  first: i32,
  second: i32,
): void {
  const count = entry(header, points);
  const size = entry(header, gridSize);
  const early = entry(header, spared);
  const cells = entry(header, cellsAt);
  let cell = cells;
  for (let d: i32 = 0; d < densities << 3; d += 8, cell += 96) {
    const largest = largestOf(remainders, entry(header, nodeNormalsAt), count);
    const last = load<f64>(remainders + ((count - 1) << 3));
    const low = (load<f64>(remainders) - largest < 2.0 ? 1 + early : 1) << 3;
    const high = (last - largest < 2.0 ? size - early : size) << 3;
    tabulate(header, remainders, largest, low, high);
    addMasses(header, low, high);
    const probability = load<f64>(probabilities + d);
    const both = f64x2.replace_lane(f64x2.splat(probability), 1, 1.0 - probability);
    findCells(header, both, low, high, cell);
    remainders += count << 3;
  }
  // Apart, since these wait for roots, of which those of several pairs are taken at once.
  cell = cells;
  for (let d: i32 = 0; d < densities << 3; d += 8, cell += 96) {
    const share = v128.load(cell);
    const place = placesWithin(
      share,
      v128.load(cell, 16),
      v128.load(cell, 32),
      v128.load(cell, 48),
    );
    const t = plus(v128.load(cell, 64), v128.load(cell, 80), place);
    store<f64>(first + d, f64x2.extract_lane(t, 0));
    store<f64>(second + d, f64x2.extract_lane(t, 1));
  }
}
