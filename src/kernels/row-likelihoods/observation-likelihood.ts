/** The log densities of observations, each on a row of the predictor, and expectations of them. */
import type { LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { Quadrature } from "../../math/index.js";
import type { ExpectedLikelihood } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
import { evenLength, mostNodes, offsetsOf } from "./column-offsets.js";
import { openRowLikelihoodMemory, rowFamily } from "./likelihood-steps.js";

/** A workspace of one thread. */
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
  { statistics: [given, others], constants, row, rowCount }: ObservationColumns,
  backend?: Backend,
): ObservationLikelihood | undefined {
  const family = rowFamily(name, link);
  if (!family) return undefined;
  const count = row.length;
  const n = evenLength(count);
  const { at, bytes } = offsetsOf({
    given: n,
    others: n,
    constants: n,
    row: (n + 1) >> 1,
    eta: n,
    mean: rowCount,
    variance: rowCount,
    log: n,
    square: n,
    density: n,
    nodes: mostNodes,
    weights: mostNodes,
  });
  const memory = openRowLikelihoodMemory(family, bytes, backend);
  const { run } = memory;
  const column = (offset: number): Float64Array => memory.numbers(offset, count);
  column(at.given).set(given!);
  column(at.others).set(others!);
  column(at.constants).set(constants);
  memory.integers(at.row, count).set(row);
  const means = memory.numbers(at.mean, rowCount);
  const variances = memory.numbers(at.variance, rowCount);
  const nodes = memory.numbers(at.nodes, mostNodes);
  const weights = memory.numbers(at.weights, mostNodes);
  const [log, square, density] = [column(at.log), column(at.square), column(at.density)];
  return {
    logDensity(eta, into) {
      column(at.eta).set(eta);
      run.values(at.eta, at.given, at.others, at.log, n);
      for (let o = 0; o < count; o++) into[o] = log[o]! + constants[o]!;
    },
    addExpectations(mean, variance, rule, share, into) {
      means.set(mean);
      variances.set(variance);
      nodes.set(rule.nodes);
      weights.set(rule.weights);
      log.set(into.log);
      square.set(into.square);
      density.set(into.density);
      run.expectations(
        at.row,
        at.mean,
        at.variance,
        at.given,
        at.others,
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
