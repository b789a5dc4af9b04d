/** The likelihood of all rows of a predictor with its derivatives, and its slopes where the predictor is normal. */
import type { LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { Quadrature } from "../../math/index.js";
import type { DerivativeOrder, RowDerivatives } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
import { evenLength, mostNodes, offsetsOf } from "./column-offsets.js";
import { openRowLikelihoodMemory, rowFamily } from "./likelihood-steps.js";

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

/** Undefined where the family has no kernels for the link. */
export function openRowLikelihood(
  name: LikelihoodName,
  link: LinkOpName,
  [given, others]: Statistics,
  backend?: Backend,
): RowLikelihood | undefined {
  const family = rowFamily(name, link);
  if (!family) return undefined;
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
  const memory = openRowLikelihoodMemory(family, bytes, backend);
  const { run } = memory;
  const column = (offset: number): Float64Array => memory.numbers(offset, rows);
  column(at.given).set(given!);
  column(at.others).set(others!);
  const eta = column(at.eta);
  const first = column(at.first);
  const second = column(at.second);
  const third = column(at.third);
  const nodes = memory.numbers(at.nodes, mostNodes);
  const weights = memory.numbers(at.weights, mostNodes);
  return {
    evaluate(from, order, into) {
      eta.set(from);
      if (order === "value") return run.values(at.eta, at.given, at.others, at.first, n);
      const { derivatives } = run;
      const total = derivatives(at.eta, at.given, at.others, at.first, at.second, at.third, n);
      into.first.set(first);
      into.second.set(second);
      if (order === "third") into.third.set(third);
      return total;
    },
    expectSlopes(mean, variance, rule, slopes) {
      eta.set(mean);
      second.set(variance);
      nodes.set(rule.nodes);
      weights.set(rule.weights);
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
      slopes.set(first);
    },
  };
}
