/** The memory of the rows of a predictor, with the module or its JavaScript twin bound to it. */
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
import type { MemoryPlan, SparseMemory } from "./sparse-module.js";

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
export function planRows({ matrix, offset, pairs, slots, ...counts }: PredictorRows): MemoryPlan {
  const header = new Int32Array(rowHeaderLength);
  header[rowCount] = matrix.rowCount;
  header[latentCount] = counts.latentCount;
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

export interface RowSteps {
  readonly predictRows: (shifted: boolean) => void;
  readonly stepIsSmall: (limit: number) => boolean;
  readonly pullBackRows: (weighted: boolean) => void;
  readonly addCrossProduct: (factor: number) => void;
  readonly quadraticForms: () => number;
}

export function bindRowSteps(memory: SparseMemory): RowSteps {
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
