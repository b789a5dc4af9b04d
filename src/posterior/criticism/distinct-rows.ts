/** Rows of the data that are the same to a model: what is said of one of them is said of all. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import { firstRows, groupRows, observationKeys } from "../../graph/index.js";

export interface DistinctRows {
  /** The first row of every kind. */
  readonly first: Int32Array;
  /** The kind of every row. */
  readonly kindOf: Int32Array;
}

/** Rows are the same where predictors, response, trials, weight and standard error are. */
export function distinctRows({ graph, spec }: CompiledModel): DistinctRows {
  if (spec.totals) {
    const every = Int32Array.from(spec.totals.unitNames, (_, unit) => unit);
    return { first: every, kindOf: every };
  }
  const { values, trials, weights, standardErrors } = spec.design.response;
  const given = [values, trials, weights, standardErrors].filter((column) => column !== undefined);
  const groups = groupRows([...observationKeys(graph), ...given], values.length, values.length)!;
  return { first: firstRows(groups), kindOf: groups.codes };
}

/** A value of every kind as one of every row. */
export function spreadToRows({ kindOf }: DistinctRows, ofKind: Float64Array): Float64Array {
  return Float64Array.from(kindOf, (kind) => ofKind[kind]!);
}
