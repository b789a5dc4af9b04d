/** The log densities of observations, each on a row of the predictor, and expectations of them. */
import type { LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { Quadrature } from "../../math/index.js";
import type { ExpectedLikelihood } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
import { evenLength, mostNodes, offsetsOf } from "./column-offsets.js";
import { openRowLikelihoodMemory, rowFamily, type RowFamily } from "./likelihood-steps.js";

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

/** The columns in the memory of the kernels, with their byte offsets. */
function openColumns(
  family: RowFamily,
  { statistics: [given, others], constants, row, rowCount }: ObservationColumns,
  backend: Backend | undefined,
) {
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
  const { run, numbers, integers } = openRowLikelihoodMemory(family, bytes, backend);
  numbers(at.given, count).set(given!);
  numbers(at.others, count).set(others!);
  numbers(at.constants, count).set(constants);
  integers(at.row, count).set(row);
  return {
    run,
    at,
    n,
    eta: numbers(at.eta, count),
    mean: numbers(at.mean, rowCount),
    variance: numbers(at.variance, rowCount),
    nodes: numbers(at.nodes, mostNodes),
    weights: numbers(at.weights, mostNodes),
    log: numbers(at.log, count),
    square: numbers(at.square, count),
    density: numbers(at.density, count),
  };
}

/** Undefined where the family has no kernels for the link. */
export function openObservationLikelihood(
  name: LikelihoodName,
  link: LinkOpName,
  columns: ObservationColumns,
  backend?: Backend,
): ObservationLikelihood | undefined {
  const family = rowFamily(name, link);
  if (!family) return undefined;
  const { run, at, n, ...own } = openColumns(family, columns, backend);
  const { constants } = columns;
  return {
    logDensity(eta, into) {
      own.eta.set(eta);
      run.values(at.eta, at.given, at.others, at.log, n);
      for (let o = 0; o < into.length; o++) into[o] = own.log[o]! + constants[o]!;
    },
    addExpectations(mean, variance, rule, share, into) {
      own.mean.set(mean);
      own.variance.set(variance);
      own.nodes.set(rule.nodes);
      own.weights.set(rule.weights);
      own.log.set(into.log);
      own.square.set(into.square);
      own.density.set(into.density);
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
      into.log.set(own.log);
      into.square.set(own.square);
      into.density.set(own.density);
    },
  };
}
