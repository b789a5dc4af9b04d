/** Products with the rows of a linear predictor offset + A x: with vectors, AᵀDA, and the variances of A x. */
import {
  entryAt,
  latentAt,
  offsetAt,
  otherRowsAt,
  rowsAt,
  slotsAt,
  stepAt,
} from "./portable/row-layout.js";
import { bindRowSteps, planRows, type PredictorRows } from "./row-memory.js";
import { openSparseMemory, type SparseBackend } from "./sparse-module.js";

/** A workspace of one thread; nothing is allocated after it was opened. */
export interface RowProducts {
  /** eta = offset + A x. */
  predict(x: Float64Array, eta: Float64Array): void;
  /** result = A x. */
  times(x: Float64Array, result: Float64Array): void;
  /** |A step| <= limit (1 + |offset + A x|) in every row. */
  stepIsSmall(step: Float64Array, x: Float64Array, limit: number): boolean;
  /** result = Aᵀ g. */
  pullBack(g: Float64Array, result: Float64Array): void;
  /** result = Aᵀ (g ∘ h). */
  pullBackProduct(g: Float64Array, h: Float64Array, result: Float64Array): void;
  /** values = base + factor AᵀDA, on the slots. */
  addCrossProduct(
    weights: Float64Array,
    factor: number,
    base: Float64Array,
    values: Float64Array,
  ): void;
  /** result_i = a_iᵀ S a_i, for a symmetric S on the slots; returns the largest, or zero. */
  quadraticForms(values: Float64Array, result: Float64Array): number;
}

export function openRowProducts(
  given: PredictorRows,
  options: { readonly backend?: SparseBackend } = {},
): RowProducts {
  const plan = planRows(given);
  const memory = openSparseMemory(plan, options.backend);
  const part = (at: number, length: number): Float64Array => {
    const from = plan.integers[at]!;
    return memory.numbers.subarray(from, from + length);
  };
  part(entryAt, given.matrix.value.length).set(given.matrix.value);
  part(offsetAt, given.offset.length).set(given.offset);
  const latent = part(latentAt, given.latentCount);
  const step = part(stepAt, given.latentCount);
  const rows = part(rowsAt, given.matrix.rowCount);
  const otherRows = part(otherRowsAt, given.matrix.rowCount);
  const slots = part(slotsAt, given.slotCount);
  const run = bindRowSteps(memory);
  const predict = (x: Float64Array, shifted: boolean, result: Float64Array): void => {
    latent.set(x);
    run.predictRows(shifted);
    result.set(rows);
  };
  return {
    predict: (x, eta) => predict(x, true, eta),
    times: (x, result) => predict(x, false, result),
    stepIsSmall(by, x, limit) {
      step.set(by);
      latent.set(x);
      return run.stepIsSmall(limit);
    },
    pullBack(g, result) {
      rows.set(g);
      run.pullBackRows(false);
      result.set(latent);
    },
    pullBackProduct(g, h, result) {
      rows.set(g);
      otherRows.set(h);
      run.pullBackRows(true);
      result.set(latent);
    },
    addCrossProduct(weights, factor, base, values) {
      rows.set(weights);
      slots.set(base);
      run.addCrossProduct(factor);
      values.set(slots);
    },
    quadraticForms(values, result) {
      slots.set(values);
      const largest = run.quadraticForms();
      result.set(rows);
      return largest;
    },
  };
}
