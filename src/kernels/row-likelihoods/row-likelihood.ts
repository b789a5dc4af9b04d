/** The likelihood of all rows of a predictor with its derivatives, and its slopes where the predictor is normal. */
import type { LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { Quadrature } from "../../math/index.js";
import type { DerivativeOrder, RowDerivatives } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
import { evenLength, mostNodes, offsetsOf } from "./column-offsets.js";
import { openRowLikelihoodMemory, rowFamily, type RowFamily } from "./likelihood-steps.js";

/** A workspace of one thread. */
export interface RowLikelihood {
  /** Writes the derivatives that the order asks for; returns the sum of the rows' values. */
  evaluate(eta: Float64Array, order: DerivativeOrder, into: RowDerivatives): number;
  /** E[l′] of every row at eta ~ N(mean, variance). */
  expectSlopes(
    mean: Float64Array,
    variance: Float64Array,
    rule: Quadrature,
    slopes: Float64Array,
  ): void;
}

/** The columns in the memory of the kernels, with their byte offsets. */
function openColumns(family: RowFamily, [given, others]: Statistics, backend: Backend | undefined) {
  const rows = given!.length;
  const n = evenLength(rows);
  const { at, bytes } = offsetsOf({
    given: n,
    others: n,
    eta: n,
    first: n,
    second: n,
    third: n,
    nodes: mostNodes,
    weights: mostNodes,
  });
  const { run, numbers } = openRowLikelihoodMemory(family, bytes, backend);
  numbers(at.given, rows).set(given!);
  numbers(at.others, rows).set(others!);
  return {
    run,
    at,
    n,
    eta: numbers(at.eta, rows),
    first: numbers(at.first, rows),
    second: numbers(at.second, rows),
    third: numbers(at.third, rows),
    nodes: numbers(at.nodes, mostNodes),
    weights: numbers(at.weights, mostNodes),
  };
}

/** Undefined where the family has no kernels for the link. */
export function openRowLikelihood(
  name: LikelihoodName,
  link: LinkOpName,
  statistics: Statistics,
  backend?: Backend,
): RowLikelihood | undefined {
  const family = rowFamily(name, link);
  if (!family) return undefined;
  const { run, at, n, ...own } = openColumns(family, statistics, backend);
  return {
    evaluate(eta, order, into) {
      own.eta.set(eta);
      if (order === "value") return run.values(at.eta, at.given, at.others, at.first, n);
      const { derivatives } = run;
      const total = derivatives(at.eta, at.given, at.others, at.first, at.second, at.third, n);
      into.first.set(own.first);
      into.second.set(own.second);
      if (order === "third") into.third.set(own.third);
      return total;
    },
    expectSlopes(mean, variance, rule, slopes) {
      own.eta.set(mean);
      own.second.set(variance);
      own.nodes.set(rule.nodes);
      own.weights.set(rule.weights);
      run.expectedSlopes(
        at.eta,
        at.second,
        at.given,
        at.others,
        at.nodes,
        at.weights,
        rule.nodes.length,
        at.first,
        n,
      );
      slopes.set(own.first);
    },
  };
}
