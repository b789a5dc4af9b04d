/**
 * The layout of dense columns in which the kernels read them: block after block of rows, in a block
 * panel after panel of four columns, in a panel two rows of each column in turn. A pass over a
 * panel is then one contiguous run, which no processor has trouble to fetch ahead. Columns that do
 * not fill a panel follow one by one. An odd last row leaves its neighbour's place empty.
 */
import { blockRows, type KernelArgument, type KernelCall } from "../graph/index.js";
import type { Programs } from "./programs.js";

const panelColumns = 4;

/** One block of rows; `target` has room for an even number of rows of every column. */
function packBlock(
  columns: readonly Float64Array[],
  from: number,
  rows: number,
  target: Float64Array,
): void {
  const columnSize = rows + (rows & 1);
  const inPanels = columns.length - (columns.length % panelColumns);
  columns.forEach((column, j) => {
    const inPanel = j < inPanels ? j % panelColumns : 0;
    const first = (j - inPanel) * columnSize + 2 * inPanel;
    const pairStride = j < inPanels ? 2 * panelColumns : 2;
    for (let i = 0; i < rows; i++) {
      target[first + (i >> 1) * pairStride + (i & 1)] = column[from + i]!;
    }
  });
}

/** Columns of equal length in the kernels' layout, for blocks of `block` rows. */
export function packPanels(columns: readonly Float64Array[], block: number): Float64Array {
  const rowCount = columns[0]?.length ?? 0;
  const packed = new Float64Array(columns.length * (rowCount + (rowCount & 1)));
  for (let from = 0; from < rowCount; from += block) {
    const rows = Math.min(block, rowCount - from);
    packBlock(columns, from, rows, packed.subarray(from * columns.length));
  }
  return packed;
}

interface Matrix {
  readonly offset: number;
  readonly columnStride: number;
  readonly columnCount: number;
}

/** The dense columns that a call reads, if it does. */
function matrixOf({ kernel, arguments: [, X, stride, count] }: KernelCall): Matrix | undefined {
  if (kernel !== "columns_times" && kernel !== "columns_transposed") return undefined;
  if (X?.kind !== "data" || stride?.kind !== "count" || count?.kind !== "count") {
    throw new Error(`${kernel}: columns are data at a constant distance`);
  }
  return { offset: X.offset, columnStride: stride.value, columnCount: count.value };
}

/** The call on packed columns: a block of rows takes as much room as it has numbers. */
function packedCall(call: KernelCall): KernelCall {
  const matrix = matrixOf(call);
  if (matrix === undefined) return call;
  const X: KernelArgument = {
    kind: "data",
    offset: matrix.offset,
    stride: 8 * blockRows * matrix.columnCount,
  };
  return { ...call, arguments: call.arguments.map((argument, i) => (i === 1 ? X : argument)) };
}

/** The same programs with their dense columns packed, each matrix where its columns were. */
export function packColumns(programs: Programs): Programs {
  const calls = programs.blockPrograms.flatMap((program) => program.calls);
  const matrices = new Map<number, Matrix>();
  for (const matrix of calls.map(matrixOf)) if (matrix) matrices.set(matrix.offset, matrix);
  if (matrices.size === 0) return programs;
  const contents = new Map(programs.data.map((piece) => [piece.offset, piece]));
  for (const { offset, columnStride, columnCount } of matrices.values()) {
    const columns = Array.from({ length: columnCount }, (_, j) => {
      const values = contents.get(offset + j * columnStride)?.values;
      if (!(values instanceof Float64Array)) throw new Error(`no column at ${offset}`);
      contents.delete(offset + j * columnStride);
      return values;
    });
    contents.set(offset, { offset, values: packPanels(columns, blockRows) });
  }
  return {
    ...programs,
    data: [...contents.values()],
    blockPrograms: programs.blockPrograms.map((program) => ({
      ...program,
      calls: program.calls.map(packedCall),
    })),
  };
}
