/** Products with the rows of a linear predictor offset + A x: with vectors, AᵀDA, and the variances of A x. */
import {
  columnAt,
  entryAt,
  latentAt,
  latentCount,
  offsetAt,
  otherRowsAt,
  pairSlotsAt,
  pairStartAt,
  rowCount,
  rowHeaderLength,
  rowStartAt,
  rowsAt,
  shapeOfAt,
  slotCount,
  slotsAt,
  stepAt,
} from "./portable/row-layout.js";
import {
  addCrossProduct,
  predictRows,
  pullBackRows,
  quadraticForms,
  stepIsSmall,
} from "./portable/rows.js";
import type { RowMatrix } from "./row-matrix.js";
import type { RowPairs } from "./row-pairs.js";
import {
  openSparseMemory,
  type MemoryPlan,
  type SparseBackend,
  type SparseMemory,
} from "./sparse-module.js";

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
  /** result_i = a_iᵀ S a_i, for a symmetric S on the slots. */
  quadraticForms(values: Float64Array, result: Float64Array): void;
}

export interface PredictorRows {
  readonly matrix: RowMatrix;
  readonly offset: Float64Array;
  readonly pairs: RowPairs;
  /** Where the slots of the pairs' pattern stand among those of the symmetric matrices that are asked for. */
  readonly slots: Int32Array;
  readonly slotCount: number;
  readonly latentCount: number;
}

/** Header and integers first, then numbers. */
function planRows({ matrix, offset, pairs, slots, ...counts }: PredictorRows): MemoryPlan {
  const header = new Int32Array(rowHeaderLength);
  header[rowCount] = matrix.rowCount;
  header[latentCount] = counts.latentCount;
  header[slotCount] = counts.slotCount;
  const arrays: (readonly [number, Int32Array])[] = [
    [rowStartAt, matrix.rowStart],
    [columnAt, matrix.column],
    [shapeOfAt, pairs.shapeOf],
    [pairStartAt, pairs.start],
    [pairSlotsAt, pairs.slots.map((slot) => slots[slot]!)],
  ];
  const numbers: (readonly [number, number])[] = [
    [entryAt, matrix.value.length],
    [offsetAt, offset.length],
    [latentAt, counts.latentCount],
    [stepAt, counts.latentCount],
    [rowsAt, matrix.rowCount],
    [otherRowsAt, matrix.rowCount],
    [slotsAt, counts.slotCount],
  ];
  let end = rowHeaderLength;
  for (const [at, { length }] of arrays) {
    header[at] = end;
    end += length;
  }
  const integers = new Int32Array(end);
  // Numbers are counted from the start of the memory, too.
  end = (end + 1) >> 1;
  for (const [at, length] of numbers) {
    header[at] = end;
    end += length;
  }
  integers.set(header);
  for (const [at, array] of arrays) integers.set(array, header[at]);
  return { bytes: 8 * end, integers };
}

interface RowSteps {
  readonly predictRows: (shifted: boolean) => void;
  readonly stepIsSmall: (limit: number) => boolean;
  readonly pullBackRows: (weighted: boolean) => void;
  readonly addCrossProduct: (factor: number) => void;
  readonly quadraticForms: () => void;
}

function bindSteps(memory: SparseMemory): RowSteps {
  const { run } = memory;
  if (run)
    return {
      predictRows: (shifted) => run.predictRows(shifted ? 1 : 0),
      stepIsSmall: (limit) => run.stepIsSmall(limit) !== 0,
      pullBackRows: (weighted) => run.pullBackRows(weighted ? 1 : 0),
      addCrossProduct: run.addCrossProduct,
      quadraticForms: run.quadraticForms,
    };
  return {
    predictRows: (shifted) => predictRows(memory, shifted),
    stepIsSmall: (limit) => stepIsSmall(memory, limit),
    pullBackRows: (weighted) => pullBackRows(memory, weighted),
    addCrossProduct: (factor) => addCrossProduct(memory, factor),
    quadraticForms: () => quadraticForms(memory),
  };
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
  const run = bindSteps(memory);
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
      run.quadraticForms();
      result.set(rows);
    },
  };
}
