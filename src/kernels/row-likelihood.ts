/** Likelihoods of whole columns of rows, and their expectations where the predictor is normal. */
import type { LikelihoodName, LinkOpName, Statistics } from "../graph/index.js";
import type { Quadrature } from "../math/index.js";
import type { DerivativeOrder, ExpectedLikelihood, RowDerivatives } from "../target/index.js";
import type { Backend } from "./kernel-memory.js";
import { openRowLikelihoodMemory, type RowFamily } from "./row-likelihood-steps.js";

/** A workspace of one thread. */
export interface RowLikelihood {
  /** Writes what the order asks for; returns the sum of the rows' values. */
  evaluate(eta: Float64Array, order: DerivativeOrder, into: RowDerivatives): number;
  /** E[l′] of every row at eta ~ N(mean, variance). */
  expectSlopes(
    mean: Float64Array,
    variance: Float64Array,
    rule: Quadrature,
    slopes: Float64Array,
  ): void;
}

export interface ObservationLikelihood {
  /** Whole log densities at one eta for each observation. */
  logDensity(eta: Float64Array, into: Float64Array): void;
  /** Adds `share` times E[l], E[l²] and E[exp l], at the eta ~ N(mean, variance) of its row. */
  addExpectations(
    mean: Float64Array,
    variance: Float64Array,
    rule: Quadrature,
    share: number,
    into: ExpectedLikelihood,
  ): void;
}

/** Families and links with kernels. */
const families: Partial<Readonly<Record<LikelihoodName, LinkOpName>>> = {
  binomial: "logit",
  poisson: "log",
};

function familyOf(family: LikelihoodName, link: LinkOpName): RowFamily | undefined {
  return families[family] === link ? (family as RowFamily) : undefined;
}

const bytesPerDouble = 8;
/** A rule has at most so many nodes. */
const mostNodes = 64;

/** Byte offsets one after the other; no array begins at zero. */
function openOffsets(): { reserve: (length: number) => number; end: () => number } {
  let end = bytesPerDouble;
  return {
    reserve(length) {
      const at = end;
      end += length * bytesPerDouble;
      return at;
    },
    end: () => end,
  };
}

/** Undefined where the family has no kernels for the link. */
export function openRowLikelihood(
  name: LikelihoodName,
  link: LinkOpName,
  [first, second]: Statistics,
  backend?: Backend,
): RowLikelihood | undefined {
  const family = familyOf(name, link);
  if (!family) return undefined;
  const n = first!.length;
  const { reserve, end } = openOffsets();
  const at = {
    first: reserve(n),
    second: reserve(n),
    eta: reserve(n),
    slope: reserve(n),
    curvature: reserve(n),
    third: reserve(n),
    nodes: reserve(mostNodes),
    weights: reserve(mostNodes),
  };
  const { doubles, run } = openRowLikelihoodMemory(family, end(), backend);
  const column = (offset: number, length = n): Float64Array =>
    doubles.subarray(offset / bytesPerDouble, offset / bytesPerDouble + length);
  column(at.first).set(first!);
  column(at.second).set(second!);
  const [eta, slope, curvature, third] = [at.eta, at.slope, at.curvature, at.third].map((offset) =>
    column(offset),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const [nodes, weights] = [column(at.nodes, mostNodes), column(at.weights, mostNodes)];
  return {
    evaluate(given, order, into) {
      eta.set(given);
      if (order === "value") return run.values(at.eta, at.first, at.second, at.slope, n);
      const total = run.derivatives(
        at.eta,
        at.first,
        at.second,
        at.slope,
        at.curvature,
        at.third,
        n,
      );
      into.first.set(slope);
      into.second.set(curvature);
      if (order === "third") into.third.set(third);
      return total;
    },
    expectSlopes(mean, variance, rule, slopes) {
      eta.set(mean);
      curvature.set(variance);
      nodes.set(rule.nodes);
      weights.set(rule.weights);
      const { length } = rule.nodes;
      run.expectedSlopes(
        at.eta,
        at.curvature,
        at.first,
        at.second,
        at.nodes,
        at.weights,
        length,
        at.slope,
        n,
      );
      slopes.set(slope);
    },
  };
}

export interface ObservationColumns {
  readonly statistics: Statistics;
  /** What is free of parameters in each log density. */
  readonly constants: Float64Array;
  /** The row of the predictor of each observation, and how many rows there are. */
  readonly row: Int32Array;
  readonly rowCount: number;
}

/** Undefined where the family has no kernels for the link. */
export function openObservationLikelihood(
  name: LikelihoodName,
  link: LinkOpName,
  { statistics: [first, second], constants, row, rowCount }: ObservationColumns,
  backend?: Backend,
): ObservationLikelihood | undefined {
  const family = familyOf(name, link);
  if (!family) return undefined;
  const n = row.length;
  const { reserve, end } = openOffsets();
  const at = {
    first: reserve(n),
    second: reserve(n),
    constants: reserve(n),
    row: reserve((n + 1) >> 1),
    mean: reserve(Math.max(n, rowCount)),
    variance: reserve(rowCount),
    log: reserve(n),
    square: reserve(n),
    density: reserve(n),
    nodes: reserve(mostNodes),
    weights: reserve(mostNodes),
  };
  const { doubles, integers, run } = openRowLikelihoodMemory(family, end(), backend);
  const column = (offset: number, length: number): Float64Array =>
    doubles.subarray(offset / bytesPerDouble, offset / bytesPerDouble + length);
  column(at.first, n).set(first!);
  column(at.second, n).set(second!);
  column(at.constants, n).set(constants);
  integers.set(row, at.row / 4);
  const log = column(at.log, n);
  const square = column(at.square, n);
  const density = column(at.density, n);
  return {
    logDensity(eta, into) {
      column(at.mean, n).set(eta);
      run.values(at.mean, at.first, at.second, at.log, n);
      for (let o = 0; o < n; o++) into[o] = log[o]! + constants[o]!;
    },
    addExpectations(mean, variance, rule, share, into) {
      column(at.mean, rowCount).set(mean);
      column(at.variance, rowCount).set(variance);
      column(at.nodes, mostNodes).set(rule.nodes);
      column(at.weights, mostNodes).set(rule.weights);
      log.set(into.log);
      square.set(into.square);
      density.set(into.density);
      run.expectations(
        at.row,
        at.mean,
        at.variance,
        at.first,
        at.second,
        at.constants,
        at.nodes,
        at.weights,
        rule.nodes.length,
        share,
        at.log,
        at.square,
        at.density,
        n,
      );
      into.log.set(log);
      into.square.set(square);
      into.density.set(density);
    },
  };
}
