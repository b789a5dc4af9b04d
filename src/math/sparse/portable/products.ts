/**
 * C -= A B on parts of the memory. Matrices lie by columns, `stride` numbers from column to column; B is
 * packed first: four columns side by side, so that a tile reads it in one run.
 */
import { read, write } from "./memory.js";
import type { Memory } from "./memory.js";
import { tileOfFour, tileOfOne, tileOfTwo } from "./tiles.js";

/** Packs B (depth × columns), where b_kj lies at `source` + k · `alongDepth` + j · `alongColumns`. */
export function pack(
  memory: Memory,
  packed: i32,
  source: i32,
  alongDepth: i32,
  alongColumns: i32,
  depth: i32,
  columns: i32,
  sign: number,
): void {
  for (let j = 0; j < columns; j += 4) {
    for (let c = 0; c < 4; c++) {
      // Columns beyond the last one repeat it: their results are thrown away.
      const column = j + c < columns ? j + c : columns - 1;
      let from = source + column * alongColumns;
      let into = packed + j * depth + c;
      for (let k = 0; k < depth; k++) {
        write(memory, into, sign * read(memory, from));
        from += alongDepth;
        into += 4;
      }
    }
  }
}

/** Rows `row` to `rows` of four columns, at most four rows. */
function tile(
  memory: Memory,
  left: i32,
  c0: i32,
  c1: i32,
  c2: i32,
  c3: i32,
  a: i32,
  step: i32,
  b: i32,
  depth: i32,
): void {
  if (left >= 4) {
    tileOfFour(memory, c0, c1, c2, c3, a, step, b, depth);
    return;
  }
  if (left >= 2) tileOfTwo(memory, c0, c1, c2, c3, a, step, b, depth);
  if ((left & 1) !== 0) {
    const last = left - 1;
    tileOfOne(memory, c0 + last, c1 + last, c2 + last, c3 + last, a + last, step, b, depth);
  }
}

/** Terms of the sums, and columns of C, that a pass takes: what it needs of A and B stays in cache. */
const depthBlock: i32 = 64;
const columnBlock: i32 = 32;

/**
 * C (rows × columns) -= A B; with `triangular` only where the row is not above the column (and a few numbers
 * above). `spare` has room for `rows` numbers and takes the columns beyond the last that fill a tile.
 */
export function subtractProduct(
  memory: Memory,
  c: i32,
  stride: i32,
  rows: i32,
  columns: i32,
  a: i32,
  step: i32,
  packed: i32,
  depth: i32,
  triangular: boolean,
  spare: i32,
): void {
  for (let k = 0; k < depth; k += depthBlock) {
    const terms = depth - k < depthBlock ? depth - k : depthBlock;
    for (let first = 0; first < columns; first += columnBlock) {
      const last = columns - first < columnBlock ? columns : first + columnBlock;
      for (let i = triangular ? first : 0; i < rows; i += 4) {
        const end = triangular && i < last ? i + 1 : last;
        const from = a + k * step + i;
        for (let j = first; j < end; j += 4) {
          const c0 = c + j * stride;
          const c1 = j + 1 < columns ? c0 + stride : spare;
          const c2 = j + 2 < columns ? c0 + 2 * stride : spare;
          const c3 = j + 3 < columns ? c0 + 3 * stride : spare;
          const b = packed + j * depth + 4 * k;
          tile(memory, rows - i, c0 + i, c1 + i, c2 + i, c3 + i, from, step, b, terms);
        }
      }
    }
  }
}
